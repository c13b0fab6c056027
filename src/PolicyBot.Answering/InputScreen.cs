using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering;

/// <summary>
/// Decides, before anything is searched, whether a message is a question at all. What it recognises is data (knowledge/replies); the order is code:
/// length, emptiness, personal numbers, then the intents in their order, each yielding to a policy question where it says so.
/// </summary>
public sealed class InputScreen
{
    public const int LongestText = 1000;

    private const string SentenceEnds = "。！？!?；;\n";
    private readonly ReplyBook _replies;
    private readonly QuestionReader _reader;
    private readonly CueMatcher<bool> _courtesy;
    private readonly List<(ReplyIntent Intent, CueMatcher<bool> Whole, CueMatcher<bool> Within, CueMatcher<bool> Unless)> _intents;

    public InputScreen(ReplyBook replies, QuestionReader reader)
    {
        (_replies, _reader) = (replies, reader);
        _courtesy = new(replies.Intents.Where(i => i.Kind == ReplyKind.Greeting).SelectMany(i => i.Whole).Select(c => (c, true)));
        _intents = [.. replies.Intents.Select(i => (i, new CueMatcher<bool>(i.Whole.Select(c => (c, true))), new CueMatcher<bool>(i.Within.Select(c => (c, true))), new CueMatcher<bool>(i.Unless.Select(c => (c, true)))))];
    }

