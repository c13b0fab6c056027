using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console;

/// <summary>Accounts: create, roles, disable, reset. A one-time link is shown once, in the answer to the request that made it.</summary>
[Authorize(Policy = ConsolePolicy.Administer)]
[ConsoleNavigation("账号", "/console/staff", 90)]
public sealed class StaffModel(Accounts accounts, UserManager<StaffMember> staff, AuditLog audit, IOptions<ConsoleOptions> options, TimeProvider clock) : PageModel
{
    public IReadOnlyList<(StaffMember Member, IReadOnlyList<string> Roles)> Members { get; private set; } = [];

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public string Link { get; private set; } = "";

    public string LinkFor { get; private set; } = "";

    public int LinkHours => options.Value.InvitationHours;

    public string NewName { get; private set; } = "";

    public string NewShown { get; private set; } = "";

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellationToken) => Members = await accounts.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "do")] string? what, string? id, string? name, string? shown, string[]? roles, bool openid, bool disabled, CancellationToken cancellationToken)
    {
        var wanted = roles ?? [];
        var result = what switch
        {
            "create" => await CreateAsync(name ?? "", shown ?? "", wanted, openid, cancellationToken),
            "change" when await FindAsync(id) is { } member => await ChangeAsync(member, wanted, disabled, openid, cancellationToken),
            "reset" when await FindAsync(id) is { } member => await ResetAsync(member, cancellationToken),
            _ => Result<StaffMember>.Failure(new Problem("账号", "没有这个账号。")),
        };
        if (result.IsSuccess && Link.Length == 0)
            return Redirect("/console/staff");
        Faults = [.. result.Problems.Select(p => p.Message)];
        if (!result.IsSuccess)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        Members = await accounts.ListAsync(cancellationToken);
        return Page();
    }

    private async Task<Result<StaffMember>> CreateAsync(string name, string shown, string[] roles, bool openid, CancellationToken cancellationToken)
    {
        var made = await accounts.CreateAsync(name, shown, roles, openid);
        if (made.IsSuccess)
        {
            await audit.RecordAsync(HttpContext, AuditAction.AccountCreated, made.Value.UserName!, RolesIn(roles), cancellationToken);
            await ShowLinkAsync(made.Value);
        }
        else
        {
            (NewName, NewShown) = (name, shown);
        }

        return made;
    }

    private async Task<Result<StaffMember>> ChangeAsync(StaffMember member, string[] roles, bool disabled, bool openid, CancellationToken cancellationToken)
    {
        var changed = await accounts.ChangeAsync(member, roles, disabled, openid);
        if (changed.IsSuccess)
            await audit.RecordAsync(HttpContext, AuditAction.AccountChanged, member.UserName!, $"{RolesIn(roles)}{(disabled ? "；停用" : "")}{(openid ? "；可用统一身份认证" : "")}", cancellationToken);
        return changed;
    }

    private async Task<Result<StaffMember>> ResetAsync(StaffMember member, CancellationToken cancellationToken)
    {
        await ShowLinkAsync(member);
        await audit.RecordAsync(HttpContext, AuditAction.AccountReset, member.UserName!, cancellationToken: cancellationToken);
        return Result<StaffMember>.Success(member);
    }

    private async Task ShowLinkAsync(StaffMember member)
    {
        LinkFor = member.DisplayName;
        Link = ConsoleUrl.Of(Request, options.Value) + await accounts.InviteAsync(member);
    }

    private async Task<StaffMember?> FindAsync(string? id) => id is null ? null : await staff.FindByIdAsync(id);

    private static string RolesIn(IEnumerable<string> roles) => string.Join("、", roles.Select(StaffRole.NameOf));
}
