using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// Tells whether a clause states the particular that is asked for (an address, the size of a loan). The particulars, the words that ask for them and the
/// ways to state them are data of the lexicon. Immutable; safe for any number of threads.
/// </summary>
internal sealed class DetailCheck(IReadOnlyList<AskedDetail> details)
{
    private const int LongStory = 60;
    private const int SubjectShare = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly CueMatcher<AskedDetail> _asks = new(details.SelectMany(d => d.Asks.Select(c => (c, d))));
    private readonly Dictionary<AskedDetail, Regex> _states = details.ToDictionary(d => d, d => Pattern(d.States));

    /// <summary>
    /// The longest words win: 贷款利率几个点 asks for the rate. Of a long story only the end is heard: what is told before (孩子在上小学) is not asked.
    /// </summary>
    public AskedDetail? AskedIn(string normal) => AllAskedIn(normal) is [var first, ..] ? first : null;

    /// <summary>The same, but for what was heard inside a longer word for something that the documents speak of: 给狗上户口 is no 上户口.</summary>
    public AskedDetail? AskedIn(string normal, IReadOnlyList<ContentToken> tokens)
    {
        var from = Math.Max(0, normal.Length - LongStory);
        bool IsInside(CueMatch<AskedDetail> match) => match.Spans is [var (start, end)]
            && tokens.Any(t => t.IsCovered && t.Length > end - start && t.Start <= from + start && from + end <= t.Start + t.Length);
        return _asks.FindLongest(normal[from..]).Where(m => !IsInside(m)).OrderByDescending(m => m.Covered).Select(m => m.Owner).FirstOrDefault();
    }

    /// <summary>The same with those of other words behind it: 公积金贷款利率 asks for a loan, and for its rate.</summary>
    public IReadOnlyList<AskedDetail> AllAskedIn(string normal) =>
        [.. _asks.FindLongest(normal.Length <= LongStory ? normal : normal[^LongStory..]).OrderByDescending(m => m.Covered).Select(m => m.Owner).Distinct()];

    /// <summary>The words by which the particular was heard in the question stand in the text as well.</summary>
    public bool Echoes(AskedDetail detail, string normal, string text)
    {
        var folded = TopicMatcher.Fold(text);
        return _asks.FindAll(normal).Where(m => m.Owner == detail).Any(m => m.Cue.Parts.All(p => folded.Contains(p, StringComparison.Ordinal)));
    }

    /// <summary>A fifth of the document's clauses state the affair: it is what the document is about, and what a clause says of it need not name it again.</summary>
    public bool IsSubject(AskedDetail affair, PolicyDocument document) => document.Clauses.Count(c => IsStated(affair, document, c)) * SubjectShare >= document.Clauses.Count;

    /// <summary>True where the clause, a sentence that governs it or its heading states the particular.</summary>
    public bool IsStated(AskedDetail detail, PolicyDocument document, Clause clause)
    {
        var pattern = _states[detail];
        return SentencesOf(document, clause).Any(s => pattern.IsMatch(s) && !detail.Unless.Any(u => s.Contains(u, StringComparison.Ordinal)));
    }

    /// <summary>The name of a field says the particular (收费标准：不收费), whatever stands under it.</summary>
    public bool IsNamed(AskedDetail detail, Clause field) => _states[detail].IsMatch(TopicMatcher.Fold(field.Heading));

    /// <summary>Of a thing told field by field, the one that the particular is the name of, else the one that states what the nearest does not; null for any other clause.</summary>
    public Clause? FieldFor(IReadOnlyList<AskedDetail> particulars, EvidenceClause best)
    {
        if (particulars.Count == 0 || FieldClauses.Beside(best.Document, best.Clause) is not [_, ..] fields || particulars.Any(d => IsNamed(d, best.Clause)))
            return null;
        return fields.FirstOrDefault(f => particulars.Any(d => IsNamed(d, f)))
            ?? (particulars.FirstOrDefault(d => !IsStated(d, best.Document, best.Clause)) is { } unstated ? fields.FirstOrDefault(f => IsStated(unstated, best.Document, f)) : null);
    }

    private static IEnumerable<string> SentencesOf(PolicyDocument document, Clause clause) =>
        clause.Governing.Select(g => g.Text).Concat(ClauseList.Under(document, clause) is { IsOpen: true } list ? list.Items.Select(i => i.Text) : []).Concat(clause.HeadingChain).Append(document.TitleOf(clause.Path)).Prepend(clause.Text)
            .SelectMany(t => t.Split(['。', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries)).Select(TopicMatcher.Fold);

    // … is a few characters of the same sentence, # a number, #### a telephone number.
    private static Regex Pattern(IReadOnlyList<string> states)
    {
        var any = new StringBuilder();
        foreach (var state in states)
        {
            any.Append(any.Length == 0 ? "" : "|");
            any.Append(Regex.Escape(TopicMatcher.Fold(state)).Replace(@"\#\#\#\#", @"(?<!\d)(?:0\d{2,3}-?)?\d{7,11}(?!\d)", StringComparison.Ordinal)
                .Replace(@"\#", @"[\d一二三四五六七八九十百千万两][\d.,万千百]*", StringComparison.Ordinal).Replace("…", "[^。；]{0,12}", StringComparison.Ordinal));
        }

        return new Regex(any.Length == 0 ? "(?!)" : any.ToString(), RegexOptions.CultureInvariant, Limit);
    }
}
