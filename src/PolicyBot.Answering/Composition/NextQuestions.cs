using PolicyBot.Answering.Evidence;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>Two or three questions that the same clause or its neighbours answer; offered only where the words that answer them were found.</summary>
internal static class NextQuestions
{
    private const int Most = 3;

    private static readonly Facet[] Asked = [Facet.HowMuch, Facet.Conditions, Facet.Until, Facet.WhoPays, Facet.WhoIsResponsible];

    public static IReadOnlyList<string> For(EvidenceSet evidence)
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
        if (language.OfferOf(Facet.WhatIs).Length > 0 && Sibling(best.Document, best.Clause, thing) is { } other)
            questions.Add(other + language.OfferOf(Facet.WhatIs));
        return [.. questions.Take(Most)];
    }

    private static string? Sibling(PolicyDocument document, Clause clause, string thing)
    {
        var at = document.Clauses.ToList().IndexOf(clause);
        return document.Clauses.Skip(at + 1).Concat(document.Clauses.Take(at).Reverse())
            .Where(c => c.Path.Parent == clause.Path.Parent)
            .Select(ClauseTopic.ThingOf).FirstOrDefault(t => t.Length > 0 && !string.Equals(t, thing, StringComparison.Ordinal));
    }
}
