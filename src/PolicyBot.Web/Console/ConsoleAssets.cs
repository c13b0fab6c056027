using System.Security.Cryptography;

namespace PolicyBot.Web.Console;

/// <summary>The console's own scripts and styles, from the folder beside the program; only for who is signed in. Addresses carry a digest, so that a new version is fetched and an old one never again.</summary>
public static class ConsoleAssets
{
    public const string PageSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Lazy<Dictionary<string, Asset>> Files = new(Read);

    public static IResult Get(string name, HttpContext context)
    {
        if (!Files.Value.TryGetValue(name, out var asset))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(asset.Bytes, name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8");
    }

    /// <summary>Errors: throws for a file that is not there (our own mistake).</summary>
    public static string Url(string name) => $"{ConsoleRoutes.Assets}/{name}?v={Files.Value[name].Version}";

    private static Dictionary<string, Asset> Read() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Console", "Assets")).Select(f => (Name: Path.GetFileName(f), Bytes: File.ReadAllBytes(f)))
            .ToDictionary(f => f.Name, f => new Asset(f.Bytes, Convert.ToHexStringLower(SHA256.HashData(f.Bytes))[..12]), StringComparer.Ordinal);

    private sealed record Asset(byte[] Bytes, string Version);
}
