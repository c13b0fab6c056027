using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Answering.Model;

/// <summary>
/// A language model that words answers (section <c>PolicyBot:Model</c>). Without an endpoint there is none and every answer is quotation-only.
/// The key comes from the environment (<c>PolicyBot__Model__ApiKey</c>), never from a file.
/// </summary>
public sealed class ModelOptions
{
    public const string Section = "PolicyBot:Model";

    /// <summary>OpenAI-compatible base URL, ends in <c>/v1</c>. Default: empty, no model.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the model at that endpoint. Default: empty; required with an endpoint.</summary>
    public string Name { get; set; } = "";

    /// <summary>Key; empty where the server asks for none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Longest that a model may hold up one turn, with retries, spare and asking again. Default: 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Tokens a day in China Standard Time, asked and answered together; then quotation-only until midnight. Default: 0, no bound.</summary>
    [Range(0, long.MaxValue)]
    public long DailyTokens { get; set; }

    /// <summary>Tokens that a model may write in one turn, all its drafts together; the spare, where it has to be asked, may write as many. Default: 800.</summary>
    [Range(50, 8000)]
    public int TurnTokens { get; set; } = 800;

    /// <summary>Turns worded at once; further ones go out quotation-only rather than wait. Default: 4.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Repeats of a call that was refused with 429 or failed with 5xx. Default: 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Rounds in which the model may look further clauses up; 0 offers no function. Default: 2.</summary>
    [Range(0, 5)]
    public int ToolRounds { get; set; } = 2;

    /// <summary>Whether a question that the documents' words do not reach is said in official words by the model and searched once more. Default: true.</summary>
    public bool Rewrite { get; set; } = true;

    /// <summary>Asked where the first model fails before it has said anything usable.</summary>
    public SpareModelOptions Spare { get; set; } = new();

    public bool IsConfigured => Endpoint.Length > 0;

    /// <summary>What is wrong with the section, in Chinese for maintainers; empty where it can be used (or is not used).</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (IsConfigured)
            Check(Section, Endpoint, Name, faults);
        if (Spare.Endpoint.Length > 0)
            Check(Section + ":Spare", Spare.Endpoint, Spare.Name, faults);
        if (Timeout <= TimeSpan.Zero || Concurrency < 1 || DailyTokens < 0 || TurnTokens < 1 || Retries < 0 || ToolRounds < 0)
            faults.Add($"{Section}：Timeout、Concurrency、TurnTokens 应大于 0，DailyTokens、Retries、ToolRounds 不能小于 0。");
        return faults;
    }

    private static void Check(string section, string endpoint, string name, List<string> faults)
    {
        // On Linux "/v1" parses as an absolute file address: the scheme decides.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            faults.Add($"{section}:Endpoint：「{endpoint}」不是 http 或 https 地址，应像 http://127.0.0.1:11434/v1。");
        if (name.Length == 0)
            faults.Add($"{section}:Name：没有写模型名称。");
    }
}

/// <summary>A second provider, of the same protocol.</summary>
public sealed class SpareModelOptions
{
    /// <summary>Default: empty, no spare.</summary>
    public string Endpoint { get; set; } = "";

    public string Name { get; set; } = "";

    public string ApiKey { get; set; } = "";
}
