using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console.Conversations;

public sealed class ConversationPagesTests : IAsyncLifetime
{
    private const string Mine = "/console/conversations/one?channel=directline&id=mine";
    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        await using var db = Open();
        foreach (var (id, user) in new[] { ("mine", "u1"), ("earlier", "u1"), ("other", "u2") })
        {
            db.Conversations.Add(new StoredConversation { Id = id, Channel = "directline", User = user, StartedAt = TimeProvider.System.GetUtcNow(), LastAt = TimeProvider.System.GetUtcNow() });
            db.Activities.Add(new StoredActivity { ConversationId = id, Index = 1, Json = """{"text":"渡船票"}""" });
            db.Turns.Add(new StoredTurn { Id = id, No = id.Length, Channel = "directline", Conversation = id, At = TimeProvider.System.GetUtcNow(), Question = $"{id}的渡船票怎么买", Status = "not_found", Answer = "没有找到", Clauses = "" });
            db.Tickets.Add(new Ticket { Id = "T" + id, Channel = "directline", Conversation = id, Transcript = "问：渡船票" });
            db.Dialogues.Add(new StoredDialogue { Conversation = "directline:" + id, Json = "{}", LastAt = TimeProvider.System.GetUtcNow() });
        }

        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Conversations_are_found_by_words_state_and_day()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);

        Assert.Contains("mine的渡船票怎么买", await staff.ReadAsync("/console/conversations?words=船票 mine&status=not_found"), StringComparison.Ordinal);
        Assert.DoesNotContain("mine的渡船票怎么买", await staff.ReadAsync("/console/conversations?words=船票&to=2020-01-01"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync("/console/conversations?from=2026-13-01")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync("/console/conversations?from=2026-11-02&to=2026-11-01")).StatusCode);
    }

    [Fact]
    public async Task A_supervisor_exports_everything_stored_of_one_person()
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);

        var response = await staff.SubmitAsync(Mine, "/console/conversations/one", ("channel", "directline"), ("id", "mine"), ("all", "yes"), ("do", "export"));

        var json = (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["conversations:2", "activities:2", "turns:2", "tickets:2", "dialogues:2"], json.Skip(1).Select(p => $"{p.Key}:{p.Value!.AsArray().Count}"));
        Assert.DoesNotContain("other", json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("渡船票", (string)json["activities"]![0]!["text"]!);
        await using var db = Open();
        Assert.True(await db.Audit.AnyAsync(a => a.Who == "班长" && a.Action == AuditAction.Exported && a.Subject == "directline:mine"));
    }

    [Fact]
    public async Task Deletion_on_request_takes_this_conversation_from_every_table_and_no_other()
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);

        await staff.SubmitAsync(Mine, "/console/conversations/one", ("channel", "directline"), ("id", "mine"), ("do", "delete"));

        await using var db = Open();
        Assert.Equal(["earlier", "other"], await db.Conversations.Select(c => c.Id).OrderBy(i => i).ToListAsync());
        Assert.Equal(["earlier", "other"], await db.Activities.Select(a => a.ConversationId).OrderBy(i => i).ToListAsync());
        Assert.Equal(["earlier", "other"], await db.Turns.Select(t => t.Id).OrderBy(i => i).ToListAsync());
        Assert.Equal(["Tearlier", "Tother"], await db.Tickets.Select(t => t.Id).OrderBy(i => i).ToListAsync());
        Assert.Equal(2, await db.Dialogues.CountAsync());
        Assert.True(await db.Audit.AnyAsync(a => a.Action == AuditAction.Deleted && a.Subject == "directline:mine"));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(Mine)).StatusCode);
    }

    [Fact]
    public async Task Deletion_of_a_person_takes_all_conversations_of_that_user_of_the_channel()
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);

        await staff.SubmitAsync(Mine, "/console/conversations/one", ("channel", "directline"), ("id", "mine"), ("all", "yes"), ("do", "delete"));

        await using var db = Open();
        Assert.Equal("other", Assert.Single(await db.Turns.Select(t => t.Id).ToListAsync()));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("delete")]
    public async Task An_operator_who_may_not_tries_to_and_that_is_logged(string what)
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        Assert.DoesNotContain("永久删除", await staff.ReadAsync(Mine), StringComparison.Ordinal);

        var response = await staff.SubmitAsync(Mine, "/console/conversations/one", ("channel", "directline"), ("id", "mine"), ("do", what));

        Assert.EndsWith("/console/denied", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await using var db = Open();
        Assert.Equal(3, await db.Turns.CountAsync());
        Assert.True(await db.Audit.AnyAsync(a => a.Who == "小王" && a.Action == AuditAction.Denied));
    }

    private PolicyBotDb Open() => _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
}
