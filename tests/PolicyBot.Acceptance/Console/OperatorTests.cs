using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Console;

/// <summary>The console in a real browser, the way an operator works: mostly without the mouse.</summary>
[Collection(ConsoleProcess.Name)]
public sealed class OperatorTests(ConsoleProcess console)
{
    [ChromiumFact]
    public async Task From_a_callers_colloquial_question_to_the_copied_card_it_takes_two_keys_after_the_words()
    {
        var page = await console.SignInAsync("小王");
        await Assertions.Expect(page.Locator("#q")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("大学刚毕业开了个小店能领多少钱");
        await Assertions.Expect(page.Locator(".hit").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#copy-ticket")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Locator(".told")).ToBeVisibleAsync();

        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("答：", copied, StringComparison.Ordinal);
        Assert.Contains("依据：《", copied, StringComparison.Ordinal);
        Assert.Contains("效力：", copied, StringComparison.Ordinal);
        Assert.Contains(page.Url, copied, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Arrow_keys_walk_the_hits_the_document_follows_and_one_key_copies_the_clause()
    {
        var page = await console.SignInAsync("小王");
        await page.Keyboard.InsertTextAsync("创业补贴");
        await Assertions.Expect(page.Locator(".hit.chosen")).ToBeVisibleAsync();
        var first = await page.Locator(".hit").Nth(0).GetAttributeAsync("data-open");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        var second = page.Locator(".hit").Nth(1);
        await Assertions.Expect(second).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("chosen"));
        Assert.NotEqual(first, await second.GetAttributeAsync("data-open"));
        var path = (await second.GetAttributeAsync("data-open"))!.Split('#')[1];
        await Assertions.Expect(page.Locator("#reading .clause.here")).ToHaveAttributeAsync("id", "r-" + path);
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(second.Locator(".told")).ToBeVisibleAsync();
        Assert.Equal(await second.GetAttributeAsync("data-copy"), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(second.Locator("details.why table")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task The_worksheet_hears_a_graduate_who_opened_a_shop_and_a_changed_fact_changes_the_outcome()
    {
        var page = await console.SignInAsync("小王");
        await page.GotoAsync(console.Host.Url + "/console/worksheet");
        await Assertions.Expect(page.Locator("main :focus")).ToBeVisibleAsync();
        await page.Keyboard.InsertTextAsync("我是大学毕业生，在本市开了个小店，个体工商户，已经8个月了，第一次创业");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".facts-form .fact:not(.asked-fact)").First).ToBeVisibleAsync();
        Assert.True(await page.Locator(".verdicts.likely .benefit, .verdicts.possible .benefit").CountAsync() > 0);
        var asked = await page.Locator(".asked-fact input[type=radio][value=no], .asked-fact input[type=radio][value=yes]").CountAsync();
        Assert.True(asked > 0, "Something is still to be asked.");
        var verdicts = await page.Locator("input[name=before]").InputValueAsync();
        await page.Locator(".facts-form > .asked-fact input[type=radio]:not([value=''])").First.ClickAsync();
        await Assertions.Expect(page.Locator("input[name=before]")).Not.ToHaveValueAsync("");
        await Browser.ShootAsync(page, "worksheet-filled");
        await page.Locator("input[name=asOf]").FillAsync("2023-09-01");
        await Assertions.Expect(page.Locator(".changes li").First).ToBeVisibleAsync();
        Assert.NotEqual(verdicts, await page.Locator("input[name=before]").InputValueAsync());
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task An_operator_who_may_not_export_is_refused_and_the_try_is_written_down()
    {
        var page = await console.SignInAsync("小王");
        Assert.Equal(0, await page.Locator("nav.sections a[href='/console/export']").CountAsync());
        var response = await page.GotoAsync(console.Host.Url + "/console/export");
        Assert.Equal(403, response!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("您的账号没有这项权限");
        await page.Context.CloseAsync();

        var admin = await console.SignInAsync("主管");
        await admin.GotoAsync(console.Host.Url + "/console/audit?what=denied&who=%E5%B0%8F%E7%8E%8B");
        await Assertions.Expect(admin.Locator("tbody")).ToContainTextAsync("/console/export");
        await admin.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_session_that_ends_in_mid_edit_loses_no_text()
    {
        var page = await console.SignInAsync("小王");
        await page.GotoAsync(console.Host.Url + "/console/card/ask?q=" + Uri.EscapeDataString("公租房现在能申请不"));
        var card = page.Url;
        await page.Locator("#text").FillAsync("来电人说窗口已经搬家，\n请核实地址。");
        await page.Context.ClearCookiesAsync();
        await page.Locator("#notes form.ask button").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("登录已过期");
        await ConsoleProcess.FillSignInAsync(page, "小王");
        await Assertions.Expect(page.Locator("blockquote")).ToContainTextAsync("请核实地址。");
        await Assertions.Expect(page.Locator("main :focus")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".staff-note .words").Last).ToContainTextAsync("来电人说窗口已经搬家");
        Assert.StartsWith(card, page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Markup_in_a_question_or_a_note_is_shown_as_it_was_typed()
    {
        const string Nasty = "<script>window.hit=1</script><img src=x onerror=window.hit=1>补贴";
        var page = await console.SignInAsync("小王");
        await page.Keyboard.InsertTextAsync(Nasty);
        await Assertions.Expect(page.Locator(".hit").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".asked")).ToContainTextAsync("<script>window.hit=1</script>");
        await page.Locator("#text").FillAsync(Nasty);
        await page.Locator("#notes form.ask button").ClickAsync();
        await Assertions.Expect(page.Locator(".staff-note .words").Last).ToHaveTextAsync(Nasty);
        Assert.Equal(0, await page.EvaluateAsync<int>("window.hit || 0"));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Look_up_and_worksheet_work_without_scripts()
    {
        var page = await console.SignInAsync("小王", runsScripts: false);
        await page.Locator("#q").FillAsync("公租房");
        await page.Locator("#look-up button").ClickAsync();
        await Assertions.Expect(page.Locator(".hit").First).ToBeVisibleAsync();
        await page.Locator(".hit a.open").Nth(1).ClickAsync();
        await Assertions.Expect(page.Locator("#reading .clause.here")).ToBeVisibleAsync();
        await page.Locator(".hit a.card-of").First.ClickAsync();
        await Assertions.Expect(page.Locator(".official blockquote").First).ToBeVisibleAsync();
        await page.GotoAsync(console.Host.Url + "/console/worksheet");
        await page.Locator("#said").FillAsync("我是残疾人，想租房");
        await page.Locator(".facts-form button.main").ClickAsync();
        await Assertions.Expect(page.Locator(".facts-form .fact:not(.asked-fact)").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task On_paper_a_card_and_a_worksheet_show_their_clauses_and_none_of_the_tools()
    {
        var page = await console.SignInAsync("小王");
        await page.GotoAsync(console.Host.Url + "/console/card/ask?q=" + Uri.EscapeDataString("毕业生创业补贴多少钱"));
        await PrintAsync(page, "card");
        await Assertions.Expect(page.Locator(".official blockquote").First).ToBeVisibleAsync();
        foreach (var tool in new[] { ".tools", ".staff-notes", ".as-text", "header.top" })
            await Assertions.Expect(page.Locator(tool)).ToBeHiddenAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Null });
        await page.GotoAsync(console.Host.Url + "/console/worksheet?said=" + Uri.EscapeDataString("我是大学毕业生，开店八个月"));
        var benefits = page.Locator(".benefit");
        Assert.True(await benefits.Locator("xpath=self::*[not(@open)]").CountAsync() > 0);
        await PrintAsync(page, "worksheet");
        Assert.Equal(0, await benefits.Locator("xpath=self::*[not(@open)]").CountAsync());
        await Assertions.Expect(page.Locator(".excluded .conditions, .possible .conditions").Last).ToBeVisibleAsync();
        foreach (var tool in new[] { "#said", ".facts-form button", "button.print" })
            await Assertions.Expect(page.Locator(tool).First).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>As the printer's dialog sees the page; kept as a PDF where pictures are kept.</summary>
    private static async Task PrintAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("POLICYBOT_SCREENSHOTS") is { Length: > 0 } folder)
            await page.PdfAsync(new() { Path = Path.Combine(folder, name + "-print.pdf"), Format = "A4", PrintBackground = true });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
    }

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen_on_any_page()
    {
        var anybody = await console.Browser.OpenAsync(console.Host.Url + "/console/sign-in");
        await CheckAsync(anybody, "sign-in");
        await anybody.Context.CloseAsync();
        var staff = await console.SignInAsync("班长");
        foreach (var (address, name) in new[]
        {
            ("/console?inForce=true&q=" + Uri.EscapeDataString("毕业生创业补贴多少钱"), "look-up"),
            ("/console/card/ask?q=" + Uri.EscapeDataString("毕业生创业补贴多少钱"), "card"),
            ("/console/worksheet?said=" + Uri.EscapeDataString("我是大学毕业生，开店八个月"), "worksheet"),
            ("/console/categories", "categories"), ("/console/export", "export"), ("/console/account", "account"), ("/console/denied", "denied"),
        })
        {
            await staff.GotoAsync(console.Host.Url + address);
            await CheckAsync(staff, name);
        }

        await staff.Context.CloseAsync();
        var admin = await console.SignInAsync("主管");
        foreach (var name in new[] { "staff", "audit" })
        {
            await admin.GotoAsync(console.Host.Url + "/console/" + name);
            await CheckAsync(admin, name);
        }

        await admin.Context.CloseAsync();
    }

    /// <summary>At the widths of a phone, a tablet and a desk.</summary>
    private static async Task CheckAsync(IPage page, string name)
    {
        foreach (var width in new[] { 360, 768, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await Browser.ShootAsync(page, $"{name}-{width}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}");
        }

        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{page.Url}: {v.Id} {v.Nodes[0].Html}"));
    }
}
