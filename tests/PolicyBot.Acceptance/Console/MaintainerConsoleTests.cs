using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Acceptance.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;
using static Microsoft.Playwright.Assertions;

namespace PolicyBot.Acceptance.Console;

/// <summary>The maintainer's way in the system's Chromium: from a received file to a live answer, and back.</summary>
public sealed class MaintainerConsoleTests : IAsyncLifetime
{
    private const string Password = "一句只有我知道的长话";
    private const string Received = "云川市人民政府关于发放取暖补贴的通知\n云川政发〔2026〕9号\n各区人民政府：\n现就有关事项通知如下：\n一、发放对象。低保家庭。\n二、发放标准。每户每年发放取暖补贴1200元。\n三、发放时间。每年10月。\n本通知自印发之日起施行。\n云川市人民政府\n2026年9月1日\n";
    private readonly PublishingFolder _folder = new();
    private KnowledgeHost _host = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        if (Requirement.Chromium is not null)
            return;
        SetDefaultExpectTimeout(90_000);
        await _folder.PublishAsync(30);
        _host = await KnowledgeHost.StartAsync(_folder.Settings);
        await _host.AddStaffAsync("小李", Password, StaffRole.Maintainer);
        _browser = await Browser.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    [ChromiumFact]
    public async Task A_received_file_becomes_a_live_answer_and_is_rolled_back()
    {
        var page = await SignInAsync(1280, 800);
        var draft = await UploadAsync(page);
        Assert.DoesNotContain("1200", await AskAsync("取暖补贴每户每年多少元"), StringComparison.Ordinal);

        var text = await page.Locator("select[name=file] option", new() { HasText = "正文" }).Last.GetAttributeAsync("value");
        var rules = text!.Replace("document.md", "benefits.yaml", StringComparison.Ordinal);
        await page.GotoAsync($"{_host.Url}{draft}/edit?file={Uri.EscapeDataString(rules)}");
        await page.Locator("#text").FillAsync("benefits:\n  - id: heating\n    titel: 写错了的键\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并检查" }).ClickAsync();
        await Expect(page.Locator(".problems a[data-line]").First).ToBeVisibleAsync();
        foreach (var (width, height) in new[] { (360, 740), (768, 1024), (1280, 800) })
            await LookAsync(page, $"{draft}/edit?file={Uri.EscapeDataString(rules)}", "edit", width, height);
        await page.Locator("#text").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并检查" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("没有发现");

