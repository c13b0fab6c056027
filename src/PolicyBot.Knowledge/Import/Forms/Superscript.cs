namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Raised figures (marks of notes, m²) as raised characters: run on into the words they would change a number (1000元 and note 1).</summary>
internal static class Superscript
{
    private const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static string Of(string words) => words.Length <= 4 && words.Any(char.IsAsciiDigit) ? string.Concat(words.Select(c => char.IsAsciiDigit(c) ? Digits[c - '0'] : c)) : words;
}
