using Microsoft.AspNetCore.Identity;

namespace PolicyBot.Web.Storage;

/// <summary>Somebody who may sign in to the console. Key: <see cref="IdentityUser{T}.Id"/>; <see cref="IdentityUser{T}.UserName"/> is unique and what people type.</summary>
public sealed class StaffMember : IdentityUser
{
    /// <summary>As colleagues and the audit log show it.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>A disabled account cannot sign in, and its sessions end with its next request. Accounts are never deleted: the audit log names them.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>True where an administrator allowed this account to sign in through OpenID Connect; the first such sign-in binds the provider's subject to it.</summary>
    public bool MayUseOpenIdConnect { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; set; }
}
