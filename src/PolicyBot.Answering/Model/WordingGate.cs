using System.Text.RegularExpressions;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Model;

/// <summary>Why a sentence was dropped.</summary>
internal enum WordingFault
{
    NoMarker,
    UnknownMarker,
    Number,
    Name,
    Quote,
    Verdict,
    Promise,
    Advice,
    Link,
    Language,
    Length,
    Unsupported,
    Negation,
    Bound,
    Binding,
}

/// <summary>One dropped sentence. <see cref="Detail"/> tells a model what to do better; it is ours, or words of the documents, or the model's own.</summary>
internal sealed record Dropped(WordingFault Fault, string Detail)
{
    public string Reason => Fault switch
    {
        WordingFault.NoMarker => "有句子没有写编号",
        WordingFault.UnknownMarker => $"编号{Detail}不存在",
        WordingFault.Number => $"数字“{Detail}”不在所引资料里",
        WordingFault.Name => $"名称“{Detail}”不在所引资料里",
        WordingFault.Quote => "引号里的话和资料不一致",
        WordingFault.Verdict => "不要自己下能不能享受的结论",
        WordingFault.Promise => "不许承诺",
        WordingFault.Advice => "不要给资料以外的建议",
        WordingFault.Link => "不要写网址和标记",
        WordingFault.Language => "只用中文",
        WordingFault.Length => "句子太长",
        WordingFault.Negation => $"“{Detail}”的肯定和否定与资料相反",
        WordingFault.Bound => $"资料里没有“{Detail}”这样的限定",
        WordingFault.Binding => $"“{Detail}”对应错了对象",
        _ => "有句子超出了资料",
    };
}

/// <summary>
/// Every sentence of a model passes here before anybody sees it. It may use what its cited quotations say, and the checked lines of the quotation-only answer that
/// cite the same; what only the question says is no evidence. Pure.
/// </summary>
internal sealed partial class WordingGate(Answer answer, IReadOnlyList<Citation> citations, IReadOnlyCollection<string> names, Func<DocumentNumber, string?> textOf)
{
    private const int LongestSentence = 240;
    private const double LeastShare = 0.7;
    private readonly IReadOnlyList<string> _lines = answer.Text.Split('\n');
    private readonly Dictionary<string, Cited> _cited = new(StringComparer.Ordinal);

    /// <summary>Null where the sentence may go out.</summary>
    public Dropped? Check(string sentence)
    {
        var said = WordingPlan.WithoutMarkers(sentence);
        var markers = WordingPlan.MarkersOf(sentence).ToList();
        if (markers.Count == 0)
            return new(WordingFault.NoMarker, "");
        if (markers.Find(m => citations.All(c => c.Marker != m)) is var unknown and not 0)
            return new(WordingFault.UnknownMarker, $"[{unknown}]");
        if (said.Length > LongestSentence)
            return new(WordingFault.Length, "");
        if (Link().IsMatch(said))
            return new(WordingFault.Link, "");
        if (said.Count(c => c is >= '\u4e00' and <= '\u9fff') * 2 < said.Count(char.IsLetter))
            return new(WordingFault.Language, "");

        // Sentences of one draft cite the same few clauses again and again.
        var key = string.Join(',', markers);
        if (!_cited.TryGetValue(key, out var cited))
            _cited[key] = cited = Gather(markers);
        var bare = EvidenceText.Squeeze(said);
        return Words(bare, cited.Evidence.Text) ?? Facts(sentence, cited) ?? Meaning(bare, cited);
    }

    private Cited Gather(List<int> markers)
    {
        var cited = citations.Where(c => markers.Contains(c.Marker)).ToList();
        // Of a checked line only our own words: what it quotes beside may be another clause's.
        var lines = Quoted().Replace(string.Join('\n', _lines.Where(l => WordingPlan.MarkersOf(l).Any(markers.Contains))), "");
        var quotes = EvidenceText.Squeeze(string.Join('\n', cited.Select(c => c.Quote)));
        var evidence = quotes + "\n" + EvidenceText.Squeeze(WordingPlan.WithoutMarkers(lines)) + "\n" + EvidenceText.Squeeze(string.Join('\n', cited.Select(c => c.Heading + "\n" + c.Title)));
        return new(cited, lines, quotes, new(evidence));
    }