    public ScreenResult Check(string text, DateOnly asOf)
    {
        if (text.Length > LongestText)
            return Fixed("too_long", ReplyKind.Refused, "too_long", ("limit", LongestText.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var normal = TextNormalizer.Normalize(text);
        if (!normal.Any(c => char.IsLetterOrDigit(c)))
            return Fixed("empty", ReplyKind.OutOfScope, "empty");

        // Numbers are taken out first, so that nothing after this line, and no log, sees them.
        var (masked, hadPersonalData) = PersonalNumbers.Remove(text);
        var dropped = new List<string>();
        if (hadPersonalData)
            dropped.Add("personal_data_own");
        foreach (var (intent, whole, within, unless) in _intents)
        {
            var simple = TextNormalizer.Normalize(masked);
            if (within.FindAll(simple) is [_, ..] hits && unless.FindAll(simple).Count == 0)
            {
                var rest = intent.Yields ? Without(masked, within) : "";
                // All in one sentence: only the words themselves go, and what is left must clearly ask something.
                if (intent.Yields && !IsQuestion(rest, asOf))
                    rest = Blank(simple, hits) is var blanked && IsQuestion(blanked, asOf, strict: true) ? blanked : "";
                if (rest.Length == 0 || !IsQuestion(rest, asOf))
                    return Fixed(intent.Id, intent.Kind, intent.ReplyId);
                masked = rest;
                dropped.Add(intent.Id);
            }
            else if (CoversNearlyAll(simple, whole) && !(intent.Yields && IsQuestion(masked, asOf, strict: true)))
            {
                return Fixed(intent.Id, intent.Kind, intent.ReplyId);
            }
        }

        // 行了没事了，多谢: each intent covers a part, together they are all of it.
        if (TextNormalizer.Normalize(masked) is var courteous && CoversNearlyAll(courteous, _courtesy) && !IsQuestion(masked, asOf, strict: true))
        {
            // The last word is the one to reply to.
            var last = _intents.Where(i => i.Intent.Kind == ReplyKind.Greeting).MaxBy(i => i.Whole.FindAll(courteous).Select(m => m.End).DefaultIfEmpty().Max()).Intent;
            return Fixed(last.Id, last.Kind, last.ReplyId);
        }

        if (hadPersonalData && !IsQuestion(masked, asOf))
            return Fixed("personal_data_own", ReplyKind.Refused, "personal_data_own");
        return LooksLikeNothing(TextNormalizer.Normalize(masked)) ? Fixed("gibberish", ReplyKind.OutOfScope, "gibberish") : new ScreenResult.Pass(masked.Trim(), dropped);
    }

    private ScreenResult.Fixed Fixed(string intent, ReplyKind kind, string reply, params ReadOnlySpan<(string, string)> values) =>
        new(intent, kind, reply, _replies.Text(reply, values));

    /// <summary>The sentences that no cue stands in. A sentence is the least that can be judged: half an instruction is still one.</summary>
    private static string Without(string text, CueMatcher<bool> cues) =>
        string.Concat(SentencesOf(text).Where(s => cues.FindAll(TextNormalizer.Normalize(s)).Count == 0));

    private static string Blank(string normal, IReadOnlyList<CueMatch<bool>> hits)
    {
        var kept = normal.ToCharArray();
        foreach (var (start, end) in hits.SelectMany(h => h.Spans))
            kept.AsSpan(start, end - start).Fill(' ');
        return new string(kept).Trim(' ', ',', '，', '。');
    }

    private static IEnumerable<string> SentencesOf(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (SentenceEnds.Contains(text[i], StringComparison.Ordinal) || text[i] == '.' && i + 1 < text.Length && text[i + 1] == ' ' || text[i] is '，' or ',' && text.Length - from > 12)
            {
                yield return text[from..(i + 1)];
                from = i + 1;
            }
        }

        if (from < text.Length)
            yield return text[from..];
    }

    private bool IsQuestion(string text, DateOnly asOf, bool strict = false)
    {
        if (text.Count(char.IsLetterOrDigit) < 2)
            return false;
        var read = _reader.Read(text, asOf);
        var topic = read.Concepts.Any(c => c.IsInDocuments && c.Group is ConceptGroup.Granted or ConceptGroup.Thing or ConceptGroup.Doing)
            || read.DocumentReferences.Count > 0
            || read.ContentTokens.Any(t => t is { InDocuments: true, Text.Length: >= 2, Weight: > 0.3 });
        var named = read.Concepts.Any(c => c.IsInDocuments) || read.DocumentReferences.Count > 0;
        return topic && (!strict || named && (read.Facets.Count > 0 && read.Coverage > 0.4 || read.Coverage > 0.6));
    }

    // 您好，谢谢啦 is nothing but small talk; 您好，公租房怎么申请 is not.
    private static bool CoversNearlyAll(string normal, CueMatcher<bool> cues)
    {
        var covered = new bool[normal.Length];
        foreach (var (start, end) in cues.FindAll(normal).SelectMany(m => m.Spans))
            covered.AsSpan(start, end - start).Fill(true);
        var letters = Enumerable.Range(0, normal.Length).Where(i => char.IsLetterOrDigit(normal[i]) && !"啊呀呢吧哦嘛了啦哈的么吗您你".Contains(normal[i], StringComparison.Ordinal)).ToList();
        if (letters.Count == 0)
            return covered.Contains(true);
        var left = letters.Count(i => !covered[i]);
        return covered.Contains(true) && (left == 0 || left <= 2 && left * 3 <= letters.Count);
    }

    private static bool LooksLikeNothing(string normal)
    {
        var letters = normal.Where(char.IsLetterOrDigit).ToList();
        if (letters.Count < 2)
            return letters.Count == 0 || !TextNormalizer.IsHan(letters[0]);
        if (letters.Distinct().Count() == 1)
            return true;
        if (letters.All(char.IsAsciiDigit))
            return true;
        // asdfgh: Latin only, no vowel where words have them, or keys hit in a row.
        var latin = letters.TakeWhile(char.IsAsciiLetter).Count() == letters.Count;
        return latin && (letters.Count(c => "aeiou".Contains(c, StringComparison.Ordinal)) * 5 < letters.Count || Runs(letters) * 2 > letters.Count);
    }

    private static int Runs(List<char> letters)
    {
        const string Keys = "qwertyuiop asdfghjkl zxcvbnm";
        return Enumerable.Range(1, letters.Count - 1).Count(i => Math.Abs(Keys.IndexOf(letters[i], StringComparison.Ordinal) - Keys.IndexOf(letters[i - 1], StringComparison.Ordinal)) == 1);
    }
}
