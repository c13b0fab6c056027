using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Model;

/// <summary>A text and what it denies, read once: sentences are held against it.</summary>
internal sealed partial class NegatedWords
{
    private readonly Dictionary<string, int> _denied;
    private readonly Dictionary<string, bool> _isOnlyDenied = new(StringComparer.Ordinal);

    public NegatedWords(string text)
    {
        Text = text;
        _denied = Read(text).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }

    public string Text { get; }

    /// <summary>What is denied in the sentence or here and not in the other; null where they agree.</summary>
    public string? TurnedRound(string sentence)
    {
        foreach (Match match in Negation().Matches(sentence))
        {
            if (!_denied.ContainsKey(match.Groups["what"].Value))
                return match.Value;
        }

        return LostNot(sentence) ?? _denied.Keys.FirstOrDefault(what => sentence.Contains(what, StringComparison.Ordinal) && IsOnlyDenied(what) && !Read(sentence).Contains(what, StringComparer.Ordinal));
    }

    /// <summary>不断提高 without its 不: it denies nothing, and without it nothing is said. Null where none was lost.</summary>
    private string? LostNot(string sentence) => PartOfAWord().Matches(Text).Select(m => m.Groups["rest"].Value)
        .FirstOrDefault(rest => sentence.Contains(rest, StringComparison.Ordinal) && !sentence.Contains("不" + rest, StringComparison.Ordinal) && !Text.Replace("不" + rest, "", StringComparison.Ordinal).Contains(rest, StringComparison.Ordinal));

    /// <summary>Here the words never stand without a denial before them.</summary>
    private bool IsOnlyDenied(string what)
    {
        if (!_isOnlyDenied.TryGetValue(what, out var isOnly))
            _isOnlyDenied[what] = isOnly = Count(what) == _denied[what];
        return isOnly;
    }

    private int Count(string what)
    {
        var count = 0;
        for (var at = Text.IndexOf(what, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(what, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    private static IEnumerable<string> Read(string text) => Negation().Matches(text).Select(m => m.Groups["what"].Value);

    [GeneratedRegex(@"(?:不(?!超过|低于|少于|高于|多于|足|满|同|断|仅|限)(?:得|能|予|可|再|会|应|宜)?|没有?|无(?!偿)|未|禁止|严禁|取消|停止|暂停|拒绝)(?<what>[\u4e00-\u9fff]{2})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Negation();

    [GeneratedRegex(@"不(?<rest>(?:足|满|同|断|仅|限)[\u4e00-\u9fff]{2})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PartOfAWord();
}
