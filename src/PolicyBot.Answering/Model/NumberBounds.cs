using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Model;

/// <summary>Keeps a number on its side: 不超过6万元 must not come back as 超过6万元, nor as 6万元.</summary>
internal static class NumberBounds
{
    // Characters beside a number in which its bound stands: 最高可贷20万元, 6个月以上.
    private const int Before = 5;
    private const int After = 2;

    private enum Side
    {
        Exact,
        Upper,
        Lower,
        Both,
    }

    /// <summary>The number whose bound is another than in the evidence; null where none is.</summary>
    public static string? Turned(string sentence, string evidence)
    {
        var stated = SidesIn(evidence).ToLookup(s => s.Number, s => s.Side, StringComparer.Ordinal);
        foreach (var (number, side) in SidesIn(sentence))
        {
            if (stated.Contains(number) && !stated[number].Contains(side))
                return number;
        }

        return null;
    }

    private static IEnumerable<(string Number, Side Side)> SidesIn(string text)
    {
        foreach (var piece in text.Split(['，', ',', '；', ';', '。', '、', '：', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var normal = TextNormalizer.Normalize(piece);
            var last = 0;
            foreach (var quantity in QuantityReader.Read(normal).OrderBy(q => q.Start))
            {
                var end = quantity.Start + quantity.Length;
                var beside = normal[Math.Max(last, quantity.Start - Before)..quantity.Start] + "|" + normal[end..Math.Min(normal.Length, end + After)];
                last = Math.Min(normal.Length, end);
                yield return (quantity.Canonical, SideOf(beside));
            }
        }
    }

    private static Side SideOf(string words) => (EvidenceText.Upper().IsMatch(words), EvidenceText.Lower().IsMatch(words)) switch
    {
        (true, true) => Side.Both,
        (true, false) => Side.Upper,
        (false, true) => Side.Lower,
        _ => Side.Exact,
    };
}
