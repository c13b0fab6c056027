using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Model;

/// <summary>Does a sentence say what its evidence says? Words, negations, bounds and which number belongs to what, compared without understanding: in doubt, no.</summary>
internal static partial class EvidenceText
{
    /// <summary>Pairs of Han characters; where words of a sentence come from is told by them.</summary>
    public static IEnumerable<string> Pairs(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (IsHan(text[i]) && IsHan(text[i + 1]))
                yield return text.Substring(i, 2);
        }
    }

    public static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Share of the sentence's pairs that the evidence has. Unit: 0 to 1; 1 for a sentence without Han.</summary>
    public static double Share(string sentence, string evidence)
    {
        var pairs = Pairs(Filler().Replace(sentence, " ")).ToList();
        return pairs.Count == 0 ? 1 : (double)pairs.Count(p => evidence.Contains(p, StringComparison.Ordinal)) / pairs.Count;
    }

    /// <summary>A bound, a duty or an "all" or "only" that the evidence does not set; null where there is none.</summary>
    public static string? AddedBound(string sentence, string evidence) =>
        Bounds.FirstOrDefault(b => b.IsMatch(sentence) && !b.IsMatch(evidence))?.Match(sentence).Value;

    private static readonly IReadOnlyList<Regex> Bounds = [Upper(), Lower(), Duty(), All(), Only(), Before(), After()];

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    // Words of politeness and joining say nothing of the documents.
    [GeneratedRegex("根据|按照|依据|按规定|规定|这项|这个|其中|可以|如果|需要|的话|另外|此外|同时|也就是说|简单说|就是|以及|包括|对于|负责|具体|标准|为|是|的|了|和|与|或|在|由|给|按|把|您|你|请|会", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Filler();

    // 不超过 is no 超过: what stands before decides.
    [GeneratedRegex("以下|以内|不超过|不高于|不多于|至多|最多|最高|最长|封顶|上限|(?<!不)低于|不足|(?<!不)少于|不到", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    internal static partial Regex Upper();

    [GeneratedRegex("以上|不低于|不少于|至少|最低|最少|下限|(?<!不)超过|(?<!不)高于|(?<!不)多于|(?<!不)满", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    internal static partial Regex Lower();

    [GeneratedRegex("必须|应当|务必|一律要|须|应", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Duty();

    [GeneratedRegex("所有|任何|一律|凡|全部|都|均|各|每", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex All();

    [GeneratedRegex("只|仅|唯一|才", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Only();

    [GeneratedRegex("以前|之前|前|截至|止", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Before();

    [GeneratedRegex("以后|之后|后|起", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex After();
}
