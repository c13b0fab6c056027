using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console.Tickets;

public sealed class TicketPagesTests : IAsyncLifetime
{
    private ConsoleHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync();
        await using var db = Open();
        db.Tickets.Add(new Ticket { Id = "T1", Channel = "wechat", Conversation = "k", CreatedAt = TimeProvider.System.GetUtcNow(), Transcript = "问：<script>alert(1)</script>怎么领\n答：见文件。" });
        db.Turns.Add(new StoredTurn { Id = "a", Channel = "wechat", Conversation = "k", At = TimeProvider.System.GetUtcNow(), Question = "<img src=x onerror=alert(1)>", Status = "not_found", Answer = "没有找到", Clauses = "云政发〔2024〕7号#附件/一", IsGap = true });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_operator_takes_a_ticket_answers_it_and_closes_it()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);

        var taken = await staff.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));
        Assert.Equal("/console/tickets/T1", taken.Headers.Location!.OriginalString);
        var answered = await staff.SubmitAsync("/console/tickets/T1", "/console/tickets/T1", ("do", "answer"), ("answer", "请到一楼窗口。"));

        Assert.Equal("/console/tickets/T1?told=waits", answered.Headers.Location!.OriginalString);
        var page = await staff.ReadAsync("/console/tickets/T1?told=waits");
        Assert.Contains("请到一楼窗口。", page, StringComparison.Ordinal);
        Assert.Contains("下次发消息时会看到", page, StringComparison.Ordinal);
        Assert.Equal("/console/tickets", (await staff.SubmitAsync("/console/tickets/T1", "/console/tickets/T1", ("do", "close"))).Headers.Location!.OriginalString);
        await using var db = Open();
        Assert.Equal(TicketState.Closed, (await db.Tickets.SingleAsync()).State);
    }

    [Fact]
    public async Task Who_comes_second_is_told_by_whom_and_keeps_the_words()
    {
        using var first = await _host.SignInAsync("小王", StaffRole.Operator);
        using var second = await _host.SignInAsync("小李", StaffRole.Operator);
        await first.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));

        var late = await second.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));
        var wrote = await second.SubmitAsync("/console/tickets/T1", "/console/tickets/T1", ("do", "answer"), ("answer", "我写了半天的话"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("已经由小王接走", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, wrote.StatusCode);
        Assert.Contains("我写了半天的话</textarea>", await wrote.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_citizen_wrote_is_text_on_every_page()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);

        foreach (var address in new[] { "/console/tickets", "/console/tickets/T1", "/console/conversations", "/console/conversations/one?channel=wechat&id=k" })
        {
            var page = await staff.ReadAsync(address);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_look_and_every_move_is_in_the_audit_log()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        await staff.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));
        await staff.ReadAsync("/console/tickets/T1");
        await staff.ReadAsync("/console/conversations/one?channel=wechat&id=k");

        await using var db = Open();
        var log = await db.Audit.OrderBy(a => a.Id).Select(a => new { a.Who, a.Action, a.Subject }).ToListAsync();
        Assert.Contains(log, a => a is { Who: "小王", Action: AuditAction.TicketChanged, Subject: "T1" });
        Assert.Equal(2, log.Count(a => a is { Who: "小王", Action: AuditAction.ConversationViewed, Subject: "wechat:k" }));
    }

    [Fact]
    public async Task A_move_that_is_refused_shows_the_conversation_and_that_is_in_the_audit_log_too()
    {
        using var first = await _host.SignInAsync("小王", StaffRole.Operator);
        using var second = await _host.SignInAsync("小李", StaffRole.Operator);
        await first.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));

        await second.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));

        await using var db = Open();
        Assert.True(await db.Audit.AnyAsync(a => a.Who == "小李" && a.Action == AuditAction.ConversationViewed && a.Subject == "wechat:k"));
    }

    [Fact]
    public async Task The_queue_is_sent_again_only_where_it_has_changed()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        using var other = await _host.SignInAsync("小李", StaffRole.Operator);
        var page = await staff.ReadAsync("/console/tickets");
        var version = Regex.Match(page, "data-version=\"(?<v>[0-9a-f]+)\"").Groups["v"].Value;

        Assert.Equal(HttpStatusCode.NotModified, (await staff.RefreshAsync("/console/tickets?handler=Queue", version)).StatusCode);
        await other.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));
        var changed = await staff.RefreshAsync("/console/tickets?handler=Queue", version);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var part = await changed.Content.ReadAsStringAsync();
        Assert.Contains("小李接的", part, StringComparison.Ordinal);
        Assert.DoesNotContain("接单</button>", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await staff.RefreshAsync("/console/tickets?handler=Queue", changed.Headers.ETag!.Tag.Trim('"'))).StatusCode);
    }

    [Fact]
    public async Task Whoever_writes_is_told_when_a_colleague_has_moved_the_ticket_and_sees_what_the_citizen_added()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);
        await staff.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));
        var page = await staff.ReadAsync("/console/tickets/T1");
        var part = WebUtility.HtmlDecode(Regex.Match(page, "data-refresh=\"(?<a>[^\"]+)\"").Groups["a"].Value);
        var version = Regex.Match(page, "data-version=\"(?<v>[^\"]+)\"").Groups["v"].Value;
        Assert.Equal(HttpStatusCode.NotModified, (await staff.RefreshAsync(part, version)).StatusCode);

        await using (var db = Open())
        {
            db.Turns.Add(new StoredTurn { Id = "b", No = 2, Channel = "wechat", Conversation = "k", At = TimeProvider.System.GetUtcNow(), Question = "还有人吗", Status = "not_found", Answer = "没有找到", Clauses = "" });
            await db.SaveChangesAsync();
        }

        var added = await (await staff.RefreshAsync(part, version)).Content.ReadAsStringAsync();
        await supervisor.SubmitAsync("/console/tickets/T1", "/console/tickets/T1", ("do", "over"));
        var moved = await (await staff.RefreshAsync(part, version)).Content.ReadAsStringAsync();

        Assert.Contains("还有人吗", added, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", added, StringComparison.Ordinal);
        Assert.Contains("这张工单现在是“处理中”，由班长处理。您写的内容还在。", moved, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", moved, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.RefreshAsync("/console/tickets/none?handler=Conversation", version)).StatusCode);
    }

    [Theory]
    [InlineData("   ", "请先写下回复")]
    [InlineData("", "请先写下回复")]
    public async Task An_empty_answer_is_refused(string answer, string told)
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        await staff.SubmitAsync("/console/tickets", "/console/tickets/T1", ("do", "take"));

        var response = await staff.SubmitAsync("/console/tickets/T1", "/console/tickets/T1", ("do", "answer"), ("answer", answer));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(told, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private PolicyBotDb Open() => _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
}
