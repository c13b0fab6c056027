using System.Text.RegularExpressions;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Evaluation;

/// <summary>
/// The exact properties of one answer, measured from outside: it sees only what a client sees (text, citations, question), not which sentences the composer meant as frames.
/// </summary>
public static partial class AnswerAudit
{
    public static IReadOnlyList<ExactBreach> Run(string question, Answer answer, Func<DocumentNumber, PolicyDocument?> find)
    {
        var breaches = new List<ExactBreach>();
        foreach (var citation in answer.Citations.Where(c => !IsVerbatim(c, find)))
            breaches.Add(new(ExactProperty.Verbatim, $"[{citation.Marker}] {citation.Quote}"));
        var always = NumberSet.Of(question + "\n" + answer.UnderstoodAs + "\n" + answer.Amount?.Working + "\n" + string.Join('\n', answer.Workings));
        foreach (var sentence in CitationCheck.SentencesOf(answer.Text))
            AuditSentence(sentence, answer, always, breaches);
        foreach (var citation in answer.Citations.Where(c => c.Validity.Status is ValidityStatus.Expired or ValidityStatus.Repealed))
        {
            if (!SaysItIsOver().IsMatch(answer.Text))
                breaches.Add(new(ExactProperty.Stale, $"[{citation.Marker}] {citation.Clause}"));
        }

        return breaches;
    }

    private static void AuditSentence(string sentence, Answer answer, NumberSet always, List<ExactBreach> breaches)
    {
        var markers = Marker().Matches(sentence).Select(m => m.Groups["n"].Value).ToHashSet(StringComparer.Ordinal);
        var cited = answer.Citations.Where(c => markers.Contains(c.Marker.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToList();
        var evidence = NumberSet.Of(string.Join('\n', cited.Select(c => c.Quote)));
        var wrong = NumberSet.MentionsIn(CitationCheck.PublicHotline().Replace(Marker().Replace(sentence, ""), ""))
            .Where(n => !evidence.Supports(n) && !always.Supports(n)).ToList();
        foreach (var number in wrong)
            breaches.Add(new(cited.Count == 0 ? ExactProperty.Coverage : ExactProperty.NumberFidelity, $"{number.Text}：{sentence}"));
        if (cited.Count < markers.Count || cited.Count == 0 && sentence.Contains('「', StringComparison.Ordinal))
            breaches.Add(new(ExactProperty.Coverage, sentence));
    }

    private static bool IsVerbatim(Citation citation, Func<DocumentNumber, PolicyDocument?> find) =>
        find(citation.Document) is { } document
        && string.Equals(document.Digest, citation.Digest, StringComparison.Ordinal)
        && citation.Start >= 0 && citation.Start < citation.End && citation.End <= document.Text.Length
        && document.Text.AsSpan(citation.Start, citation.End - citation.Start).SequenceEqual(citation.Quote);

    [GeneratedRegex(@"\[(?<n>\d{1,3})\]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Marker();

    [GeneratedRegex("到期|过期|失效|废止|届满|已过|结束|不再|截止|已止", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SaysItIsOver();
}
