using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Answering.Embeddings;

/// <summary>
/// <c>PolicyBot:Embedding</c>: an OpenAI-compatible embedding endpoint that lets the search compare meaning as well as words. Off by default: nothing depends on it.
/// The key comes from the environment (<c>PolicyBot__Embedding__ApiKey</c>), never from a file.
/// </summary>
public sealed class EmbeddingOptions
{
    public const string Section = "PolicyBot:Embedding";

    /// <summary>OpenAI-compatible base URL, ends in <c>/v1</c>. Default: empty, words alone.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the embedding model at that endpoint. Default: empty; required with an endpoint.</summary>
    public string Name { get; set; } = "";

    /// <summary>Key; empty where the server asks for none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Longest that a question waits for its vector before it is searched by words alone. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Clauses embedded by one call while an index is built. Default: 32.</summary>
    [Range(1, 512)]
    public int BatchSize { get; set; } = 32;

    public bool IsConfigured => Endpoint.Length > 0;

    /// <summary>What is wrong with the section, in Chinese for maintainers; empty where it can be used (or is not used).</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!IsConfigured)
            return faults;
        // On Linux "/v1" parses as an absolute file address: the scheme decides.
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            faults.Add($"{Section}:Endpoint：「{Endpoint}」不是 http 或 https 地址，应像 http://127.0.0.1:11434/v1。");
        if (Name.Length == 0)
            faults.Add($"{Section}:Name：没有写向量模型名称。");
        if (Timeout <= TimeSpan.Zero || BatchSize < 1)
            faults.Add($"{Section}：Timeout、BatchSize 应大于 0。");
        return faults;
    }
}
