using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>A line to the worker: one file to read.</summary>
internal sealed record WorkerRequest(string Path, IReadOnlyList<KnownRepairs> Known)
{
    /// <summary>Only the received text is wanted, nothing recognised in it.</summary>
    public bool IsTextOnly { get; init; }
}

/// <summary>A line from the worker: progress, or with <see cref="IsLast"/> the end: a file, its text alone, or problems.</summary>
internal sealed record WorkerReply(bool IsLast)
{
    public ImportProgress? Progress { get; init; }

    public ReadFile? File { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];
}

internal static class WorkerMessages
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON, without line ends inside.</summary>
    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Options);

    /// <summary>Null for anything that is no such message.</summary>
    public static T? Read<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options);
        }
        catch (JsonException)
        {
            return null; // a worker that was killed in mid-sentence
        }
    }
}
