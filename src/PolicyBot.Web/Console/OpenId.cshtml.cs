using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>
/// Leads to the provider and comes back. The first time an account is found by its name, where an administrator allowed it; the provider's subject is bound to it then,
/// and only that subject opens it afterwards. Nobody gets an account this way.
/// </summary>
[AllowAnonymous]
public sealed class OpenIdModel(StaffSignIn signIn, UserManager<StaffMember> staff, AuditLog audit, IOptions<ConsoleOpenIdOptions> options, TimeProvider clock) : PageModel
{
    public IActionResult OnGet(string? back)
    {
        if (options.Value.Authority.Length == 0)
            return NotFound();
        var properties = signIn.ConfigureExternalAuthenticationProperties(OpenIdConnect.Scheme, $"/console/sign-in/openid?handler=Done&back={Uri.EscapeDataString(Safe(back))}");
        return Challenge(properties, OpenIdConnect.Scheme);
    }

    public async Task<IActionResult> OnGetDoneAsync(string? back, CancellationToken cancellationToken)
    {
        if (options.Value.Authority.Length == 0 || await signIn.GetExternalLoginInfoAsync() is not { } told)
            return Redirect(ConsoleRoutes.SignIn + "?failed=true");
        var name = told.Principal.FindFirstValue(options.Value.NameClaim) ?? "";
        var member = await FindAsync(told, name);
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        if (member is null)
        {
            await audit.RecordAsync(name, HttpContext, AuditAction.SignInFailed, name, "统一身份认证：没有可用的账号", cancellationToken);
            return Redirect(ConsoleRoutes.SignIn + "?failed=true");
        }

        await signIn.SignInAsync(member, isPersistent: false);
        member.LastSignInAt = clock.GetUtcNow();
        await staff.UpdateAsync(member);
        await audit.RecordAsync(member.UserName!, HttpContext, AuditAction.SignIn, member.UserName!, "统一身份认证", cancellationToken);
        return LocalRedirect(Safe(back));
    }

    private async Task<StaffMember?> FindAsync(ExternalLoginInfo told, string name)
    {
        var member = await staff.FindByLoginAsync(told.LoginProvider, told.ProviderKey);
        if (member is null && name.Length > 0 && await staff.FindByNameAsync(name) is { MayUseOpenIdConnect: true } named && (await staff.GetLoginsAsync(named)).Count == 0)
            member = (await staff.AddLoginAsync(named, told)).Succeeded ? named : null;
        return member is { IsDisabled: false, MayUseOpenIdConnect: true } ? member : null;
    }

    private string Safe(string? back) => back is not null && Url.IsLocalUrl(back) ? back : ConsoleRoutes.Base;
}
