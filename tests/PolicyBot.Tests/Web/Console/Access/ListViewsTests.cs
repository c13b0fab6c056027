using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console.Access;

/// <summary>Lists that show citizens' words are views as well: they stand in the audit log, once in ten minutes, without any of those words.</summary>
public sealed class ListViewsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
    private ConsoleHost _host = null!;

    public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync(_clock, settings: [("PolicyBot:Console:IdleMinutes", "600")]);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/console/tickets", "工单", "未办结")]
    [InlineData("/console/tickets?state=Closed", "工单", "已办结")]
    [InlineData("/console/conversations", "会话", "最近的")]
    [InlineData("/console/conversations?words=张小二 渡船票&status=not_found&from=2026-11-01&person=yes", "会话", "2个词，从2026-11-01，未找到，要求人工")]
    [InlineData("/console/gaps?from=2026-11-01&to=2026-11-25", "缺口", "从2026-11-01，到2026-11-25")]
    [InlineData("/console/drafts", "草稿", "")]
    public async Task A_list_that_was_looked_at_is_written_down_without_what_was_searched_for(string address, string subject, string details)
    {
        using var staff = await _host.SignInAsync("班长", StaffRole.Supervisor);

        await staff.ReadAsync(address);

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("班长", AuditAction.ListViewed, subject, details), (entry.Who, entry.Action, entry.Subject, entry.Details));
    }

    [Fact]
    public async Task The_same_list_is_written_once_in_ten_minutes_for_each_person_and_another_search_anew()
    {
        using var one = await _host.SignInAsync("小王", StaffRole.Operator);
        using var two = await _host.SignInAsync("小李", StaffRole.Operator);
        await LookAsync(one, "?words=渡船票");
        await LookAsync(one, "?words=渡船票&before=5");
        await LookAsync(two, "?words=渡船票");
        await LookAsync(one, "?words=公租房");
        _clock.Advance(TimeSpan.FromMinutes(9));
        await LookAsync(one, "?words=渡船票");
        Assert.Equal(["小王", "小李", "小王"], (await EntriesAsync()).Select(e => e.Who));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(one, "?words=渡船票");

        Assert.Equal(["小王", "小李", "小王", "小王"], (await EntriesAsync()).Select(e => e.Who));
    }

    [Fact]
    public async Task A_queue_that_refreshes_itself_is_a_view_only_when_it_shows_something_new()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        var first = await staff.RefreshAsync("/console/tickets?handler=Queue", version: "");
        _clock.Advance(TimeSpan.FromMinutes(20));
        await staff.RefreshAsync("/console/tickets?handler=Queue", first.Headers.ETag!.Tag.Trim('"'));
        Assert.Single(await EntriesAsync());

        await staff.RefreshAsync("/console/tickets?handler=Queue", version: "");

        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    /// <summary>A second apart, so that the log has an order.</summary>
    private async Task LookAsync(StaffBrowser staff, string query)
    {
        await staff.ReadAsync("/console/conversations" + query);
        _clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        await using var db = await _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContextAsync();
        return await db.Audit.AsNoTracking().Where(a => a.Action != AuditAction.SignIn).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync();
    }
}
