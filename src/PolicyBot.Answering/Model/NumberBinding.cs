using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Model;

/// <summary>Keeps a sum with the one it is for: 小微企业1万元，个体工商户5000元 must not come back as 个体工商户1万元.</summary>
internal static class NumberBinding
{
    private const int Enough = 2;

    /// <summary>The number that came to stand with the words of another of its kind; null where none did.</summary>
    public static string? Moved(string sentence, string evidence)
    {
        var stated = BoundIn(evidence);
        foreach (var said in BoundIn(sentence))
        {
            var own = stated.Where(s => s.Number == said.Number).SelectMany(s => s.Pairs).ToHashSet(StringComparer.Ordinal);
            var others = stated.Where(s => s.Number != said.Number && s.Unit == said.Unit).SelectMany(s => s.Pairs).ToHashSet(StringComparer.Ordinal);
            if (own.Count > 0 && said.Pairs.Count(p => others.Contains(p) && !own.Contains(p)) >= Enough)
                return said.Number;
        }

        return null;
    }

    /// <summary>Each number with the words since the last one of its unit, within a sentence or an item: those tell what it is for.</summary>
    private static List<Bound> BoundIn(string text)
    {
        var found = new List<Bound>();
        foreach (var piece in text.Split(['；', ';', '。', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var normal = TextNormalizer.Normalize(piece);
            var since = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var quantity in QuantityReader.Read(normal).OrderBy(q => q.Start))
            {
                var from = since.GetValueOrDefault(quantity.Unit);
                found.Add(new(quantity.Canonical, quantity.Unit, EvidenceText.Pairs(normal[from..quantity.Start]).ToHashSet(StringComparer.Ordinal)));
                since[quantity.Unit] = quantity.Start + quantity.Length;
            }
        }

        return found;
    }

    private sealed record Bound(string Number, string Unit, HashSet<string> Pairs);
}
