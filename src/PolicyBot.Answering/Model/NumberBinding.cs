using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Model;

/// <summary>Keeps a sum with the one it is for: 小微企业1万元、个体工商户5000元 must not come back as 个体工商户1万元.</summary>
internal static class NumberBinding
{
    private const int Enough = 2;

    /// <summary>The number that came to stand with another's words; null where none did.</summary>
    public static string? Moved(string sentence, string evidence)
    {
        var stated = PartsOf(evidence);
        var all = stated.Where(p => p.Numbers.Count > 0).ToList();
        if (all.Count < 2)
            return null;
        foreach (var part in PartsOf(sentence).Where(p => p.Numbers.Count > 0))
        {
            var foreign = part.Pairs.Count(pair =>
            {
                var holders = stated.Where(p => p.Pairs.Contains(pair)).ToList();
                return holders.Count > 0 && holders.TrueForAll(h => h.Numbers.Count > 0 && !h.Numbers.Overlaps(part.Numbers));
            });
            if (foreign >= Enough)
                return string.Join('、', part.Numbers);
        }

        return null;
    }

    private static List<Part> PartsOf(string text) =>
        [.. text.Split(['，', ',', '；', ';', '。', '、', '：', '（', '）', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(p => new Part(
                EvidenceText.Pairs(p).ToHashSet(StringComparer.Ordinal),
                QuantityReader.Read(TextNormalizer.Normalize(p)).Select(q => q.Canonical).ToHashSet(StringComparer.Ordinal)))];

    private sealed record Part(HashSet<string> Pairs, HashSet<string> Numbers);
}
