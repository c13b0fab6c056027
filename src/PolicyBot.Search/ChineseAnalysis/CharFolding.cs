using PolicyBot.Core.Text;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>
/// One form for characters that a reader takes for the same: full width to half width, upper to lower case, 繁 to 简.
/// Strictly one UTF-16 unit to one, so that offsets in the folded copy are offsets in the original; NFKC is not.
/// </summary>
public static class CharFolding
{
    private static readonly char[] Map = BuildMap();

    public static char Fold(char c) => Map[c];

    public static string Fold(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = Map[source[i]];
    });

    /// <summary>A Chinese character of the basic plane or a half of one beyond it.</summary>
    public static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or '〇' || char.IsSurrogate(c);

    private static char[] BuildMap()
    {
        var map = new char[char.MaxValue + 1];
        for (var i = 0; i < map.Length; i++)
            map[i] = HanFolding.ToSimplified(FoldWidthAndCase((char)i));
        return map;
    }

    private static char FoldWidthAndCase(char c) => c switch
    {
        '\u3000' or '\u00A0' or '\t' => ' ',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        '【' or '［' => '〔',
        '】' or '］' => '〕',
        _ => char.ToLowerInvariant(c),
    };
}
