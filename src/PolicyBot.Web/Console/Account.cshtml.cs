using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>Who one is, and one's own password.</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
public sealed class AccountModel(UserManager<StaffMember> staff, StaffSignIn signIn, AuditLog audit) : PageModel
{
    public bool IsChanged { get; private set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string? current, string? password, string? again, CancellationToken cancellationToken)
    {
        var member = (await staff.GetUserAsync(User))!;
        if (password is null or { Length: > 200 } || !string.Equals(password, again, StringComparison.Ordinal))
        {
            Faults = ["两次写的新密码不一样。"];
        }
        else
        {
            var changed = await staff.ChangePasswordAsync(member, current ?? "", password);
            Faults = [.. changed.Errors.Select(e => e.Description)];
            IsChanged = changed.Succeeded;
        }

        if (IsChanged)
        {
            await signIn.RefreshSignInAsync(member);
            await audit.RecordAsync(HttpContext, AuditAction.PasswordSet, member.UserName!, "本人修改", cancellationToken);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
