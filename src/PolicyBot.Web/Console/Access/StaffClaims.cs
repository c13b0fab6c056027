using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>What a session says of its account: id, name, roles, and the name that colleagues know.</summary>
public sealed class StaffClaims(UserManager<StaffMember> staff, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffMember, IdentityRole>(staff, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(StaffIdentity.DisplayNameClaim, user.DisplayName.Length > 0 ? user.DisplayName : user.UserName!));
        return identity;
    }
}

/// <summary>Sign-in that also refuses disabled accounts, everywhere that Identity asks.</summary>
public sealed class StaffSignIn(
    UserManager<StaffMember> staff,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<StaffMember> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffMember>> logger,
    Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffMember> confirmation)
    : SignInManager<StaffMember>(staff, contexts, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(StaffMember user) => !user.IsDisabled && await base.CanSignInAsync(user);

    /// <summary>Asked with every request: a stamp that changed (password, roles, disabled) ends the session.</summary>
    public override async Task<StaffMember?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { IsDisabled: false } user ? user : null;
}
