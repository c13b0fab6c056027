using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Given;

/// <summary>The real host with a database of its own and some staff, each with a browser that keeps cookies and follows nothing.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    public const string Password = "一句只有我知道的长话";
    private readonly WebHost _host;
    private readonly string _folder;

    private ConsoleHost(WebHost host, string folder)
    {
        _host = host;
        _folder = folder;
    }

    public IServiceProvider Services => _host.Services;

    public string Address => _host.Address;

    /// <param name="build">Null: one small document (<see cref="WebHost.Serving"/>).</param>
    public static async Task<ConsoleHost> StartAsync(TimeProvider? clock = null, Func<Serving>? build = null, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-console-").FullName;
        (string Key, string Value)[] all = [("PolicyBot:Storage:ConnectionString", $"Data Source={Path.Combine(folder, "console.db")};Pooling=False"), .. settings.Any(s => s.Key.EndsWith(":SignInsPerMinute", StringComparison.Ordinal)) ? settings : [("PolicyBot:Console:SignInsPerMinute", "0"), .. settings]];
        var host = await WebHost.ServeAsync(build ?? (() => WebHost.Serving()), clock, all);
        return new(host, folder);
    }

    public async Task<string> AddAsync(string name, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var made = await accounts.CreateAsync(name, name, roles, mayUseOpenIdConnect: false);
        Assert.True(made.IsSuccess, string.Join('；', made.Problems));
        Assert.True((await accounts.SetPasswordAsync(made.Value, Password)).IsSuccess);
        return made.Value.Id;
    }

    public StaffBrowser Browser() => new(Address);

    /// <summary>Signed in; the account is made where it is not there.</summary>
    public async Task<StaffBrowser> SignInAsync(string name, params string[] roles)
    {
        await AddAsync(name, roles);
        var browser = Browser();
        var response = await browser.SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A browser without scripts: cookies, forms with their tokens.</summary>
public sealed partial class StaffBrowser : IDisposable
{
    private readonly HttpClient _http;

    public StaffBrowser(string address)
    {
        Cookies = new();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>As refresh.js asks for a part of a page.</summary>
    public Task<HttpResponseMessage> RefreshAsync(string address, string version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/x-fragment");
        request.Headers.Add("X-Refresh", "1");
        if (version.Length > 0)
            request.Headers.Add("If-None-Match", $"\"{version}\"");
        return _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password) =>
        SubmitAsync("/console/sign-in", "/console/sign-in", ("name", name), ("password", password));

    /// <summary>Opens a page, takes its form token, and posts.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields) =>
        await PostAsync(action, TokenIn(await ReadAsync(page)), fields);

    public Task<HttpResponseMessage> PostAsync(string action, string? token, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
        if (token is not null)
            all = all.Append(KeyValuePair.Create("__RequestVerificationToken", token));
        var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(all) };
        request.Headers.Add("Origin", _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return _http.SendAsync(request);
    }

    public static string TokenIn(string html) => Token().Match(html) is { Success: true } found ? found.Groups["token"].Value : throw new InvalidOperationException("No form token in:\n" + html);

    public static string FieldIn(string html, string name) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"name=\"{Regex.Escape(name)}\" value=\"(?<value>[^\"]*)\"").Groups["value"].Value);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
