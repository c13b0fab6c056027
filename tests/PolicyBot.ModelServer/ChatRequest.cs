using System.Text.Json;
using System.Text.RegularExpressions;

namespace PolicyBot.ModelServer;

/// <summary>A chat request as it came in; <see cref="Round"/> counts the requests of this server's life, from 0.</summary>
public sealed partial record ChatRequest(JsonElement Body, int Round)
{
    public bool IsStream => Body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    public bool HasTools => Body.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array && tools.GetArrayLength() > 0;

    public bool WantsJson => Body.TryGetProperty("response_format", out var format) && format.TryGetProperty("type", out var type)
        && type.GetString()?.StartsWith("json", StringComparison.Ordinal) == true;

    public string Model => Body.TryGetProperty("model", out var model) ? model.GetString() ?? "" : "";

    /// <summary>Role and text, in order; the text of a message in parts is joined.</summary>
    public IReadOnlyList<(string Role, string Text)> Messages => Body.TryGetProperty("messages", out var messages)
        ? [.. messages.EnumerateArray().Select(m => (m.GetProperty("role").GetString() ?? "", m.TryGetProperty("content", out var content) ? TextOf(content) : ""))]
        : [];

    /// <summary>Names of the functions offered.</summary>
    public IReadOnlyList<string> Tools => HasTools ? [.. Body.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("function").GetProperty("name").GetString() ?? "")] : [];

    /// <summary>Numbered pieces "[1] …" in the last message of the user: what a model that reads its prompt would answer from.</summary>
    public IReadOnlyList<(int Marker, string Text)> Evidence =>
        [.. Numbered().Matches(Messages.LastOrDefault(m => string.Equals(m.Role, "user", StringComparison.Ordinal)).Text ?? "")
            .Select(m => (int.Parse(m.Groups["n"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), m.Groups["text"].Value.Trim()))];

    private static string TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString() ?? "",
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(p => p.TryGetProperty("text", out var text) ? text.GetString() : "")),
        _ => "",
    };

    [GeneratedRegex(@"^〈[0-9a-f]+〉\[(?<n>\d+)\](?<text>.*?)〈/[0-9a-f]+〉", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
