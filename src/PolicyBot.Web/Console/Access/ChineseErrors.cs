using Microsoft.AspNetCore.Identity;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>Identity's errors as staff read them.</summary>
public sealed class ChineseErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), $"已有名为“{userName}”的账号。");

    public override IdentityError InvalidUserName(string? userName) => Of(nameof(InvalidUserName), "账号名里有不能用的字。");

    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), $"密码至少 {length} 个字。");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Of(nameof(PasswordRequiresUniqueChars), $"密码里至少要有 {uniqueChars} 个不同的字。");

    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch), "原密码不对。");

    public override IdentityError InvalidToken() => Of(nameof(InvalidToken), "链接无效或已过期，请向管理员要新的链接。");

    public override IdentityError ConcurrencyFailure() => Of(nameof(ConcurrencyFailure), "别人刚改过这个账号，请刷新后再试。");

    public override IdentityError DefaultError() => Of(nameof(DefaultError), "操作没有成功，请再试一次。");

    private static IdentityError Of(string code, string description) => new() { Code = code, Description = description };
}

/// <summary>A password is not the account's own name with something around it.</summary>
public sealed class NotTheName : IPasswordValidator<StaffMember>
{
    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password) =>
        Task.FromResult(user.UserName is { Length: > 2 } name && password?.Contains(name, StringComparison.OrdinalIgnoreCase) == true
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordIsName", Description = "密码里不能有账号名。" })
            : IdentityResult.Success);
}
