namespace PolicyBot.Web.Console;

/// <summary>Addresses of the console that more than one place names.</summary>
public static class ConsoleRoutes
{
    public const string Base = "/console";
    public const string SignIn = "/console/sign-in";
    public const string Expired = "/console/expired";
    public const string Denied = "/console/denied";
    public const string Invitation = "/console/invitation";
    public const string OpenIdCallback = "/console/oidc";
    public const string Assets = "/console/assets";
}
