using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console;

public sealed class SignInTests
{
    [Fact]
    public async Task Signing_in_and_out_opens_and_closes_the_console_and_is_written_down()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);
        Assert.Contains("查政策", await staff.ReadAsync("/console"), StringComparison.Ordinal);

        await staff.SubmitAsync("/console", "/console/sign-out");

        Assert.Equal(HttpStatusCode.Found, (await staff.GetAsync("/console")).StatusCode);
        Assert.Equal(["sign_in 小王", "sign_out 小王"], await AuditAsync(host));
    }

    [Fact]
    public async Task A_wrong_name_a_wrong_password_and_a_disabled_account_read_the_same()
    {
        await using var host = await ConsoleHost.StartAsync();
        await host.AddAsync("管理员", StaffRole.Administrator);
        var id = await host.AddAsync("小王", StaffRole.Operator);
        using var browser = host.Browser();
        var wrongName = await browser.SignInAsync("小李", ConsoleHost.Password);
        var wrongPassword = await browser.SignInAsync("小王", "不是这一句话不是");
        await DisableAsync(host, id);
        var disabled = await browser.SignInAsync("小王", ConsoleHost.Password);

        foreach (var response in new[] { wrongName, wrongPassword, disabled })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains("账号或密码不对，或者账号暂时被锁定、已停用。", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(3, (await AuditAsync(host)).Count(a => a.StartsWith("sign_in_failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_so_many_wrong_passwords_the_right_one_does_not_open_either()
    {
        await using var host = await ConsoleHost.StartAsync(settings: ("PolicyBot:Console:LockOutAfter", "3"));
        await host.AddAsync("小王", StaffRole.Operator);
        using var browser = host.Browser();
        for (var i = 0; i < 3; i++)
            await browser.SignInAsync("小王", "不是这一句话不是");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync("小王", ConsoleHost.Password)).StatusCode);
    }

    [Fact]
    public async Task One_address_cannot_try_without_end()
    {
        await using var host = await ConsoleHost.StartAsync(settings: ("PolicyBot:Console:SignInsPerMinute", "2"));
        await host.AddAsync("小王", StaffRole.Operator);
        using var browser = host.Browser();
        await browser.SignInAsync("小李", "不是这一句话不是");
        await browser.SignInAsync("小赵", "不是这一句话不是");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync("小王", ConsoleHost.Password)).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_signed_in_or_not()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("管理员", StaffRole.Administrator);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync("/console/staff", token: null, ("do", "create"), ("name", "小李"), ("roles", StaffRole.Operator))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync("/console/sign-out", token: null)).StatusCode);
        using var other = host.Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync("/console/sign-in", token: null, ("name", "管理员"), ("password", ConsoleHost.Password))).StatusCode);
        await using var db = host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
        Assert.Equal(1, await db.Users.CountAsync());
    }

    [Fact]
    public async Task An_idle_session_ends_and_a_used_one_ends_with_the_working_day()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
        await using var host = await ConsoleHost.StartAsync(clock, settings: [("PolicyBot:Console:IdleMinutes", "30"), ("PolicyBot:Console:SessionHours", "2")]);
        using var idle = await host.SignInAsync("小王", StaffRole.Operator);
        using var busy = await host.SignInAsync("小李", StaffRole.Operator);
        for (var minutes = 0; minutes < 100; minutes += 20)
        {
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/console")).StatusCode);
            clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(HttpStatusCode.Found, (await idle.GetAsync("/console")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/console")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(HttpStatusCode.Found, (await busy.GetAsync("/console")).StatusCode);
    }

    [Fact]
    public async Task What_a_page_asks_by_itself_keeps_no_session_alive()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
        await using var host = await ConsoleHost.StartAsync(clock, settings: [("PolicyBot:Console:IdleMinutes", "30")]);
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);
        for (var minutes = 0; minutes < 28; minutes += 4)
        {
            Assert.Equal(HttpStatusCode.OK, (await staff.RefreshAsync("/console/tickets?handler=Queue", version: "")).StatusCode);
            clock.Advance(TimeSpan.FromMinutes(4));
        }

        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(HttpStatusCode.Unauthorized, (await staff.RefreshAsync("/console/tickets?handler=Queue", version: "")).StatusCode);
    }

    [Fact]
    public async Task Who_is_disabled_is_out_with_the_next_request()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var admin = await host.SignInAsync("管理员", StaffRole.Administrator);
        var id = await host.AddAsync("小王", StaffRole.Operator);
        using var staff = host.Browser();
        await staff.SignInAsync("小王", ConsoleHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console")).StatusCode);

        await admin.SubmitAsync("/console/staff", "/console/staff", ("do", "change"), ("id", id), ("roles", StaffRole.Operator), ("disabled", "true"));

        Assert.Equal(HttpStatusCode.Found, (await staff.GetAsync("/console")).StatusCode);
    }

    [Fact]
    public async Task A_form_that_was_sent_after_the_session_had_ended_comes_back_after_signing_in()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));
        await using var host = await ConsoleHost.StartAsync(clock);
        using var admin = await host.SignInAsync("管理员", StaffRole.Administrator);
        var page = await admin.ReadAsync("/console/staff");
        clock.Advance(TimeSpan.FromMinutes(31));

        var sent = await admin.PostAsync("/console/staff", StaffBrowser.TokenIn(page), ("do", "create"), ("name", "小李"), ("shown", "李同志 <b>\n工号 7"), ("roles", StaffRole.Operator));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, sent.StatusCode);
        var expired = await admin.PostAsync(sent.Headers.Location!.OriginalString, StaffBrowser.TokenIn(page), ("do", "create"), ("name", "小李"), ("shown", "李同志 <b>\n工号 7"), ("roles", StaffRole.Operator));
        var signIn = await expired.Content.ReadAsStringAsync();
        var kept = StaffBrowser.FieldIn(signIn, "kept");
        var resumed = await admin.PostAsync("/console/sign-in", StaffBrowser.TokenIn(signIn), ("name", "管理员"), ("password", ConsoleHost.Password), ("kept", kept), ("back", "/console"));
        var again = await resumed.Content.ReadAsStringAsync();
        Assert.Contains("<form method=\"post\" action=\"/console/staff\"", again, StringComparison.Ordinal);
        Assert.Equal("李同志 <b>\n工号 7", StaffBrowser.FieldIn(again, "shown"));
        var created = await admin.PostAsync("/console/staff", StaffBrowser.TokenIn(again), ("do", StaffBrowser.FieldIn(again, "do")), ("name", StaffBrowser.FieldIn(again, "name")), ("shown", StaffBrowser.FieldIn(again, "shown")), ("roles", StaffBrowser.FieldIn(again, "roles")));

        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Assert.Contains("code=", await created.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(ConsoleHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContextAsync();
        return [.. (await db.Audit.OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync()).Select(a => $"{a.Action} {a.Who}")];
    }

    private static async Task DisableAsync(ConsoleHost host, string id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var member = (await accounts.ListAsync(default)).Single(m => m.Member.Id == id).Member;
        var tracked = await accounts.FindAsync(member.UserName!);
        Assert.True((await accounts.ChangeAsync(tracked!, [StaffRole.Operator], isDisabled: true, mayUseOpenIdConnect: false)).IsSuccess);
    }
}
