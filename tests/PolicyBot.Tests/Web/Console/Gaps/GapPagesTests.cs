using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console.Gaps;

public sealed class GapPagesTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        await using var db = Open();
        foreach (var (id, question) in new[] { ("a", "渡船票怎么买"), ("b", "渡船票怎么买啊"), ("c", "=HYPERLINK(\"http://127.0.0.1\")<b>") })
            db.Turns.Add(new StoredTurn { Id = id, Channel = "page", At = TimeProvider.System.GetUtcNow(), Question = question, Status = "not_found", Answer = "没有找到", Clauses = "", Unit = "=云川县某局", Subject = "<i>办法", IsGap = true });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("gold", DraftKind.Gold)]
    [InlineData("synonym", DraftKind.Synonym)]
    [InlineData("note", DraftKind.Note)]
    public async Task One_press_makes_a_draft_of_a_group(string press, DraftKind kind)
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);
        var page = await staff.ReadAsync("/console/gaps");
        Assert.Contains("3 次提问，按说法相近归成 2 组", page, StringComparison.Ordinal);
        Assert.Contains("云政发〔2024〕7号", page, StringComparison.Ordinal);

        var response = await staff.PostAsync("/console/gaps", StaffBrowser.TokenIn(page), ("group", StaffBrowser.FieldIn(page, "group")), ("do", press));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        await using var db = Open();
        var draft = await db.Drafts.SingleAsync();
        Assert.Equal((kind, "班长"), (draft.Kind, draft.MadeBy));
        Assert.Contains("渡船票怎么买", draft.Text, StringComparison.Ordinal);
        Assert.Contains("渡船票怎么买", await staff.ReadAsync(response.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.True(await db.Audit.AnyAsync(a => a.Action == AuditAction.DraftChanged && a.Subject == draft.Id));
    }

    [Fact]
    public async Task Open_gold_drafts_are_exported_as_lines_and_what_is_done_stays_out()
    {
        using var staff = await _host.SignInAsync("维护", StaffRole.Maintainer);
        var page = await staff.ReadAsync("/console/gaps");
        var made = await staff.PostAsync("/console/gaps", StaffBrowser.TokenIn(page), ("group", "c"), ("do", "gold"));
        await staff.PostAsync("/console/gaps", StaffBrowser.TokenIn(page), ("group", StaffBrowser.FieldIn(page, "group")), ("do", "gold"));
        await staff.SubmitAsync("/console/drafts", made.Headers.Location!.OriginalString, ("do", "done"));

        var response = await staff.SubmitAsync("/console/drafts", "/console/drafts", ("kind", "gold"));

        var line = Assert.Single((await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("渡船票怎么买", (string)JsonNode.Parse(line)!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_month_is_a_table_for_office_programs_in_which_no_formula_runs()
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);
        var month = ChinaTime.Today(TimeProvider.System).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

        var response = await staff.SubmitAsync("/console/counts", "/console/counts", ("month", month));

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"{month},'=云川县某局,3,0,3,0,0,0\r\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_is_drawn_without_a_script_and_names_are_text()
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);

        var page = await staff.ReadAsync("/console/counts");

        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("网页提问", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>办法", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", await staff.ReadAsync("/console/gaps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_maintainer_sees_the_counts_and_may_not_export_them()
    {
        using var staff = await _host.SignInAsync("维护", StaffRole.Maintainer);
        Assert.DoesNotContain("（CSV）", await staff.ReadAsync("/console/counts"), StringComparison.Ordinal);

        var response = await staff.SubmitAsync("/console/drafts", "/console/counts", ("month", "2026-11"));

        Assert.EndsWith("/console/denied", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private PolicyBotDb Open() => _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
}
