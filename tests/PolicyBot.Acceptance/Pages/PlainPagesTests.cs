using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Pages;

/// <summary>The pages that work without JavaScript, in a real browser.</summary>
[Collection(SharedHost.Name)]
public sealed class PlainPagesTests(SharedHost shared)
{
    [ChromiumFact]
    public async Task A_question_is_asked_and_its_clause_opened_without_javascript()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(shared.Host.Url + "/", runsScripts: false);
        await page.Locator("form.ask textarea").FillAsync("公租房现在能申请不");
        await page.Locator("form.ask button").ClickAsync();
        var link = page.Locator("a[href*='/documents/'][href*='#']").First;
        await Assertions.Expect(link).ToBeVisibleAsync();
        var fragment = Uri.UnescapeDataString((await link.GetAttributeAsync("href"))!.Split('#')[1]);
        await link.ClickAsync();
        Assert.Equal(1, await page.Locator($"[id=\"{fragment}\"]").CountAsync());
    }

    [ChromiumFact]
    public async Task Axe_finds_nothing_serious_on_any_plain_page()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(shared.Host.Url + "/");
        await CheckAsync(page);
        await page.Locator("form.ask textarea").FillAsync("公租房现在能申请不");
        await page.Locator("form.ask button").ClickAsync();
        await Assertions.Expect(page.Locator("a[href*='/documents/'][href*='#']").First).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.GotoAsync(shared.Host.Url + "/documents");
        await CheckAsync(page);
        await page.Locator("a[href*='/documents/']").First.ClickAsync();
        await CheckAsync(page);
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{page.Url}: {v.Id} {v.Nodes[0].Html}"));
    }
}
