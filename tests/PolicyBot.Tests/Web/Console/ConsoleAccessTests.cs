using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Tests.Web.Console;

/// <summary>Who reaches what of the console.</summary>
public sealed class ConsoleAccessTests
{
    private static readonly string[] Open = ["/console/sign-in", "/console/sign-in/openid", "/console/expired", "/console/invitation"];

    [Fact]
    public void Every_page_model_of_the_console_names_a_policy_or_stands_on_the_short_list_of_open_ones()
    {
        var models = typeof(ConsoleRoutes).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && t.Namespace!.StartsWith(typeof(ConsoleRoutes).Namespace!, StringComparison.Ordinal)).ToList();
        var open = models.Where(m => m.GetCustomAttribute<AllowAnonymousAttribute>() is not null).Select(m => m.Name);
        Assert.Equal(["ExpiredModel", "InvitationModel", "OpenIdModel", "SignInModel"], open.Order(StringComparer.Ordinal));
        Assert.All(models.Where(m => m.GetCustomAttribute<AllowAnonymousAttribute>() is null), m =>
            Assert.Contains(m.GetCustomAttribute<AuthorizeAttribute>()?.Policy ?? $"{m.Name} has none", ConsolePolicy.RolesOf.Keys));
    }

    [Fact]
    public async Task Every_address_under_console_leads_to_the_sign_in_page_without_a_session()
    {
        await using var host = await ConsoleHost.StartAsync();
        await host.AddAsync("小王", StaffRole.Administrator);
        using var nobody = host.Browser();
        var addresses = await AddressesAsync(host.Services);
        Assert.Contains("/console/staff", addresses);
        foreach (var address in addresses.Except(Open, StringComparer.Ordinal))
        {
            var response = await nobody.GetAsync(address);
            Assert.True(response.StatusCode is HttpStatusCode.Found or HttpStatusCode.MethodNotAllowed, $"{address} answered {response.StatusCode}");
            if (response.StatusCode is HttpStatusCode.Found)
                Assert.StartsWith("/console/sign-in?", response.Headers.Location!.OriginalString[response.Headers.Location.OriginalString.IndexOf("/console", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_address_names_a_policy_and_refuses_the_roles_that_it_does_not_admit()
    {
        await using var host = await ConsoleHost.StartAsync();
        var policies = await PoliciesAsync(host.Services);
        foreach (var role in StaffRole.All)
        {
            using var staff = await host.SignInAsync(role + "1", role);
            foreach (var (address, policy) in policies)
            {
                var response = await staff.GetAsync(address);
                var isRefused = response.StatusCode is HttpStatusCode.Found && response.Headers.Location!.OriginalString.EndsWith("/console/denied", StringComparison.Ordinal);
                Assert.True(isRefused != ConsolePolicy.RolesOf[policy].Contains(role), $"{role} at {address} ({policy}): {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task There_is_no_console_before_the_first_account_and_none_when_it_is_switched_off()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var nobody = host.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync("/console/sign-in")).StatusCode);
        await host.AddAsync("小王", StaffRole.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/console/sign-in")).StatusCode);

        await using var off = await ConsoleHost.StartAsync(settings: ("PolicyBot:Console:Enabled", "false"));
        await off.AddAsync("小王", StaffRole.Administrator);
        using var other = off.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/console/sign-in")).StatusCode);
    }

    [Fact]
    public async Task A_script_without_a_session_is_told_401_and_not_led_to_a_page()
    {
        await using var host = await ConsoleHost.StartAsync();
        await host.AddAsync("小王", StaffRole.Administrator);
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        var response = await http.GetAsync("/console/assets/console.js");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("登录已过期", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_citizens_do_not_know_the_console()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Administrator);
        foreach (var page in new[] { "/", "/documents", "/chat", "/privacy" })
            Assert.DoesNotContain("/console", await staff.ReadAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain(staff.Cookies.GetCookies(new Uri(host.Address + "/documents")), c => c.Name.StartsWith("policybot.staff", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(IServiceProvider services) => [.. (await EndpointsAsync(services)).Select(e => e.Address)];

    private static async Task<IReadOnlyList<(string Address, string Policy)>> PoliciesAsync(IServiceProvider services)
    {
        var all = (await EndpointsAsync(services)).Where(e => !Open.Contains(e.Address, StringComparer.Ordinal) && !e.Address.EndsWith("/denied", StringComparison.Ordinal) && !e.Address.EndsWith("/openid", StringComparison.Ordinal)).ToList();
        return [.. all.Select(e => (e.Address, Policy: e.Metadata.OfType<IAuthorizeData>().LastOrDefault(a => a.Policy is not null && a.Policy != ConsolePolicy.Staff)?.Policy ?? e.Metadata.OfType<IAuthorizeData>().First(a => a.Policy is not null).Policy!))];
    }

    /// <summary>Pages as they are when loaded, with the attributes of their models, and all other endpoints; parameters filled with something.</summary>
    private static async Task<IReadOnlyList<(string Address, IReadOnlyList<object> Metadata)>> EndpointsAsync(IServiceProvider services)
    {
        var found = new List<(string, IReadOnlyList<object>)>();
        var loader = services.GetRequiredService<PageLoader>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var address = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "x"))));
            if (!address.StartsWith("/console", StringComparison.OrdinalIgnoreCase))
                continue;
            IList<object> metadata = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? (await loader.LoadAsync(page, endpoint.Metadata)).EndpointMetadata! : endpoint.Metadata.ToList();
            found.Add((address, [.. metadata]));
        }

        return found;
    }
}
