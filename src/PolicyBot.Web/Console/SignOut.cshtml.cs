using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Web.Console;

[Authorize(Policy = ConsolePolicy.Staff)]
public sealed class SignOutModel(StaffSignIn signIn, AuditLog audit) : PageModel
{
    public IActionResult OnGet() => Redirect(ConsoleRoutes.Base);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await audit.RecordAsync(HttpContext, AuditAction.SignOut, StaffIdentity.NameOf(User), cancellationToken: cancellationToken);
        await signIn.SignOutAsync();
        return Redirect(ConsoleRoutes.SignIn);
    }
}
