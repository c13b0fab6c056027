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
                yield return assessment.Benefit.IsDraft ? DraftLine(assessment.Benefit, finding.Condition, words, book, said) : texts.Text(id, ("words", words.Quote), ("marker", book.Mark(assessment.Benefit.Document, words)));
        }
    }

    // 近三年发生过事故的 under 不予补助 must not read as something that is asked for.
    private string DraftLine(Benefit benefit, Condition leaf, ClauseWords words, SpanBook book, string said)
    {
        var marker = book.Mark(benefit.Document, words);
        var top = ((Condition.All)benefit.Condition).Parts.First(p => p.Leaves().Contains(leaf, ReferenceEqualityComparer.Instance));
        var own = Said.About(words.Quote, said, benefit.Title);
        var shown = own.Count > 0 ? texts.Text("draft_said", ("said", string.Join("，", own))) : texts.Text("draft_unsaid");
        return texts.Text(top switch { Condition.Not => "draft_excludes", Condition.Any => "draft_one_of", _ => "draft_needs" }, ("words", words.Quote), ("marker", marker), ("said", shown));
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
