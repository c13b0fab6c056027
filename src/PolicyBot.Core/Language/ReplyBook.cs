namespace PolicyBot.Core.Language;

/// <summary>How a turn that gets a fixed sentence ends.</summary>
public enum ReplyKind
{
    Greeting,
    OutOfScope,
    Refused,
    Handoff,
}

/// <summary>One fixed sentence. Placeholders are {name}; which ones a sentence may hold is checked on load.</summary>
public sealed record Reply(string Id, string Text)
{
    public string File { get; init; } = "";

    public int Line { get; init; }
}

/// <summary>
/// A kind of message that is no question about policy, and the fixed sentence for it.
/// </summary>
/// <param name="Whole">Cues for messages that are nothing else; they must cover nearly all of the message.</param>
/// <param name="Within">Cues that decide wherever they stand.</param>
/// <param name="Yields">True where a question about policy in the same message is answered instead.</param>
public sealed record ReplyIntent(string Id, ReplyKind Kind, string ReplyId, IReadOnlyList<Cue> Whole, IReadOnlyList<Cue> Within, bool Yields)
{
    /// <summary>Words that ask what becomes of it (会怎么样, 怎么处罚): then the rule is asked for, and the message is none of this kind.</summary>
    public IReadOnlyList<Cue> Unless { get; init; } = [];
}

/// <summary>knowledge/replies, read once: the bot's fixed sentences and what calls for them.</summary>
public sealed class ReplyBook(IReadOnlyList<Reply> replies, IReadOnlyList<ReplyIntent> intents)
{
    private readonly Dictionary<string, Reply> _byId = replies.ToDictionary(r => r.Id, StringComparer.Ordinal);

    public static ReplyBook Empty { get; } = new([], []);

    public IReadOnlyList<Reply> Replies => replies;

    /// <summary>In order of precedence.</summary>
    public IReadOnlyList<ReplyIntent> Intents => intents;

    public bool Has(string id) => _byId.ContainsKey(id);

    /// <summary>
    /// The sentence with its placeholders filled. Where the knowledge folder has no sentence of that id, the one of <see cref="RequiredReplies"/>:
    /// documents alone make a working bot.
    /// </summary>
    public string Text(string id, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = _byId.TryGetValue(id, out var reply) ? reply.Text : RequiredReplies.Fallback(id);
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}

/// <summary>The sentences that the code asks for, with the placeholders each may hold and the wording used where nobody wrote one.</summary>
public static class RequiredReplies
{
    private static readonly Dictionary<string, (string[] Placeholders, string Text)> Table = new(StringComparer.Ordinal)
    {
        ["welcome"] = ([], "您好，我是政策问答助手。请直接输入您想了解的政策问题。"),
        ["greeting"] = ([], "您好，请问您想了解哪项政策？"),
        ["not_found"] = (["looked_for", "contact"], "现有文件中没有找到与“{looked_for}”直接相关的规定。建议向{contact}咨询。"),
        ["detail_missing"] = (["looked_for", "detail", "contact"], "现有文件中没有写明{detail}。建议向{contact}咨询。"),
        ["other_place"] = (["place", "home"], "我手里只有{home}的文件，没有{place}的规定。建议向当地有关部门咨询。"),
        ["other_time"] = (["time", "contact"], "现有文件中没有{time}的规定。建议向{contact}咨询。"),
        ["nearest"] = ([], "最接近的规定如下，仅供参考："),
        ["expired"] = (["until", "contact"], "该政策已于{until}到期，目前是否延续请向{contact}咨询。"),
        ["repealed"] = (["by"], "该文件已被{by}废止。"),
        ["not_yet"] = (["from"], "该政策自{from}起执行。"),
        ["validity_unstated"] = (["contact"], "文件没有写明执行期限，目前是否仍在执行请向{contact}确认。"),
        ["clarify_topic"] = (["choices"], "您想了解的是哪一项？{choices}"),
        ["clarify_short"] = ([], "请把问题说得再具体一些，例如想了解哪项政策、是什么身份。"),
        ["clarify_nothing_before"] = ([], "请先告诉我您问的是哪项政策。"),
        ["clarify_which"] = (["examples"], "请先告诉我您问的是哪一项，例如：{examples}。"),
        ["too_long"] = (["limit"], "您的问题太长了，请控制在{limit}字以内。"),
        ["empty"] = ([], "请输入您想了解的政策问题。"),
        ["gibberish"] = ([], "没有看懂您的意思，请换个说法再问一次。"),
        ["out_of_scope"] = ([], "这个问题不在政策咨询范围内，我只能依据已公布的政策文件回答。"),
        ["refused"] = ([], "这个问题我不能回答。"),
        ["abuse"] = ([], "请文明用语。您有政策方面的问题，我会尽力解答。"),
        ["injection"] = ([], "我只依据已公布的政策文件回答问题。"),
        ["personal_data_own"] = ([], "请不要发送身份证号、银行卡号、手机号等个人信息，回答政策问题用不到这些信息。"),
        ["personal_data_others"] = ([], "我不提供任何人的个人信息。"),
        ["handoff"] = (["contact"], "您可以拨打12345政务服务便民热线，或向{contact}咨询。"),
        ["hotline"] = ([], "12345政务服务便民热线"),
        ["busy"] = ([], "现在咨询的人较多，请稍后再试。"),
        ["slow_answer"] = ([], "正在查询，请稍后回复“1”查看结果。"),
        ["slow_still"] = ([], "还在查询，请稍后再回复“1”。"),
        ["voice_unheard"] = ([], "没有听清您说的话，请打成文字发给我。"),
        ["only_text"] = ([], "我目前只能看懂文字，请把问题打成文字发给我。"),
        ["failed"] = ([], "系统出现问题，没能回答您的问题，请稍后再试。"),
        ["notice"] = ([], "以审核部门认定为准"),
        ["ai_label"] = ([], "内容由人工智能生成，请以引用的文件原文为准。"),
        ["quoted_label"] = ([], "引用的内容为文件原文，未经人工智能改写。"),
        ["understood_as"] = (["question"], "人工智能把您的问题理解为“{question}”，据此查询。"),
        ["corrected"] = (["from", "to"], "已按“{to}”（您输入的是“{from}”）为您查询。"),
        ["offer"] = (["questions"], "您还可以问：{questions}"),
        ["more_from"] = (["unit"], "更多情况请咨询：{unit}。"),
        ["reset"] = ([], "已清除之前的对话，请重新提问。"),
    };

    public static IReadOnlyCollection<string> Ids => Table.Keys;

    /// <summary>Empty for a sentence that only data refers to.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(string id) => Table.TryGetValue(id, out var entry) ? entry.Placeholders : [];

    /// <summary>Throws where the code asks for a sentence that it never declared: our own mistake.</summary>
    public static string Fallback(string id) =>
        Table.TryGetValue(id, out var entry) ? entry.Text : throw new ArgumentException($"Unknown reply: {id}", nameof(id));
}
