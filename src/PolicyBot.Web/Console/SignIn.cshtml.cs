using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>What the sign-in form shows. <see cref="Kept"/> is a sealed form that is given back afterwards, empty for none.</summary>
public sealed record SignInForm(string Back)
{
    public string Name { get; init; } = "";

    public string Fault { get; init; } = "";

    public string Kept { get; init; } = "";
}

/// <summary>Name and password. The same words for a wrong name, a wrong password, a locked and a disabled account: nobody learns which accounts there are.</summary>
[AllowAnonymous]
public sealed class SignInModel(StaffSignIn signIn, UserManager<StaffMember> staff, IPasswordHasher<StaffMember> hasher, SignInLimit limit, KeptForms kept, AuditLog audit, TimeProvider clock) : PageModel
{
    private const string Refused = "账号或密码不对，或者账号暂时被锁定、已停用。";
    private static readonly StaffMember Nobody = new();
    private static string? _nobodysHash;

    public SignInForm Form { get; private set; } = new("");

    /// <summary>The form that was sent when the session had ended, given back; null for none.</summary>
    public KeptForm? Resume { get; private set; }

    public IActionResult OnGet(string? back, bool failed)
    {
        if (User.Identity is { IsAuthenticated: true })
            return LocalRedirect(Safe(back));
        Form = new(Safe(back)) { Fault = failed ? "统一身份认证没有成功，或者没有对应的账号，请联系管理员。" : "" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? password, string? back, string? kept, CancellationToken cancellationToken)
    {
        Form = new(Safe(back)) { Name = name?.Trim() ?? "", Kept = kept ?? "" };
        if (!limit.Allows(HttpContext))
            return Again("尝试太频繁，请一分钟后再试。", StatusCodes.Status429TooManyRequests);
        if (Form.Name.Length is 0 or > 40 || password is not { Length: > 0 and <= 200 })
            return Again("请填写账号和密码。", StatusCodes.Status400BadRequest);

        var member = await staff.FindByNameAsync(Form.Name);
        if (member is null)
        {
            // As long as a real check takes.
            hasher.VerifyHashedPassword(Nobody, _nobodysHash ??= hasher.HashPassword(Nobody, "nobody"), password);
            return await RefuseAsync("没有这个账号", cancellationToken);
        }

        var result = await signIn.PasswordSignInAsync(member, password, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
            return await RefuseAsync(result.IsLockedOut ? "账号被锁定" : result.IsNotAllowed ? "账号已停用" : "密码不对", cancellationToken);

        member.LastSignInAt = clock.GetUtcNow();
        await staff.UpdateAsync(member);
        await audit.RecordAsync(member.UserName!, HttpContext, AuditAction.SignIn, member.UserName!, "密码", cancellationToken);
        return After(kept);
    }

    private IActionResult After(string? sealedForm)
    {
        Resume = kept.Open(sealedForm);
        return Resume is null ? LocalRedirect(Form.Back) : Page();
    }

    private async Task<IActionResult> RefuseAsync(string reason, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(Form.Name, HttpContext, AuditAction.SignInFailed, Form.Name, reason, cancellationToken);
        return Again(Refused, StatusCodes.Status401Unauthorized);
    }

    private PageResult Again(string fault, int status)
    {
        Form = Form with { Fault = fault };
        Response.StatusCode = status;
        return Page();
    }

    private string Safe(string? back) => back is not null && Url.IsLocalUrl(back) ? back : ConsoleRoutes.Base;
}
