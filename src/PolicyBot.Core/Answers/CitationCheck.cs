using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Answers;

public enum CitationFault
{
    /// <summary>A factual sentence without a marker.</summary>
    NoMarker,

    /// <summary>A marker that names no citation.</summary>
    UnknownMarker,

    /// <summary>The quote is not what the document says at that place.</summary>
    NotVerbatim,

    /// <summary>A number, date, share, sum or 文号 that neither the cited words nor the question nor the working hold.</summary>
    UnsupportedNumber,

    /// <summary>A unit that neither the cited words nor the question hold.</summary>
    UnsupportedName,

    /// <summary>An expired, repealed or future clause is cited and the answer does not say so.</summary>
    Stale,
}

/// <summary>One breach. <see cref="Detail"/> is the marker, number or name at fault.</summary>
public sealed record CitationViolation(CitationFault Fault, string Sentence, string Detail);

/// <summary>What an answer is held against.</summary>
/// <param name="Question">The citizen's words; numbers they said may be repeated.</param>
/// <param name="TextOf">Official text of a document; null for one that is not there.</param>
public sealed record CitationContext(string Question, Func<DocumentNumber, string?> TextOf)
{
    /// <summary>Shown arithmetic; empty where none.</summary>
    public string Working { get; init; } = "";

    /// <summary>Sentences that state nothing of the documents (fixed replies, offers) and need no marker, as they stand in the text.</summary>
    public IReadOnlyCollection<string> Frames { get; init; } = [];

    /// <summary>Names of units that must not be invented.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Units that the answer gives as the ones to ask; a frame may name them.</summary>
    public IReadOnlyCollection<string> Contacts { get; init; } = [];
}

/// <summary>
/// The gate of every answer: each factual sentence cites, each quote is verbatim, each number and unit stands in what its sentence cites, nothing stale goes unsaid.
/// Pure. Shape: every violation, in the order of the text; empty for an answer that may go out. Source: quality.md, exact properties.
/// </summary>
public static partial class CitationCheck
{
    public static IReadOnlyList<CitationViolation> Run(string text, IReadOnlyList<Citation> citations, CitationContext context)
    {
        var violations = new List<CitationViolation>();
        foreach (var citation in citations.Where(c => !IsVerbatim(c, context)))
            violations.Add(new(CitationFault.NotVerbatim, citation.Quote, "[" + citation.Marker + "]"));
        var frames = context.Frames.SelectMany(SentencesOf).ToHashSet(StringComparer.Ordinal);
        var always = NumberSet.Of(context.Question + "\n" + context.Working);
        foreach (var sentence in SentencesOf(text))
            CheckSentence(sentence, citations, context, frames.Contains(sentence), always, violations);
        foreach (var citation in citations.Where(c => c.Validity.Status is ValidityStatus.Expired or ValidityStatus.Repealed or ValidityStatus.NotYet))
        {
            if (!SaysNotInForce().IsMatch(Unquoted(text, citations)))
                violations.Add(new(CitationFault.Stale, text, "[" + citation.Marker + "]"));
        }

        return violations;
    }

    /// <summary>Sentences of an answer, with the marks and markers that end them. Lines end sentences too.</summary>
    public static IReadOnlyList<string> SentencesOf(string text) =>
        [.. Sentence().Matches(text).Select(m => m.Value.Trim()).Where(s => s.Any(char.IsLetterOrDigit))];

    private static void CheckSentence(
        string sentence, IReadOnlyList<Citation> citations, CitationContext context, bool isFrame, NumberSet always, List<CitationViolation> violations)
    {
        var cited = new List<Citation>();
        foreach (var marker in Marker().Matches(sentence).Select(m => int.Parse(m.Groups["n"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)))
        {
            if (citations.FirstOrDefault(c => c.Marker == marker) is { } citation)
                cited.Add(citation);
            else
                violations.Add(new(CitationFault.UnknownMarker, sentence, "[" + marker + "]"));
        }

        if (cited.Count == 0 && !isFrame)
            violations.Add(new(CitationFault.NoMarker, sentence, ""));
        var said = Marker().Replace(sentence, "");
        var quotes = string.Join('\n', cited.Select(c => c.Quote));
        var evidence = NumberSet.Of(quotes);
        foreach (var number in NumberSet.MentionsIn(PublicHotline().Replace(said, "")))
        {
            if (!evidence.Supports(number) && !always.Supports(number))
                violations.Add(new(CitationFault.UnsupportedNumber, sentence, number.Text));
        }

        var squeezed = Squeeze(quotes + "\n" + context.Question);
        var bare = Squeeze(said);
        foreach (var name in context.Names.Where(n => n.Length >= 4 && bare.Contains(n, StringComparison.Ordinal)))
        {
            if (!squeezed.Contains(name, StringComparison.Ordinal) && !(isFrame && context.Contacts.Contains(name, StringComparer.Ordinal)))
                violations.Add(new(CitationFault.UnsupportedName, sentence, name));
        }
    }

    private static bool IsVerbatim(Citation citation, CitationContext context) =>
        context.TextOf(citation.Document) is { } text
        && citation.Start >= 0 && citation.End <= text.Length && citation.Start < citation.End
        && text.AsSpan(citation.Start, citation.End - citation.Start).SequenceEqual(citation.Quote);

    // The words that say so have to be the answer's own: a quote may speak of something else that ended.
    private static string Unquoted(string text, IReadOnlyList<Citation> citations) =>
        citations.OrderByDescending(c => c.Quote.Length).Aggregate(text, (t, c) => t.Replace(c.Quote, "", StringComparison.Ordinal));

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"[^。！？!?\n]+(?:[。！？!?]+[”」』）)]*(?:\[\d+\])*[。]?)?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\[(?<n>\d{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    // The public hotline that the fixed replies name is no fact of a document; a number that ends like it (6612345) is one.
    [GeneratedRegex(@"(?<!\d)12345(?!\d)", RegexOptions.CultureInvariant, 10000)]
    internal static partial Regex PublicHotline();

    [GeneratedRegex("到期|过期|失效|废止|届满|已过|已经结束|已结束|不再执行|尚未|还没|未到|未开始", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SaysNotInForce();
}
