using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Web.Console;

/// <summary>Puts a page into the console's navigation for those whose roles its policy admits. Stands on the page's model, beside its <c>[Authorize(Policy = …)]</c>.</summary>
/// <param name="title">Chinese, two to six characters.</param>
/// <param name="order">Smaller comes first: tens, so that pages fit in between.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConsoleNavigationAttribute(string title, string address, int order) : Attribute
{
    public string Title { get; } = title;

    public string Address { get; } = address;

    public int Order { get; } = order;
}

/// <summary>One entry as the layout shows it.</summary>
public sealed record NavigationEntry(string Title, string Address, int Order, string Policy);

public static class ConsoleNavigation
{
    /// <summary>In order; read from the pages themselves.</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        .. from type in typeof(ConsoleNavigation).Assembly.GetTypes()
           let entry = type.GetCustomAttribute<ConsoleNavigationAttribute>()
           where entry is not null
           orderby entry.Order
           select new NavigationEntry(entry.Title, entry.Address, entry.Order, type.GetCustomAttribute<AuthorizeAttribute>()!.Policy!),
    ];

    public static IEnumerable<NavigationEntry> For(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } ? All.Where(e => ConsolePolicy.RolesOf[e.Policy].Any(user.IsInRole)) : [];
}
