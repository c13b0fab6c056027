using PolicyBot.Answering.Composition;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// A piece of a sentence that the dictionary takes for a word and that speech is full of: a verb with its particle (没花, 完了, 想学), with a direction (考下来), a pronoun with
/// its thing (这类), a number with its measure (三口). The documents print the verb alone, or another one; that they lack such a piece says nothing.
/// </summary>
internal static class SpokenFragment
{
    private static readonly string Before = Characters("spoken_before");
    private static readonly string Behind = Characters("spoken_behind");
    private static readonly string Pointing = Characters("spoken_pointing");
    private static readonly string Numerals = Characters("spoken_numerals");
    private static readonly string Measures = Characters("spoken_measures");
    private static readonly IReadOnlyList<string> Directions = OfficialGrammar.Words("spoken_directions");

    public static bool Is(string text) => text.Length switch
    {
        2 when Pointing.Contains(text[0], StringComparison.Ordinal) || Numerals.Contains(text[0], StringComparison.Ordinal) && Measures.Contains(text[1], StringComparison.Ordinal) => true,
        2 or 3 when Before.Contains(text[0], StringComparison.Ordinal) || Behind.Contains(text[^1], StringComparison.Ordinal) => true,
        3 or 4 when Directions.Any(d => text.EndsWith(d, StringComparison.Ordinal)) => true,
        _ => text.All(char.IsAsciiDigit),
    };

    private static string Characters(string list) => string.Concat(OfficialGrammar.Words(list));
}
