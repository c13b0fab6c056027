using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;
using static Microsoft.Playwright.Assertions;

namespace PolicyBot.Acceptance.Channels;

/// <summary>Microsoft's Web Chat on /chat in the system's Chromium, the way a citizen uses it.</summary>
public sealed class ChatPageTests : IAsyncLifetime
{
    private const string Question = "首次开店能领多少钱？";
    private readonly List<string> _complaints = [];
    private ScriptedHost _host = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        if (Requirement.Chromium is not null || Requirement.WebChat is not null)
            return;
        SetDefaultExpectTimeout(20_000);
        _host = await ScriptedHost.StartAsync(("HandOff:Tickets", "true"));
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
    public async Task A_citizen_presses_an_example_reads_the_answer_opens_the_clause_and_votes()
    {
        var page = await OpenAsync();
        await Choice(page, Question).ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("给予1万元补贴");
        await Browser.ShootAsync(page, "chat-answer-360");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("《关于支持居民开店的意见》") }).First.ClickAsync();
        var dialog = page.Locator(".webchat__citation-modal-dialog");
        await Expect(dialog).ToContainTextAsync("营业执照须在有效期内");
        await Expect(dialog).ToContainTextAsync("现行有效");
        await Browser.ShootAsync(page, "chat-dialog-360");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).Not.ToBeVisibleAsync();

        await VoteAsync(page);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            await using var db = _host.OpenDatabase();
            if (await db.Turns.AnyAsync(t => t.Feedback == "like", limit.Token))
                break;
            await Task.Delay(100, limit.Token);
        }

        Assert.Empty(_complaints);
    }

    [ChatFact]
    public async Task A_choice_is_pressed_and_a_person_is_asked_for_with_consent()
    {
        var page = await OpenAsync();
        await SayAsync(page, "我能领吗");
        await Choice(page, "6个月以上").ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("收到：6个月以上");

        await page.Locator("#person").ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("12345");
        await Choice(page, "同意提交本次对话并留言").ClickAsync();
        await Expect(Log(page)).ToContainTextAsync("已为您登记");

        await using var db = _host.OpenDatabase();
        Assert.Contains("我能领吗", (await db.Tickets.SingleAsync()).Transcript, StringComparison.Ordinal);
    }

    [ChatFact]
    public async Task Everything_can_be_reached_and_done_with_the_keyboard_alone()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Textbox).Last.FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        while (!await page.EvaluateAsync<bool>("!!document.activeElement.closest('[role=toolbar]')"))
            await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Log(page)).ToContainTextAsync("给予1万元补贴");

        await page.Locator("#large").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("html")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("large-type"));
        await page.Locator("#person").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Log(page)).ToContainTextAsync("12345");
    }

    [ChatFact]
    public async Task A_worded_answer_grows_in_its_place_below_what_was_said_before_and_is_labelled()
    {
        var page = await OpenAsync();
        await SayAsync(page, "第一问");
        await Expect(Log(page)).ToContainTextAsync("收到：第一问");
        await SayAsync(page, "说说看");

        await Expect(Log(page)).ToContainTextAsync("首次开店可以申请补贴。");
        Assert.DoesNotContain("说完了", await Log(page).InnerTextAsync(), StringComparison.Ordinal);
        await Expect(Log(page)).ToContainTextAsync("说完了。");
        await Browser.ShootAsync(page, "chat-streamed-360");

        var shown = await Log(page).InnerTextAsync();
        Assert.True(shown.IndexOf("收到：第一问", StringComparison.Ordinal) < shown.IndexOf("首次开店可以申请补贴", StringComparison.Ordinal));
        await Expect(page.Locator("#chat .webchat__bubble", new() { HasText = "说完了。" })).ToHaveCountAsync(1);
        await Expect(Log(page)).ToContainTextAsync("人工智能生成");
    }

    [ChatFact]
    public async Task A_restart_of_the_server_in_mid_conversation_is_shown_and_survived()
    {
        var page = await OpenAsync();
        await SayAsync(page, "第一问");
        await Expect(Log(page)).ToContainTextAsync("收到：第一问");

        await _host.DownAsync();
        await Expect(page.Locator("#state-text")).ToContainTextAsync("重新连接");
        await Browser.ShootAsync(page, "chat-restart-360");
        await _host.UpAsync();
        await Expect(page.Locator("#state-text")).ToBeEmptyAsync(new() { Timeout = 60_000 });
        await SayAsync(page, "第二问");

        await Expect(Log(page)).ToContainTextAsync("收到：第二问");
        await Expect(page.GetByText("收到：第一问", new() { Exact = true })).ToHaveCountAsync(1);
    }

    [ChatFact]
    public async Task Offline_is_shown_and_after_coming_back_the_conversation_goes_on()
    {
        var page = await OpenAsync();
        await SayAsync(page, "第一问");
        await Expect(Log(page)).ToContainTextAsync("收到：第一问");

        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator("#state-text")).ToContainTextAsync("网络已断开");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#state-text")).ToBeEmptyAsync();
        await SayAsync(page, "第二问");

        await Expect(Log(page)).ToContainTextAsync("收到：第二问");
        await Expect(page.GetByText("收到：第一问", new() { Exact = true })).ToHaveCountAsync(1);
    }

    [ChatFact]
    public async Task A_reloaded_page_goes_on_with_its_conversation()
    {
        var page = await OpenAsync();
        await SayAsync(page, "第一问");
        await Expect(Log(page)).ToContainTextAsync("收到：第一问");

        await page.ReloadAsync();

        await Expect(Log(page)).ToContainTextAsync("收到：第一问");
        await SayAsync(page, "第二问");
        await Expect(Log(page)).ToContainTextAsync("收到：第二问");
    }

    [ChatFact]
    public async Task A_conversation_that_is_gone_after_a_reload_is_replaced_and_said_so()
    {
        var page = await OpenAsync();
        await SayAsync(page, "第一问");
        await Expect(Log(page)).ToContainTextAsync("收到：第一问");
        await using (var db = _host.OpenDatabase())
            await db.Conversations.ExecuteDeleteAsync();

        await page.ReloadAsync();

        await Expect(page.Locator("#state-text")).ToContainTextAsync("已为您开始新的对话");
        await Expect(Log(page)).Not.ToContainTextAsync("收到：第一问");
        await SayAsync(page, "第二问");
        await Expect(Log(page)).ToContainTextAsync("收到：第二问");
    }

    [ChatFact]
    public async Task An_expired_token_is_replaced_and_the_page_says_so()
    {
        await _host.DisposeAsync();
        _host = await ScriptedHost.StartAsync(("Channels:DirectLine:TokenLifetime", "00:00:06"));
        var page = await OpenAsync();
        await page.WaitForTimeoutAsync(6500);

        await SayAsync(page, "还在吗");

        await Expect(page.Locator("#state-text")).ToContainTextAsync("已为您开始新的对话");
        await SayAsync(page, "现在呢");
        await Expect(Log(page)).ToContainTextAsync("收到：现在呢");
    }

    [ChatTheory]
    [InlineData(360, 740, false, false)]
    [InlineData(768, 1024, true, false)]
    [InlineData(1280, 800, false, true)]
    public async Task Axe_finds_nothing_serious(int width, int height, bool isLarge, bool isContrast)
    {
        var page = await OpenAsync(width, height);
        await SayAsync(page, Question);
        await Expect(Log(page)).ToContainTextAsync("给予1万元补贴");
        if (isLarge)
            await page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        if (isContrast)
            await page.GetByRole(AriaRole.Button, new() { Name = "高对比" }).ClickAsync();
        await page.WaitForTimeoutAsync(500);
        await Browser.ShootAsync(page, $"chat-{width}");

        var result = await page.RunAxe();

        Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"The page is {overflow} px wider than the screen.");
    }

    [ChatFact]
    public async Task The_policy_of_the_page_is_the_strict_one_with_a_nonce_of_its_own()
    {
        using var http = new HttpClient();
        var one = await http.GetAsync($"{_host.Url}/chat");
        var two = await http.GetAsync($"{_host.Url}/chat");
        var policy = Assert.Single(one.Headers.GetValues("Content-Security-Policy"));

        Assert.Matches(@"^default-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'none'; connect-src 'self' ws://127\.0\.0\.1:\d+ blob:; img-src 'self' blob: data:; script-src 'self'; style-src 'nonce-[0-9a-f]{32}'$", policy);
        Assert.NotEqual(policy, Assert.Single(two.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)", await one.Content.ReadAsStringAsync());
    }

    private async Task<IPage> OpenAsync(int width = 360, int height = 740)
    {
        var page = await _browser.OpenAsync(_host.Url + "/chat", width, height);
        page.PageError += (_, error) => _complaints.Add(error);
        await Expect(Log(page)).ToContainTextAsync("您好");
        return page;
    }

    private static ILocator Log(IPage page) => page.Locator("#chat [role=feed]");

    private static ILocator Choice(IPage page, string text) => page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = text });

    private static async Task SayAsync(IPage page, string text)
    {
        var box = page.GetByRole(AriaRole.Textbox).Last;
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    private static async Task VoteAsync(IPage page)
    {
        var thumbs = page.Locator("#chat button[aria-label*='喜欢'], #chat button[title*='喜欢'], #chat .webchat__thumb-button, #chat input[type=radio]").First;
        await thumbs.ClickAsync(new() { Force = true });
    }
}
