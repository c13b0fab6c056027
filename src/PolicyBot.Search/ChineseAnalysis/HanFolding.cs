using System.Text;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>
/// One form for characters that a reader takes for the same: full width to half width, upper to lower case, 繁 to 简.
/// Strictly one UTF-16 unit to one, so that offsets in the folded copy are offsets in the original.
/// Source: the embedded table is ICU's "Traditional-Simplified", character by character (a test regenerates it); loading ICU costs half a second, reading the table a millisecond.
/// </summary>
public static class HanFolding
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
            map[i] = FoldWidthAndCase((char)i);
        using var stream = typeof(HanFolding).Assembly.GetManifestResourceStream("TraditionalToSimplified.txt")
            ?? throw new InvalidOperationException("The table of traditional characters is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
                map[line[i]] = line[i + 1];
        }

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
