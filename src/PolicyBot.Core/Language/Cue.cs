namespace PolicyBot.Core.Language;

/// <summary>
/// Words to look for, as maintainers write them: <c>补贴</c> anywhere, <c>开…店</c> with up to <see cref="MaxGap"/> characters between, <c>^你好$</c> at
/// the beginning or the end, <c>词@0.6</c> with a weight. No other marks: the lexicon is for people who do not read regular expressions.
/// Shape: <see cref="Parts"/> normalized, at least one, none empty.
/// </summary>
public sealed record Cue(string Source, IReadOnlyList<string> Parts, double Weight, bool AtStart, bool AtEnd)
{
    /// <summary>Longest stretch that … stands for, in UTF-16 units; it never crosses the end of a sentence.</summary>
    public const int MaxGap = 8;

    /// <summary>Null where nothing is left to look for or the weight is no number from 0 to 10.</summary>
    public static Cue? Parse(string text)
    {
        var (words, weight) = WeightedWord.Split(text);
        if (weight is null)
            return null;
        var atStart = words.StartsWith('^');
        var atEnd = words.EndsWith('$');
        words = words.TrimStart('^').TrimEnd('$');
        var parts = words.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Text.TextNormalizer.Normalize).Where(p => p.Length > 0).ToArray();
        return parts.Length == 0 ? null : new(text.Trim(), parts, weight.Value, atStart, atEnd);
    }
}

/// <summary>A word of the documents and how much it tells. Unit: 1 is as good as the citizen's own word.</summary>
public sealed record WeightedWord(string Text, double Weight)
{
    /// <summary>Null where the word is empty or the weight is no number from 0 to 10.</summary>
    public static WeightedWord? Parse(string text)
    {
        var (word, weight) = Split(text);
        return word.Length == 0 || weight is null ? null : new(word, weight.Value);
    }

    internal static (string Word, double? Weight) Split(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
            return (text.Trim(), 1);
        return double.TryParse(text.AsSpan(at + 1), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var weight) && weight is > 0 and <= 10
            ? (text[..at].Trim(), weight)
            : (text[..at].Trim(), null);
    }
}
