namespace PolicyBot.Core.Answers;

/// <summary>
/// What a citizen is told, in every channel, of where an answer's words come from: a model wrote them, or the documents did.
/// Source: 《人工智能生成合成内容标识办法》 (visible words; the metadata is <see cref="Keyword"/> and <see cref="OriginOf"/>).
/// </summary>
public static class AnswerLabel
{
    /// <summary>The mark of generated text in the metadata of channels that have any.</summary>
    public const string Keyword = "AIGeneratedContent";

    /// <summary>generated: a model worded the text; quoted: it cites, and what it quotes stands in the documents; fixed: a sentence that says nothing of them.</summary>
    public static string OriginOf(Answer answer) => answer.IsGenerated ? "generated" : answer.Citations.Count > 0 ? "quoted" : "fixed";

    /// <summary>The visible words; empty for a fixed sentence.</summary>
    /// <param name="sentence">The fixed sentences by their id.</param>
    public static string Of(Answer answer, Func<string, string> sentence) => OriginOf(answer) switch
    {
        "generated" => sentence("ai_label"),
        "quoted" => sentence("quoted_label"),
        _ => "",
    };
}
