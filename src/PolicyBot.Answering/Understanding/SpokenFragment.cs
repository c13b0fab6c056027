namespace PolicyBot.Answering.Understanding;

/// <summary>
/// A piece of a sentence that the dictionary takes for a word and that speech is full of: a verb with its particle (没花, 完了, 想学), with a direction (考下来), a pronoun with
/// its thing (这类), a number with its measure (三口). The documents print the verb alone, or another one; that they lack such a piece says nothing.
/// </summary>
internal static class SpokenFragment
{
    private const string Before = "没不把被各每哪想去来的";
    private const string Behind = "了着过得到完把给个满够";
    private const string Pointing = "这那";
    private const string Numerals = "一二两三四五六七八九十几";
    private const string Measures = "口班家户间层栋台辆张条位名次趟遍回节堂批拨份";
    private static readonly string[] Directions = ["下来", "上去", "上来", "下去", "起来", "出来", "出去", "进来", "进去", "过来", "过去", "回来", "回去"];

    public static bool Is(string text) => text.Length switch
    {
        2 when Pointing.Contains(text[0], StringComparison.Ordinal) || Numerals.Contains(text[0], StringComparison.Ordinal) && Measures.Contains(text[1], StringComparison.Ordinal) => true,
        2 or 3 when Before.Contains(text[0], StringComparison.Ordinal) || Behind.Contains(text[^1], StringComparison.Ordinal) => true,
        3 or 4 when Array.Exists(Directions, d => text.EndsWith(d, StringComparison.Ordinal)) => true,
        _ => text.All(char.IsAsciiDigit),
    };
}
