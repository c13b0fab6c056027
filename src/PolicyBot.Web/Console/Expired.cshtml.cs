using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Web.Console;

/// <summary>
/// A form of the console that was sent without a session arrives here (307) and waits, sealed in the page, until the person has signed in again.
/// Only forms of our own pages: another site's, told by its Origin, is dropped. Nothing is carried out here, so no token is asked.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ExpiredModel(KeptForms kept) : PageModel
{
    public SignInForm Form { get; private set; } = new(ConsoleRoutes.Base);

    public IActionResult OnGet() => Redirect(ConsoleRoutes.SignIn);

    public async Task<IActionResult> OnPostAsync(string? back, CancellationToken cancellationToken)
    {
        if (back is null || !Url.IsLocalUrl(back) || !back.StartsWith(ConsoleRoutes.Base, StringComparison.Ordinal) || !IsOurs())
            return Redirect(ConsoleRoutes.SignIn);
        var form = await Request.ReadFormAsync(cancellationToken);
        var returns = form["back"].ToString() is { Length: > 0 } page && Url.IsLocalUrl(page) ? page : ConsoleRoutes.Base;
        Form = new(returns) { Kept = kept.Seal(back, form) };
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Page();
    }

    private bool IsOurs() =>
        Uri.TryCreate(Request.Headers.Origin.ToString(), UriKind.Absolute, out var from) && string.Equals(from.Authority, Request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