    private static Dropped? Words(string bare, string evidence)
    {
        foreach (var (pattern, fault) in new[] { (Promise(), WordingFault.Promise), (Advice(), WordingFault.Advice), (VerdictWords(), WordingFault.Verdict) })
        {
            if (pattern.Matches(bare).FirstOrDefault(m => !evidence.Contains(m.Value, StringComparison.Ordinal)) is { } match)
                return new(fault, match.Value);
        }

        return null;
    }

    private Dropped? Facts(string sentence, Cited cited)
    {
        // The question is left out on purpose: a sum that only the citizen named is not confirmed by being repeated.
        var context = new CitationContext("", textOf) { Working = cited.Lines, Names = names };
        foreach (var violation in CitationCheck.Run(sentence, cited.Citations, context))
        {
            if (violation.Fault == CitationFault.UnsupportedNumber)
                return new(WordingFault.Number, violation.Detail);
            if (violation.Fault == CitationFault.UnsupportedName)
                return new(WordingFault.Name, violation.Detail);
            if (violation.Fault is CitationFault.NoMarker or CitationFault.UnknownMarker)
                return new(WordingFault.UnknownMarker, violation.Detail);
            if (violation.Fault == CitationFault.NotVerbatim)
                return new(WordingFault.Quote, "");
        }

        return null;
    }

    private static Dropped? Meaning(string bare, Cited cited)
    {
        foreach (Match match in Quoted().Matches(bare))
        {
            if (!cited.Quotes.Contains(match.Groups["words"].Value, StringComparison.Ordinal))
                return new(WordingFault.Quote, "");
        }

        foreach (Match match in Name().Matches(bare))
        {
            if (!cited.Evidence.Text.Contains(match.Value, StringComparison.Ordinal))
                return new(WordingFault.Name, match.Value);
        }

        if (cited.Evidence.TurnedRound(bare) is { } turned)
            return new(WordingFault.Negation, turned);
        if (EvidenceText.AddedBound(bare, cited.Evidence.Text) is { } bound)
            return new(WordingFault.Bound, bound);
        if (NumberBounds.Turned(bare, cited.Quotes) is { } number)
            return new(WordingFault.Bound, number);
        if (NumberBinding.Moved(bare, cited.Quotes) is { } moved)
            return new(WordingFault.Binding, moved);
        return EvidenceText.Share(bare, cited.Evidence.Text) < LeastShare ? new(WordingFault.Unsupported, "") : null;
    }

    /// <summary>What sentences with the same markers are held against.</summary>
    private sealed record Cited(IReadOnlyList<Citation> Citations, string Lines, string Quotes, NegatedWords Evidence);

    [GeneratedRegex(@"https?:|www\.|[<>{}`#|@]|\]\(|\*\*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("一定(?:会|能|可以|给|有)?|保证|肯定|必定|绝对|百分之百|包过|放心|没问题|稳拿|准能", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Promise();

    // A run is looked for as a whole: evidence that advises one thing does not advise another.
    [GeneratedRegex("(?:建议|最好|不妨|推荐|尽快|尽早|赶紧|抓紧|及时|记得|务必|千万|提醒您|祝您|欢迎)+(?:办理|申请|申报|前往|联系)?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Advice();

    // Nobody but the rules says who gets something; the verdict already stands in the answer's own line.
    [GeneratedRegex("[您你](?:完全|应该|就|也|不|均|都|是|已|已经|可|可以|能|能够|的情况|目前|现在){0,3}(?:符合|满足|属于|享受|申请|领取|领|拿到|获得|得到|有资格|有权)|有资格|没有资格|无资格|无法享受|审核(?:会)?通过", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VerdictWords();

    [GeneratedRegex("[“「](?<words>[^”」]*)[”」]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    // Document grammar: kinds of units and of benefits, with the two characters that tell which.
    [GeneratedRegex(@"[\u4e00-\u9fff]{2}(?:局|委员会|办公室|中心|医院|学院|厅|银行|法院|公司|协会|补贴|补助|奖励|奖金|贷款|贴息|津贴|资助|减免|保险|基金|证书)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
