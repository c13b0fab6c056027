using System.Globalization;
using System.Text;

namespace PolicyBot.Core.Text;

/// <summary>
/// The form in which words are compared: NFKC, invisible characters removed, Latin letters in lower case, traditional characters folded, blanks
/// between Han characters removed. Always of a copy: what is quoted keeps its own characters and offsets.
/// </summary>
public static class TextNormalizer
{
    public static string Normalize(string text)
    {
        var compatible = Compatible(RemoveInvisible(text));
        var shown = new StringBuilder(compatible.Length);
        var pendingBlank = false;
        foreach (var rune in compatible.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                pendingBlank = shown.Length > 0;
                continue;
            }

            if (IsPicture(rune))
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            // A blank only separates Latin words and numbers; between Han characters it is a wrapped line or a typing habit.
            if (pendingBlank && IsLatinOrDigit(shown[^1]) && lower.IsBmp && IsLatinOrDigit((char)lower.Value))
                shown.Append(' ');
            pendingBlank = false;
            if (lower.IsBmp)
                shown.Append(HanFolding.ToSimplified((char)lower.Value));
            else
                shown.Append(lower.ToString());
        }

        return shown.ToString();
    }

    /// <summary>True for zero-width, bidirectional, control and tag characters: they show nothing and hide words from filters.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => true,
        UnicodeCategory.Control => rune.Value is not ('\n' or '\r' or '\t'),
        UnicodeCategory.PrivateUse => true,
        UnicodeCategory.NonSpacingMark => rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or 0x034F or (>= 0x300 and <= 0x36F),
        _ => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800,
    };

    public static bool IsHan(char character) => character is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol && rune.Value is not ('°' or '№');

    private static bool IsLatinOrDigit(char character) => char.IsAsciiLetterOrDigit(character) || character is '@' or '.' or '-' or '/' or '%';

    private static string RemoveInvisible(string text)
    {
        // Lone surrogates come from clients that cut texts; Normalize would throw on them.
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && !IsInvisible(rune))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    private static string Compatible(string text)
    {
        // NFKC would turn these into forms that the documents do not print.
        var folded = text.Normalize(NormalizationForm.FormKC);
        return folded.Replace('"', '“').Replace("…", "...", StringComparison.Ordinal);
    }
}
