using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Publishing;

/// <summary>
/// <c>/api/versions</c>: what serves here, read-only, for other servers. 404 unless <c>Publishing:Offer</c>; 401 without the shared key where one is set.
/// Only versions are given out, whole and as they were sealed.
/// </summary>
public static class VersionOffer
{
    public static void MapVersions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/versions/current", (HttpContext context, VersionStore store, IOptions<PublishingOptions> options) =>
            Refuse(context, options.Value) ?? (store.Current is { } current ? Results.Json(current, AnswerJson.Options) : ApiProblem.Of(404, "还没有发布过版本。")));
        app.MapGet("/api/versions/{name}/archive", (string name, HttpContext context, VersionStore store, IOptions<PublishingOptions> options, CancellationToken cancellationToken) =>
            Refuse(context, options.Value) ?? (IsOne(name) && store.Read(name) is { } version
                ? Results.Stream(body => PackAsync(body, store.FolderOf(name), version, cancellationToken), "application/x-tar")
                : ApiProblem.Of(404, "没有这个版本。")));
    }

    private static IResult? Refuse(HttpContext context, PublishingOptions options)
    {
        if (!options.Offer)
            return ApiProblem.Of(404, ApiProblem.DetailOf(404));
        if (options.Key.Length == 0)
            return null;
        var given = context.Request.Headers.Authorization.ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + options.Key)) ? null : ApiProblem.Of(401, "需要发布服务器的密钥。");
    }

    private static bool IsOne(string name) => VersionManifest.IsInside(name) && !name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('.');

    // The manifest first: the receiver knows what to expect before anything else arrives.
    private static async Task PackAsync(Stream body, string folder, VersionManifest version, CancellationToken cancellationToken)
    {
        await using var archive = new TarWriter(body, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var path in version.Files.Select(f => f.Path).Prepend(VersionManifest.FileName))
        {
            await using var file = new FileStream(Path.Combine(folder, path), FileMode.Open, FileAccess.Read, FileShare.Read);
            await archive.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = file }, cancellationToken);
        }
    }
}