        await page.GotoAsync(_host.Url + draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "前后对比" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开草稿" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "发布前后对比" })).ToBeVisibleAsync();
        foreach (var (width, height) in new[] { (360, 740), (768, 1024), (1280, 800) })
        {
            await LookAsync(page, draft, "draft", width, height);
            await LookAsync(page, "/console/knowledge", "knowledge", width, height);
        }

        await page.GotoAsync(_host.Url + draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已发布第 2 版");
        await LookAsync(page, new Uri(page.Url).PathAndQuery, "published", 1280, 800);
        Assert.Contains("1200", await AskAsync("取暖补贴每户每年多少元"), StringComparison.Ordinal);
        Assert.True(Directory.EnumerateDirectories(Path.Combine(_folder.Knowledge, "documents")).Count() == 2);

        await page.GotoAsync(_host.Url + "/console/knowledge/versions");
        foreach (var (width, height) in new[] { (360, 740), (768, 1024), (1280, 800) })
            await LookAsync(page, "/console/knowledge/versions?show=2", "versions", width, height);
        await page.GetByLabel("理由").First.FillAsync("标准有误");
        await page.GetByRole(AriaRole.Button, new() { Name = "退回第 1 版" }).ClickAsync();
        await Expect(page.Locator(".history")).ToContainTextAsync("由第 2 版退回第 1 版");
        Assert.DoesNotContain("1200", await AskAsync("取暖补贴每户每年多少元"), StringComparison.Ordinal);

        await using var db = _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
        var actions = await db.Audit.Select(a => a.Action).ToListAsync();
        Assert.Contains(AuditAction.KnowledgePublished, actions);
        Assert.Contains(AuditAction.KnowledgeRolledBack, actions);
        Assert.Contains(AuditAction.KnowledgeChanged, actions);
    }

    [ChromiumFact]
    public async Task Received_and_result_stand_side_by_side_and_words_and_particulars_are_edited_with_the_check_at_their_line()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Knowledge, "lexicon"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Knowledge, "lexicon", "words.yaml"), "concepts:\n  - id: heating\n    group: thing\n    means: [取暖补贴]\n    says: [烤火费]\n");
        var page = await SignInAsync(1280, 800);
        var draft = await UploadAsync(page);

        var beside = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "对照来文" }).ClickAsync());
        await Expect(beside.GetByText("每户每年发放取暖补贴1200元").First).ToBeVisibleAsync();
        Assert.Equal(2, await beside.GetByText("每户每年发放取暖补贴1200元").CountAsync());
        await Browser.ShootAsync(beside, "maintainer-beside-1280");
        await beside.CloseAsync();

        await EditAsync(page, draft, "2026-云川政发9号 文号、日期等", text => text.Replace("2026-09-01", "2026-09-31", StringComparison.Ordinal));
        await Expect(page.Locator(".problems li", new() { HasText = "issuedOn 不是日期" }).Locator("a[data-line]")).ToBeVisibleAsync();
        await EditAsync(page, draft, "2026-云川政发9号 文号、日期等", text => text.Replace("2026-09-31", "2026-09-01", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("没有发现这个文件的问题");

        await EditAsync(page, draft, "words.yaml", text => text.Replace("烤火费", "烤火费@99", StringComparison.Ordinal));
        var told = page.Locator(".problems li", new() { HasText = "烤火费@99" });
        await Expect(told.Locator("code")).ToContainTextAsync("says: [烤火费@99]");
        await told.Locator("a[data-line]").ClickAsync();
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await EditAsync(page, draft, "words.yaml", text => text.Replace("烤火费@99", "烤火费, 暖气费", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("没有发现这个文件的问题");
    }

    [ChromiumFact]
    public async Task Long_work_tells_its_step_and_count_survives_a_reload_and_is_cancelled()
    {
        _folder.WriteGold(20_000);
        var page = await SignInAsync(1280, 800);
        var draft = await UploadAsync(page);
        await page.GotoAsync(_host.Url + draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "前后对比" }).ClickAsync();
        var counted = new System.Text.RegularExpressions.Regex(@"发布前后逐题对比（\d+/40000）", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10));
        await Expect(page.Locator("#job-text")).ToContainTextAsync(counted);
        await Expect(page.Locator("#job-text")).ToContainTextAsync("约还需");
        await page.ReloadAsync();
        await Expect(page.Locator("#job-text")).ToContainTextAsync(counted);
        await LookAsync(page, new Uri(page.Url).PathAndQuery, "job", 1280, 800);

        // From elsewhere it is found again.
        await page.GotoAsync(_host.Url + "/console/knowledge");
        await page.GetByRole(AriaRole.Link, new() { Name = "发布前后对比" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Expect(page.GetByText("已取消，没有留下任何改动")).ToBeVisibleAsync();
        Assert.Equal(1, _folder.Store.Current!.Version);
        Assert.Single(_folder.Store.List());
        await page.GotoAsync(_host.Url + draft);
        await Expect(page.Locator("h1")).ToContainTextAsync("取暖补贴");
    }

    [ChromiumFact]
    public async Task Without_scripts_a_file_is_uploaded_and_the_end_is_seen_by_reloading()
    {
        var page = await SignInAsync(360, 740, runsScripts: false);
        var file = Path.Combine(_folder.Root, "坏.docx");
        await File.WriteAllTextAsync(file, "这不是 Word 文件");
        await page.Locator("#files").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "上传", Exact = true }).ClickAsync();
        await Expect(page.GetByText("没有导入，没有留下任何改动")).ToBeVisibleAsync();
        await LookAsync(page, new Uri(page.Url).PathAndQuery, "failed", 360, 740, isChecked: false);
        await page.GotoAsync(_host.Url + "/console/knowledge");
        await Expect(page.GetByText("没有草稿")).ToBeVisibleAsync();
    }

    /// <summary>The address of the draft that came of it.</summary>
    private async Task<string> UploadAsync(IPage page)
    {
        var file = Path.Combine(_folder.Root, "取暖补贴.txt");
        await File.WriteAllTextAsync(file, Received);
        await page.Locator("#files").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "上传", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开草稿" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("取暖补贴");
        return new Uri(page.Url).PathAndQuery;
    }

    private async Task EditAsync(IPage page, string draft, string file, Func<string, string> change)
    {
        await page.GotoAsync(_host.Url + draft);
        var address = await page.Locator("select[name=file] option", new() { HasText = file }).Last.GetAttributeAsync("value");
        await page.GotoAsync($"{_host.Url}{draft}/edit?file={Uri.EscapeDataString(address!)}");
        await page.Locator("#text").FillAsync(change(await page.Locator("#text").InputValueAsync()));
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "保存并检查" }).ClickAsync(), new() { Predicate = r => r.RedirectedFrom is not null });
        await page.WaitForLoadStateAsync();
        // On a busy machine the page is there before its check.
        while (await page.GetByText("还没有检查这次改动").CountAsync() > 0)
            await page.ReloadAsync();
    }

    private async Task<IPage> SignInAsync(int width, int height, bool runsScripts = true)
    {
        var page = await _browser.OpenAsync(_host.Url + "/console/sign-in?back=%2Fconsole%2Fknowledge", width, height, runsScripts);
        await page.Locator("#name").FillAsync("小李");
        await page.Locator("#password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(page.Locator("#files")).ToBeVisibleAsync();
        return page;
    }

    private async Task<string> AskAsync(string text)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(_host.Url + "/api/ask", new { text });
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("answer").GetString()!;
    }

    private async Task LookAsync(IPage page, string address, string name, int width, int height, bool isChecked = true)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(_host.Url + address);
        await Browser.ShootAsync(page, $"maintainer-{name}-{width}");
        if (!isChecked)
            return;
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{name} {v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the screen.");
    }
}
