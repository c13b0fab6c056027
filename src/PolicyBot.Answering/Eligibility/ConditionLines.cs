using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Why, clause by clause: ✓ met, ✗ failed, ？ open, each in the clause's own words.</summary>
internal sealed class ConditionLines(EligibilityTexts texts)
{
    /// <param name="said">What the person said, set beside the words of a draft, which nobody has made rules of.</param>
    public IEnumerable<string> Of(Assessment assessment, SpanBook book, string said)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var relevant = Relevant(assessment).ToList();
        foreach (var finding in relevant)
        {
            // What is still open does not matter to somebody whom another condition excludes.
            if (finding.Condition.Words is not { } words || IsSaidByAnother(finding, relevant) || (assessment.Verdict == Verdict.NotEligible && finding.Truth == Truth.Unknown))
                continue;
            var id = NameOf(finding);
            if (shown.Add(id + words.Quote))
                yield return Line(assessment.Benefit, id, words, book, said);
        }
    }

    private string Line(Benefit benefit, string id, ClauseWords words, SpanBook book, string said)
    {
        var marker = book.Mark(benefit.Document, words);
        if (!benefit.IsDraft)
            return texts.Text(id, ("words", words.Quote), ("marker", marker));
        return Said.About(words.Quote, said) is { } own
            ? texts.Text("draft_said", ("words", words.Quote), ("said", own), ("marker", marker))
            : texts.Text("draft_open", ("words", words.Quote), ("marker", marker));
    }

    private static string NameOf(ConditionFinding finding) => finding.Truth switch
    {
        Truth.Yes => "met",
        Truth.No => "failed",
        _ => finding.IsLeftOpen ? "left_open" : "unsettled",
    };

    // 住房困难家庭 inside 城镇中等偏下收入住房困难家庭 is said once where both stand alike.
    private static bool IsSaidByAnother(ConditionFinding finding, List<ConditionFinding> all) =>
        all.Exists(o => o != finding && o.Truth == finding.Truth && Holds(o.Condition.Words, finding.Condition.Words));

    private static bool Holds(ClauseWords? outer, ClauseWords? inner) =>
        outer is not null && inner is not null && outer.Clause == inner.Clause && outer.Start <= inner.Start && inner.End <= outer.End && outer.End - outer.Start > inner.End - inner.Start;

    /// <summary>Alternatives that failed say nothing where another one holds.</summary>
    private static IEnumerable<ConditionFinding> Relevant(Assessment assessment)
    {
        var truths = new Dictionary<object, ConditionFinding>(ReferenceEqualityComparer.Instance);
        foreach (var finding in assessment.Conditions)
            truths[finding.Condition] = finding;
        return Walk(assessment.Benefit.Condition).Select(l => truths[l]);

        IEnumerable<Condition> Walk(Condition condition) => condition switch
        {
            Condition.Any any when any.Parts.Any(p => TruthOf(p) == Truth.Yes) => any.Parts.Where(p => TruthOf(p) == Truth.Yes).Take(1).SelectMany(Walk),
            Condition.Any any when any.Parts.Any(p => TruthOf(p) == Truth.Unknown) => any.Parts.Where(p => TruthOf(p) == Truth.Unknown).SelectMany(Walk),
            Condition.Any any => any.Parts.SelectMany(Walk),
            Condition.All all => all.Parts.SelectMany(Walk),
            Condition.Not not => Walk(not.Part),
            _ => [condition],
        };

        Truth TruthOf(Condition condition) => condition switch
        {
            Condition.All all => Kleene.All(all.Parts.Select(TruthOf)),
            Condition.Any any => Kleene.Any(any.Parts.Select(TruthOf)),
            Condition.Not not => Kleene.Not(TruthOf(not.Part)),
            _ => truths[condition].Truth,
        };
    }
}
