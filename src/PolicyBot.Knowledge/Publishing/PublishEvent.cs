using System.Text.Json;
using PolicyBot.Core.Answers;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>
/// One change of what serves: a line of the history, and the content of the pointer <c>current</c>. The pointer holds the whole event, so that a process killed
/// between the swap and the history loses no line: whoever reads next finds it in the pointer.
/// </summary>
/// <param name="Action"><c>publish</c>, <c>rollback</c> or <c>receive</c> (taken from another server).</param>
/// <param name="Manifest">sha256 of the version's <c>version.json</c>: the pointer vouches for the manifest, the manifest for every file.</param>
/// <param name="Previous">Number of the version that served until then; null for the first.</param>
/// <param name="Reason">Why a floor was accepted, or why it was rolled back; null where none was given.</param>
/// <param name="Draft">Draft whose files were published and have to be found in the knowledge folder; null where the folder itself was published.</param>
public sealed record PublishEvent(
    string Id, string Action, int Version, string Name, string Manifest, int? Previous, string By, DateTimeOffset At, string What, string? Reason, string? Draft = null)
{
    public string ToLine() => JsonSerializer.Serialize(this, AnswerJson.Options);

    /// <summary>Null for what is no event of ours.</summary>
    public static PublishEvent? Parse(string line)
    {
        try
        {
            var read = JsonSerializer.Deserialize<PublishEvent>(line, AnswerJson.Options);
            return read is { Id.Length: > 0, Name: not null, Manifest: not null, Version: > 0 } && VersionManifest.IsInside(read.Name) && !read.Name.Contains('/', StringComparison.Ordinal) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
