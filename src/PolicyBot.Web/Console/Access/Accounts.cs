using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>Creating, changing and inviting staff. Errors: Chinese sentences for whoever typed it. A scope's own (Identity's managers are).</summary>
public sealed class Accounts(UserManager<StaffMember> staff, RoleManager<IdentityRole> roles, TimeProvider clock)
{
    private const int LongestName = 40;

    public async Task<IReadOnlyList<(StaffMember Member, IReadOnlyList<string> Roles)>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await staff.Users.AsNoTracking().OrderBy(s => s.UserName).ToListAsync(cancellationToken);
        var listed = new List<(StaffMember, IReadOnlyList<string>)>();
        foreach (var member in all)
            listed.Add((member, [.. await staff.GetRolesAsync(member)]));
        return listed;
    }

    /// <summary>Administrators who can still sign in.</summary>
    public async Task<IReadOnlyList<StaffMember>> AdministratorsAsync() =>
        await EnsureRolesAsync() ? [.. (await staff.GetUsersInRoleAsync(StaffRole.Administrator)).Where(s => !s.IsDisabled)] : [];

    public async Task<StaffMember?> FindAsync(string name) => await staff.FindByNameAsync(name.Trim());

    /// <summary>Without a password: nobody can sign in until the invitation was used.</summary>
    public async Task<Result<StaffMember>> CreateAsync(string name, string displayName, IReadOnlyList<string> wanted, bool mayUseOpenIdConnect)
    {
        await EnsureRolesAsync();
        name = name.Trim();
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@'))
            return Fault($"账号名用字母、数字、汉字和 . - _ @，不超过 {LongestName} 个字。");
        if (wanted.Count == 0 || wanted.Any(r => !StaffRole.All.Contains(r, StringComparer.Ordinal)))
            return Fault("至少选一个岗位。");
        var member = new StaffMember { UserName = name, DisplayName = displayName.Trim() is { Length: > 0 and <= 100 } shown ? shown : name, CreatedAt = clock.GetUtcNow(), MayUseOpenIdConnect = mayUseOpenIdConnect, LockoutEnabled = true };
        var made = await staff.CreateAsync(member);
        if (!made.Succeeded)
            return Fault(made);
        var given = await staff.AddToRolesAsync(member, wanted);
        return given.Succeeded ? Result<StaffMember>.Success(member) : Fault(given);
    }

    /// <summary>Roles, OpenID Connect, disabled or not. Ends the account's sessions. Errors: the last administrator can neither be disabled nor lose the role.</summary>
    public async Task<Result<StaffMember>> ChangeAsync(StaffMember member, IReadOnlyList<string> wanted, bool isDisabled, bool mayUseOpenIdConnect)
    {
        if (wanted.Count == 0 || wanted.Any(r => !StaffRole.All.Contains(r, StringComparer.Ordinal)))
            return Fault("至少选一个岗位。");
        var loses = isDisabled || !wanted.Contains(StaffRole.Administrator, StringComparer.Ordinal);
        if (loses && await AdministratorsAsync() is [var only] && string.Equals(only.Id, member.Id, StringComparison.Ordinal))
            return Fault("这是最后一个能登录的管理员，不能停用，也不能取消管理员岗位。");
        var held = await staff.GetRolesAsync(member);
        await staff.RemoveFromRolesAsync(member, held.Except(wanted, StringComparer.Ordinal));
        await staff.AddToRolesAsync(member, wanted.Except(held, StringComparer.Ordinal));
        member.IsDisabled = isDisabled;
        member.MayUseOpenIdConnect = mayUseOpenIdConnect;
        var saved = await staff.UpdateSecurityStampAsync(member);
        return saved.Succeeded ? Result<StaffMember>.Success(member) : Fault(saved);
    }

    /// <summary>A link (path and query) by which the account's password is set, once and for some hours. Ends its sessions; an old password works no more.</summary>
    public async Task<string> InviteAsync(StaffMember member)
    {
        await staff.RemovePasswordAsync(member);
        await staff.SetLockoutEndDateAsync(member, lockoutEnd: null);
        await staff.ResetAccessFailedCountAsync(member);
        var code = await staff.GeneratePasswordResetTokenAsync(member);
        return $"{ConsoleRoutes.Invitation}?staff={Uri.EscapeDataString(member.UserName!)}&code={Uri.EscapeDataString(code)}";
    }

    /// <summary>Errors: a link that was used, is too old or is another account's; a password that is too weak.</summary>
    public async Task<Result<StaffMember>> AcceptAsync(string name, string code, string password)
    {
        if (await staff.FindByNameAsync(name) is not { IsDisabled: false } member)
            return Fault("链接无效或已过期，请向管理员要新的链接。");
        var set = await staff.ResetPasswordAsync(member, code, password);
        return set.Succeeded ? Result<StaffMember>.Success(member) : Fault(set);
    }

    /// <summary>Errors: too weak.</summary>
    public async Task<Result<StaffMember>> SetPasswordAsync(StaffMember member, string password)
    {
        if (await staff.HasPasswordAsync(member))
            await staff.RemovePasswordAsync(member);
        var set = await staff.AddPasswordAsync(member, password);
        return set.Succeeded ? Result<StaffMember>.Success(member) : Fault(set);
    }

    private async Task<bool> EnsureRolesAsync()
    {
        foreach (var role in StaffRole.All)
        {
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole(role) { Id = role });
        }

        return true;
    }

    private static Result<StaffMember> Fault(string message) => Result<StaffMember>.Failure(new Problem("账号", message));

    private static Result<StaffMember> Fault(IdentityResult result) => Result<StaffMember>.Failure([.. result.Errors.Select(e => new Problem("账号", e.Description))]);
}
