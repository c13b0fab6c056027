using System.Diagnostics;
using Microsoft.Playwright;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Console;

/// <summary>The program with a console: the first administrator made by the command, an operator and a supervisor made by the administrator in the browser.</summary>
public sealed class ConsoleProcess : IAsyncLifetime
{
    public const string Name = "one console process";
    public const string Password = "一句只有我知道的长话";
    private string _folder = "";

    public HostProcess Host { get; private set; } = null!;

    public Browser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Requirement.FindOnPath("chromium") is null)
            return;
        _folder = Directory.CreateTempSubdirectory("policybot-console-").FullName;
        var storage = $"Data Source={Path.Combine(_folder, "console.db")}";
        Host = await HostProcess.ReadyAsync(("Storage__ConnectionString", storage), ("Console__SignInsPerMinute", "0"));
        await MakeAdministratorAsync(storage);
        // A machine that does other work as well answers later than a person would wait.
        Assertions.SetDefaultExpectTimeout(30_000);
        Browser = await Browser.StartAsync();
        var admin = await SignInAsync("主管");
        await InviteAsync(admin, "小王", "operator");
        await InviteAsync(admin, "班长", "supervisor");
        await admin.Context.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        if (Browser is null)
            return;
        await Browser.DisposeAsync();
        await Host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page of its own, signed in, that may use the clipboard.</summary>
    public async Task<IPage> SignInAsync(string name, int width = 1280, bool runsScripts = true)
    {
        var page = await Browser.OpenAsync(Host.Url + "/console", width, 900, runsScripts);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await FillSignInAsync(page, name);
        await Assertions.Expect(page.Locator("form.leave")).ToBeVisibleAsync();
        // Keys that are pressed before the page has its focus go nowhere.
        if (page.Url.TrimEnd('/').EndsWith("/console", StringComparison.Ordinal))
            await Assertions.Expect(page.Locator("#q")).ToBeFocusedAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
        return page;
    }

    public static async Task FillSignInAsync(IPage page, string name)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task InviteAsync(IPage admin, string name, string role)
    {
        await admin.GotoAsync(Host.Url + "/console/staff");
        var form = admin.Locator("form.ask");
        await form.Locator("#name").FillAsync(name);
        foreach (var box in await form.Locator("input[name=roles]").AllAsync())
            await box.SetCheckedAsync(await box.GetAttributeAsync("value") == role);
        await form.Locator("button").ClickAsync();
        var link = await admin.Locator("input.link").InputValueAsync();
        var own = await Browser.OpenAsync(link);
        await own.Locator("#password").FillAsync(Password);
        await own.Locator("#again").FillAsync(Password);
        await own.Keyboard.PressAsync("Enter");
        await Assertions.Expect(own.Locator("form.leave")).ToBeVisibleAsync();
        await own.Context.CloseAsync();
    }

    private static async Task MakeAdministratorAsync(string storage)
    {
        var start = HostProcess.Program("PolicyBot.Web.dll", "console", "admin", "create", "主管", "--password-stdin");
        start.RedirectStandardInput = true;
        start.Environment["PolicyBot__Storage__ConnectionString"] = storage;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(Password);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}

[CollectionDefinition(ConsoleProcess.Name)]
public sealed class ConsoleProcessGroup : ICollectionFixture<ConsoleProcess>;
