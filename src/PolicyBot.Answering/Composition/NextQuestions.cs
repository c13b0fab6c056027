using PolicyBot.Answering.Evidence;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>Two or three questions that the same clause or its neighbours answer; offered only where the words that answer them were found.</summary>
internal static class NextQuestions
{
    private const int Most = 3;

    private static readonly (Facet Facet, string Words)[] Asked =
    [
        (Facet.HowMuch, "给多少钱？"), (Facet.Conditions, "需要什么条件？"), (Facet.Until, "什么时候截止？"), (Facet.WhoPays, "由谁出钱？"), (Facet.WhoIsResponsible, "由哪个单位负责？"),
    ];

    public static IReadOnlyList<string> For(EvidenceSet evidence)
    {
        var best = evidence.Best;
        var thing = ClauseTopic.ThingOf(best.Clause);
        if (thing.Length == 0)
            return [];
        var picker = new SentencePicker(new(evidence.Asked));
        var questions = Asked
            .Where(a => !evidence.Asks(a.Facet) && !(a.Facet == Facet.Conditions && evidence.Asks(Facet.Eligibility)) && picker.Pick(best.Document, best.Clause, a.Facet) is [_, ..])
            .Select(a => thing + a.Words).Take(Most - 1).ToList();
        if (Sibling(best.Document, best.Clause, thing) is { } other)
            questions.Add($"{other}是怎么规定的？");
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
