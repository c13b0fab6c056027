using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PolicyBot.Web.Pages;

/// <summary>Large type and high contrast, kept in a cookie and set without a script.</summary>
public sealed record Look(bool IsLarge, bool IsHighContrast)
{
    public const string Cookie = "look";

    public string SizeName => IsLarge ? "large" : "normal";

    public string ContrastName => IsHighContrast ? "high" : "normal";

    public string Classes => $"{SizeName}-type {ContrastName}-contrast";

    public static Look Of(HttpRequest request)
    {
        var parts = (request.Cookies[Cookie] ?? "").Split('.');
        return new(parts.Contains("large", StringComparer.Ordinal), parts.Contains("high", StringComparer.Ordinal));
    }
}

public sealed class LookModel : PageModel
{
    public IActionResult OnGet(string? size, string? contrast, string? back)
    {
        var isLarge = string.Equals(size, "large", StringComparison.Ordinal);
        var isHigh = string.Equals(contrast, "high", StringComparison.Ordinal);
        Response.Cookies.Append(Look.Cookie, $"{(isLarge ? "large" : "normal")}.{(isHigh ? "high" : "normal")}", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
