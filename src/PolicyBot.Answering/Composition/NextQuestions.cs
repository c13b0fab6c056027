using System.Collections.Concurrent;
using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Two or three questions that the same clause or others of its document answer; offered only where the words that answer them were found. Safe for any number of threads:
/// what stands together in a document is read at its first answer and kept.
/// </summary>
/// <param name="knowsCompany">False offers the neighbour in the text instead of what the asked words stand with.</param>
internal sealed class NextQuestions(bool knowsCompany)
{
    private const int Most = 3;
    private const int MostAssociates = 8;

    /// <summary>A word of the name of a thing tells more than one of its text.</summary>
    private const double InText = 0.3;

    private static readonly Facet[] Asked = [Facet.HowMuch, Facet.Conditions, Facet.Until, Facet.WhoPays, Facet.WhoIsResponsible];
    private readonly WordBreaks _breaks = new();
    private readonly ConcurrentDictionary<DocumentNumber, Cooccurrence> _company = new();

    public IReadOnlyList<string> For(EvidenceSet evidence)
    {
        var best = evidence.Best;
        var thing = ClauseTopic.ThingOf(best.Clause);
        if (thing.Length == 0)
            return [];
        var language = evidence.Asked.Language;
        var picker = new SentencePicker(new(evidence.Asked));
        var questions = Asked
            .Where(f => language.OfferOf(f).Length > 0 && !evidence.Asks(f) && !(f == Facet.Conditions && evidence.Asks(Facet.Eligibility)) && picker.Pick(best.Document, best.Clause, f) is [_, ..])
            .Select(f => thing + language.OfferOf(f)).Take(Most - 1).ToList();
        if (language.OfferOf(Facet.WhatIs).Length > 0 && (InCompany(evidence, thing) ?? Sibling(best.Document, best.Clause, thing)) is { } other)
            questions.Add(other + language.OfferOf(Facet.WhatIs));
        return [.. questions.Take(Most)];
    }

    /// <summary>The thing of the same document whose words stand most with those of the question; null where none does.</summary>
    private string? InCompany(EvidenceSet evidence, string thing)
    {
        if (!knowsCompany)
            return null;
        var document = evidence.Best.Document;
        var company = _company.GetOrAdd(document.Number, _ => new Cooccurrence(document, _breaks));
        var associates = evidence.Asked.ContentTokens.SelectMany(t => t.InDocuments ? [t.Text] : t.Means).Distinct(StringComparer.Ordinal).SelectMany(w => company.With(w, MostAssociates)).ToList();
        if (associates.Count == 0)
            return null;
        return document.Clauses.Select(c => (Clause: c, Thing: ClauseTopic.ThingOf(c)))
            .Where(c => c.Thing.Length > 0 && !string.Equals(c.Thing, thing, StringComparison.Ordinal) && !c.Clause.Path.Contains(evidence.Best.Clause.Path) && !evidence.Best.Clause.Path.Contains(c.Clause.Path))
            .Select(c => (c.Thing, Score: associates.Sum(a => a.Strength * (c.Thing.Contains(a.Word, StringComparison.Ordinal) ? 1 : c.Clause.Text.Contains(a.Word, StringComparison.Ordinal) ? InText : 0))))
            .Where(c => c.Score > 0).OrderByDescending(c => c.Score).Select(c => c.Thing).FirstOrDefault();
    }

    private static string? Sibling(PolicyDocument document, Clause clause, string thing)
    {
        var at = document.Clauses.ToList().IndexOf(clause);
        return document.Clauses.Skip(at + 1).Concat(document.Clauses.Take(at).Reverse())
            .Where(c => c.Path.Parent == clause.Path.Parent)
            .Select(ClauseTopic.ThingOf).FirstOrDefault(t => t.Length > 0 && !string.Equals(t, thing, StringComparison.Ordinal));
    }
}
