using System.Globalization;

namespace PolicyBot.Knowledge.Import;

/// <summary>Characters that nobody sees: they are dropped from the text, and told, because what is hidden may be meant to be.</summary>
internal static class HiddenCharacters
{
    private const int Shown = 5;

    /// <summary>At most two doubts: characters that turn words around, and those without width.</summary>
    public static IEnumerable<string> In(IReadOnlyList<SourceLine> lines)
    {
        if (Told(lines, Blanks.TurnsAround) is { } turned)
            yield return turned + "，会让人看到的次序与实际不同，已去掉，请逐字对照原件";
        if (Told(lines, c => Blanks.IsInvisible(c) && !Blanks.TurnsAround(c) && c is not ('\uFEFF' or '\u00AD')) is { } hidden)
            yield return hidden + "，没有宽度，已去掉，请对照原件";
    }

    private static string? Told(IReadOnlyList<SourceLine> lines, Func<char, bool> isHidden)
    {
        var found = lines.Where(l => l.Text.Any(isHidden)).ToList();
        if (found.Count == 0)
            return null;
        var places = string.Join('、', found.Take(Shown).Select(l => string.Create(CultureInfo.InvariantCulture, $"第{l.Number}行")));
        var codes = string.Join('、', found.SelectMany(l => l.Text.Where(isHidden)).Distinct().Take(Shown).Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}")));
        return $"{places}{(found.Count > Shown ? $"等 {found.Count} 行" : "")}有看不见的字符（{codes}）";
    }
}
