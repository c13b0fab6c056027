using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Web.Console;

/// <summary>The one-time link of a new account or a reset password: sets the password and signs in.</summary>
[AllowAnonymous]
public sealed class InvitationModel(Accounts accounts, StaffSignIn signIn, SignInLimit limit, AuditLog audit) : PageModel
{
    public string Name { get; private set; } = "";

    public string Code { get; private set; } = "";

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public void OnGet(string? staff, string? code) => (Name, Code) = (staff ?? "", code ?? "");

    public async Task<IActionResult> OnPostAsync(string? staff, string? code, string? password, string? again, CancellationToken cancellationToken)
    {
        (Name, Code) = (staff?.Trim() ?? "", code ?? "");
        if (!limit.Allows(HttpContext))
            return Again(StatusCodes.Status429TooManyRequests, "尝试太频繁，请一分钟后再试。");
        if (password is null or { Length: > 200 } || !string.Equals(password, again, StringComparison.Ordinal))
            return Again(StatusCodes.Status400BadRequest, "两次写的密码不一样。");
        var accepted = await accounts.AcceptAsync(Name, Code, password);
        if (!accepted.IsSuccess)
            return Again(StatusCodes.Status400BadRequest, [.. accepted.Problems.Select(p => p.Message)]);
        await signIn.SignInAsync(accepted.Value, isPersistent: false);
        await audit.RecordAsync(accepted.Value.UserName!, HttpContext, AuditAction.PasswordSet, accepted.Value.UserName!, "用一次性链接设置密码并登录", cancellationToken);
        return Redirect(ConsoleRoutes.Base);
    }

    private PageResult Again(int status, params IReadOnlyList<string> faults)
    {
        Faults = faults;
        Response.StatusCode = status;
        return Page();
    }
}
