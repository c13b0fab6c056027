using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Model;

/// <summary>Makes sentences of a model's pieces as soon as they are whole, with marks of lists and emphasis taken off and markers in one form. One instance a draft.</summary>
internal sealed partial class SentenceCutter
{
    private const int LongestPending = 1000;
    private readonly StringBuilder _pending = new();

    /// <summary>No end of a sentence in sight: nothing more is to be expected.</summary>
    public bool IsLost => _pending.Length > LongestPending && !IsThinking;

    private bool IsThinking => _pending.Length >= 7 && _pending.ToString(0, 7).Equals("<think>", StringComparison.Ordinal);

    public IEnumerable<string> Add(string piece)
    {
        _pending.Append(piece);
        return Cut(isEnd: false);
    }

    /// <summary>What is left where the model came to its own end; a half sentence is none.</summary>
    public IEnumerable<string> End() => Cut(isEnd: true);

    private IEnumerable<string> Cut(bool isEnd)
    {
        var text = _pending.ToString();
        // Some models think aloud first: that is not for the citizen.
        if (text.StartsWith("<think>", StringComparison.Ordinal))
        {
            var end = text.IndexOf("</think>", StringComparison.Ordinal);
            if (end < 0)
                return [];
            text = text[(end + 8)..].TrimStart();
        }

        var found = new List<string>();
        var at = 0;
        foreach (Match match in Whole().Matches(text))
        {
            // What follows decides whether a marker still belongs to it.
            if (!isEnd && match.Index + match.Length >= text.Length)
                break;
            found.Add(match.Value);
            at = match.Index + match.Length;
        }

        if (isEnd && Ended().IsMatch(text[at..]))
        {
            found.Add(text[at..] + "。");
            at = text.Length;
        }

        _pending.Clear().Append(text, at, text.Length - at);
        return found.Select(Clean).Where(s => s.Any(char.IsLetterOrDigit));
    }

    private static string Clean(string sentence) => MarkerForms().Replace(ListMark().Replace(sentence.Trim(), "").Replace("**", "", StringComparison.Ordinal), "[${n}]").Trim();

    [GeneratedRegex(@"[^。！？!?\n]*[。！？!?\n]+[”」』）)]*(?:[\[［【]\d{0,3}[\]］】]?)*[。\n]?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"[\]］】]\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ended();

    [GeneratedRegex(@"^\s*(?:[-*•·]+|\d{1,2}[.、)）])\s*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"[\[［【](?:资料|编号)?\s*(?<n>\d{1,3})\s*[\]］】]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MarkerForms();
}
