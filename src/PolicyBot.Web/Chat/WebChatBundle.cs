using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace PolicyBot.Web.Chat;

/// <summary>Microsoft's Web Chat as the build fetched it (Chat/build): the script and its compressed forms. Absent where the build had no Node.</summary>
public sealed class WebChatBundle
{
    private const string Script = "webchat-es5.js";
    private const string License = Script + ".LICENSE.txt";
    private readonly string _folder;
    private readonly Lazy<string> _version;

    public WebChatBundle()
        : this(Path.Combine(AppContext.BaseDirectory, "webchat"))
    {
    }

    internal WebChatBundle(string folder)
    {
        _folder = folder;
        _version = new(() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, Script))))[..16]);
    }

    public bool IsThere => File.Exists(Path.Combine(_folder, Script));

    /// <summary>Changes with the content, so that browsers may keep it for ever.</summary>
    public string Url => $"/chat/webchat-es5.js?v={_version.Value}";

    public IResult Serve(HttpContext context)
    {
        if (!IsThere)
            return Results.NotFound();
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        foreach (var (encoding, extension) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            var path = Path.Combine(_folder, Script + extension);
            if (!accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0) || !File.Exists(path))
                continue;
            headers.ContentEncoding = encoding;
            return FileOf(path, encoding);
        }

        return FileOf(Path.Combine(_folder, Script), "identity");
    }

    public IResult ServeLicense() => File.Exists(Path.Combine(_folder, License)) ? Results.File(Path.Combine(_folder, License), "text/plain; charset=utf-8") : Results.NotFound();

    private IResult FileOf(string path, string encoding) =>
        Results.File(path, "text/javascript; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{_version.Value}-{encoding}\""));
}
