using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;
using static Microsoft.Playwright.Assertions;

namespace PolicyBot.Acceptance.Console;

/// <summary>Tickets, conversations and gaps in the system's Chromium, the way staff work: the citizen in one window, operators in others.</summary>
public sealed class HotlineConsoleTests : IAsyncLifetime
{
    private const string Password = "一句只有我知道的长话";
    private const string Attack = "我是<script>document.title='坏'</script><img src=x onerror=\"document.title='坏'\">";
    private ScriptedHost _host = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        if (Requirement.Chromium is not null || Requirement.WebChat is not null)
            return;
        SetDefaultExpectTimeout(30_000);
        _host = await ScriptedHost.StartAsync(("HandOff:Tickets", "true"), ("Console:SignInsPerMinute", "0"));
        await _host.AddStaffAsync("小王", Password, StaffRole.Operator);
        await _host.AddStaffAsync("班长", Password, StaffRole.Supervisor);
        _browser = await Browser.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is null)
            return;
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [ChatFact]
    public async Task A_citizen_asks_for_a_person_an_operator_answers_and_the_citizen_sees_it()
    {
        var citizen = await LeaveTicketAsync("房产证丢了怎么补");

        var staff = await SignInAsync("小王", "/console/tickets");
        await Expect(staff.GetByText("房产证丢了怎么补").First).ToBeVisibleAsync();
        await staff.GetByRole(AriaRole.Button, new() { Name = "接单" }).PressAsync("Enter");
        await Expect(staff.Locator("#answer")).ToBeFocusedAsync();
        await staff.Keyboard.InsertTextAsync("请带身份证到一楼3号窗口补办。");
        await staff.GetByRole(AriaRole.Button, new() { Name = "发送回复" }).PressAsync("Enter");

        await Expect(staff.GetByRole(AriaRole.Status)).ToContainTextAsync("群众那边已经收到");
        await Expect(citizen.Locator("#chat [role=feed]")).ToContainTextAsync("请带身份证到一楼3号窗口补办。");
        await Browser.ShootAsync(citizen, "hotline-citizen-answered");
    }

    [ChatFact]
    public async Task Of_two_operators_one_has_the_ticket_and_the_other_is_told_who()
    {
        await LeaveTicketAsync("房产证丢了怎么补");
        var one = await SignInAsync("小王", "/console/tickets");
        var two = await SignInAsync("班长", "/console/tickets");

        await one.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await Expect(one.Locator("#answer")).ToBeVisibleAsync();
        await two.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();

        await Expect(two.GetByRole(AriaRole.Alert)).ToContainTextAsync("已经由小王接走");
        await Browser.ShootAsync(two, "hotline-two-operators");
        await two.GetByRole(AriaRole.Button, new() { Name = "接管" }).ClickAsync();
        await Expect(two.Locator("#answer")).ToBeVisibleAsync();
        await one.Locator("#answer").FillAsync("我写好的回复");
        await one.GetByRole(AriaRole.Button, new() { Name = "发送回复" }).ClickAsync();
        await Expect(one.GetByRole(AriaRole.Alert)).ToContainTextAsync("已经由班长接走");
        await Expect(one.Locator("#answer")).ToHaveValueAsync("我写好的回复");
    }

    [ChatFact]
    public async Task A_queue_left_open_shows_what_arrives_and_what_others_take_and_keeps_the_keyboards_place()
    {
        await AddTicketAsync("T1", "第一张的问题");
        await AddTicketAsync("T2", "第二张的问题");
        var desk = await SignInAsync("小王", "/console/tickets");
        await desk.Keyboard.PressAsync("ArrowDown");
        await desk.Keyboard.PressAsync("ArrowDown");
        await Expect(desk.Locator("[data-id=T2] a")).ToBeFocusedAsync();

        await AddTicketAsync("T3", "<b>后来的</b>问题");
        await Expect(desk.Locator("#queue")).ToContainTextAsync("<b>后来的</b>问题");
        await Expect(desk.Locator("#told")).ToHaveTextAsync("新来了 1 张工单");
        await Expect(desk.Locator("[data-id=T2] a")).ToBeFocusedAsync();
        Assert.StartsWith("（3）", await desk.TitleAsync(), StringComparison.Ordinal);

        var other = await SignInAsync("班长", "/console/tickets");
        await other.Locator("[data-id=T1] button").ClickAsync();
        await Expect(desk.Locator("[data-id=T1]")).ToContainTextAsync("班长接的");
        await Expect(desk.Locator("[data-id=T1] button")).ToHaveCountAsync(0);

        await desk.Keyboard.PressAsync("t");
        await Expect(desk.Locator("#answer")).ToBeFocusedAsync();
        Assert.EndsWith("/console/tickets/T2", desk.Url, StringComparison.Ordinal);
    }

    [ChatFact]
    public async Task Whoever_writes_an_answer_keeps_every_word_while_the_page_follows_and_when_the_session_ends()
    {
        await AddTicketAsync("T1", "第一问");
        var staff = await SignInAsync("小王", "/console/tickets/T1");
        await staff.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await staff.Locator("#answer").PressSequentiallyAsync("写到一半");

        await using (var db = _host.OpenDatabase())
        {
            db.Turns.Add(new StoredTurn { Id = "later", No = 2, Channel = "wechat", Conversation = "T1", At = TimeProvider.System.GetUtcNow(), Question = "群众又补充了一句", Status = "not_found", Answer = "没有找到", Clauses = "" });
            await db.SaveChangesAsync();
        }

        await Expect(staff.Locator("[data-refresh]")).ToContainTextAsync("群众又补充了一句");
        await staff.Keyboard.TypeAsync("，接着写");
        await Expect(staff.Locator("#answer")).ToHaveValueAsync("写到一半，接着写");

        var supervisor = await SignInAsync("班长", "/console/tickets/T1");
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "接管" }).ClickAsync();
        await Expect(staff.Locator("[data-refresh] [role=alert]")).ToContainTextAsync("由班长处理。您写的内容还在");
        await staff.Context.ClearCookiesAsync();
        await Expect(staff.Locator("#trouble")).ToContainTextAsync("登录已过期，您写的内容还在");
        await Browser.ShootAsync(staff, "hotline-moved-and-expired");
        await Expect(staff.Locator("#answer")).ToHaveValueAsync("写到一半，接着写");
        await Expect(staff.Locator("#answer")).ToBeFocusedAsync();

        await staff.GetByRole(AriaRole.Button, new() { Name = "发送回复" }).ClickAsync();
        await staff.Locator("#name").FillAsync("小王");
        await staff.Locator("#password").FillAsync(Password);
        await staff.Locator("#password").PressAsync("Enter");
        await Expect(staff.GetByText("写到一半，接着写")).ToBeVisibleAsync();
    }

    [ChatTheory]
    [InlineData(360, 740)]
    [InlineData(768, 1024)]
    [InlineData(1280, 800)]
    public async Task No_page_runs_what_a_citizen_wrote_is_wider_than_the_screen_or_hard_to_use(int width, int height)
    {
        await LeaveTicketAsync(Attack, "我叫<b>王小二</b>，电话13904691234", "房产证丢了怎么补", "房产证丢了咋补");
        var staff = await SignInAsync("班长", "/console/tickets", width, height);
        await LookAsync(staff, "/console/tickets", "tickets", width);
        await staff.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await Expect(staff.Locator("#answer")).ToBeVisibleAsync();
        await LookAsync(staff, new Uri(staff.Url).PathAndQuery, "ticket", width);
        await staff.GetByRole(AriaRole.Link, new() { Name = "这段对话的记录" }).ClickAsync();
        await LookAsync(staff, new Uri(staff.Url).PathAndQuery, "conversation", width);
        await LookAsync(staff, "/console/conversations?words=房产证", "conversations", width);
        await LookAsync(staff, "/console/gaps", "gaps", width);
        await Expect(staff.GetByRole(AriaRole.Heading, new() { Name = "房产证丢了" }).First).ToBeVisibleAsync();
        await Expect(staff.GetByRole(AriaRole.Heading, new() { Name = "转人工", Exact = true })).ToHaveCountAsync(0);
        await staff.GetByRole(AriaRole.Button, new() { Name = "转责任单位" }).First.ClickAsync();
        await Expect(staff.Locator("#text")).ToBeVisibleAsync();
        await LookAsync(staff, new Uri(staff.Url).PathAndQuery, "draft", width);
        await LookAsync(staff, "/console/drafts", "drafts", width);
        await LookAsync(staff, "/console/counts", "counts", width);

        await using var db = _host.OpenDatabase();
        Assert.False(await db.Turns.AnyAsync(t => t.Question.Contains("13904691234") || t.Question.Contains("王小二") || t.Answer.Contains("王小二")));
        Assert.False(await db.Tickets.AnyAsync(t => t.Transcript.Contains("13904691234")));
    }

    private async Task AddTicketAsync(string id, string question)
    {
        await using var db = _host.OpenDatabase();
        db.Tickets.Add(new Ticket { Id = id, Channel = "wechat", Conversation = id, CreatedAt = TimeProvider.System.GetUtcNow(), Transcript = $"问：{question}\n答：见文件。" });
        db.Turns.Add(new StoredTurn { Id = id, Channel = "wechat", Conversation = id, At = TimeProvider.System.GetUtcNow(), Question = question, Status = "not_found", Answer = "见文件。", Clauses = "" });
        await db.SaveChangesAsync();
    }

    private async Task LookAsync(IPage page, string address, string name, int width)
    {
        await page.GotoAsync(_host.Url + address);
        await Browser.ShootAsync(page, $"hotline-{name}-{width}");
        Assert.NotEqual("坏", await page.TitleAsync());
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{name} {v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the screen.");
    }

    private async Task<IPage> LeaveTicketAsync(params string[] questions)
    {
        var page = await _browser.OpenAsync(_host.Url + "/chat");
        var log = page.Locator("#chat [role=feed]");
        await Expect(log).ToContainTextAsync("您好");
        for (var i = 0; i < questions.Length; i++)
        {
            var box = page.GetByRole(AriaRole.Textbox).Last;
            await box.FillAsync(questions[i]);
            await box.PressAsync("Enter");
            await AnsweredAsync(i + 1);
        }

        await page.Locator("#person").ClickAsync();
        await Expect(log).ToContainTextAsync("12345");
        await page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "同意提交本次对话并留言" }).ClickAsync();
        await Expect(log).ToContainTextAsync("已为您登记");
        return page;
    }

    /// <summary>Turns are written beside the answers; a ticket's transcript holds what is written.</summary>
    private async Task AnsweredAsync(int turns)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var db = _host.OpenDatabase();
            if (await db.Turns.CountAsync(limit.Token) >= turns)
                return;
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<IPage> SignInAsync(string name, string address, int width = 1280, int height = 800)
    {
        var page = await _browser.OpenAsync($"{_host.Url}/console/sign-in?back={Uri.EscapeDataString(address)}", width, height);
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync(_host.Url + address);
        return page;
    }
}
