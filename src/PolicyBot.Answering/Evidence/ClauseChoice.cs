using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>Which of the clauses about as near was meant: the one that states what is asked.</summary>
internal sealed partial class ClauseChoice(Alternatives alternatives, ClauseValidity validity, AnsweringOptions options)
{
    /// <summary>How much less of the question an item of the same list may cover and still be the one that settles it.</summary>
    public const double SiblingSlack = 0.35;


    /// <summary>A mark and no words: （1）.</summary>
    private const int ShortHeading = 4;

    private static readonly Facet[] Counted = [Facet.HowMany, Facet.HowMuch, Facet.Cap, Facet.ProcessingTime, Facet.ListAll, Facet.Conditions];

    /// <summary>The hit itself, or one about as near that states what is asked where the first does not: a heading names the topic, its items settle it.</summary>
    public EvidenceClause Better(EvidenceClause first, IReadOnlyList<EvidenceClause> clauses, IReadOnlyList<Facet> facets, TopicMatcher topic)
    {
        if (facets.Contains(Facet.ListAll) && first.Clause.Path.Parent is { } above && clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Document == first.Document && c.Clause.Path == above) is { } parent
            && parent.Coverage >= first.Coverage - 0.05 && parent.Document.Clauses.Count(c => c.Path.Parent == parent.Clause.Path && c.Heading.Length > ShortHeading) > 1)
            return parent;
        // Who explains a document is told at its end, not where its tasks are given out.
        if (facets is [Facet.WhoIsResponsible, ..] && Explaining.Any(topic.Says) && !Explaining.Any(e => first.Clause.Text.Contains(e, StringComparison.Ordinal))
            && clauses.FirstOrDefault(c => c.Document == first.Document && Explaining.Any(e => c.Clause.Text.Contains(e, StringComparison.Ordinal))) is { } explaining)
            return explaining;
        // 申报条件 is said in so many words: the clause that is headed so, where no heading of the hit is said.
        if (clauses.Where(c => c.Document == first.Document && c.Coverage >= first.Coverage - Nearness.About && IsSaidHeading(c, topic, first)).MaxBy(c => c.Clause.Heading.Length) is { } headed)
            first = headed;
        // 国家级 is asked, and the item grants for 市级: its sibling that grants for the one asked was meant.
        if (Level(first, topic) is false && clauses.FirstOrDefault(c => AreSiblings(c, first) && Level(c, topic) is true) is { } level)
            first = level;
        // A lead-in names what its items grant: the item that covers as much of the question is what was meant.
        if (!facets.Contains(Facet.ListAll) && clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Document == first.Document && c.Clause.Path.Parent == first.Clause.Path && c.Coverage >= first.Coverage - 0.02 && Grants().IsMatch(c.Clause.Text) && SaysItself(c, first, topic)) is { } item)
            first = item;
        // The rule stands in front of its particulars: an earlier paragraph of the same article that says as much is meant.
        if (!facets.Any(FacetPatterns.IsDetail) && first.Clause.Path.Segments[^1].EndsWith('款') && clauses.Take(Nearness.LookedAt).Where(c => AreSiblings(c, first) && c.Clause.Start < first.Clause.Start && c.Clause.Text.Length < first.Clause.Text.Length && c.Coverage >= first.Coverage - 0.02).MinBy(c => c.Clause.Start) is { } rule)
            first = rule;
        // A bare topic asks for what is granted rather than for a task of the offices with the same words.
        if (facets.Count == 0 && !Grants().IsMatch(first.Clause.Text) && clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Coverage >= first.Coverage - 0.02 && Grants().IsMatch(c.Clause.Text)) is { } granting)
            first = granting;
        // Until when something is granted is asked more often than by when the offices have to be done with it.
        if (facets is [Facet.Until or Facet.StillValid, ..] && !OfTasks.Any(topic.Says) && !Grants().IsMatch(first.Clause.Text) && clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Coverage >= first.Coverage - Nearness.About && Grants().IsMatch(c.Clause.Text) && c.Validity.Until is not null) is { } period)
            first = period;
        // 几条狗 counts in a unit: a clause about as near that states a number of it was meant.
        if ((facets.Count == 0 || Counted.Contains(facets[0])) && topic.Measure is { } measure && !measure.IsMatch(first.Clause.Text) && !(ClauseList.Under(first.Document, first.Clause) is { } inside && inside.Items.Any(i => measure.IsMatch(i.Text)))
            && (clauses.Where(c => c.Coverage >= first.Coverage - Nearness.About && measure.IsMatch(c.Clause.Text)).MaxBy(c => Math.Round(topic.Score(c.Clause.Text) + topic.Echo(c.Clause.Text), 1)) ?? Counting(first, measure, topic)) is { } counted)
            return counted;
        if (!facets.Any(FacetPatterns.IsDetail) || facets.Contains(Facet.ListAll) && first.Document.Clauses.Any(c => c.Path.Parent == first.Clause.Path))
            return first;
        var main = facets.First(FacetPatterns.IsDetail);
        var picker = new SentencePicker(topic);
        // 岗位多少 may ask a sum or a number: either settles it.
        if (picker.Settles(first.Document, first.Clause, main) || main == Facet.HowMuch && facets.Contains(Facet.HowMany) && picker.Settles(first.Document, first.Clause, Facet.HowMany))
            return first;
        return clauses.Take(Nearness.LookedAt)
            .Where(c => c.Clause != first.Clause && c.Coverage >= first.Coverage - (AreSiblings(c, first) || SettledElsewhere.Contains(main) && c.Document == first.Document && c.Coverage >= options.SettledCoverage ? SiblingSlack : Nearness.About) && picker.Settles(c.Document, c.Clause, main))
            .OrderByDescending(c => c.Document == first.Document && first.Clause.Path.Contains(c.Clause.Path)).ThenByDescending(c => c.Score)
            .FirstOrDefault() ?? first;
    }

    /// <summary>A document about one thing names it in its title: any clause of it that states a number of the unit may be meant, the one that says most of the question is.</summary>
    private EvidenceClause? Counting(EvidenceClause first, Regex measure, TopicMatcher topic) =>
        first.Document.Clauses.Where(c => measure.IsMatch(c.Text)).Select(c => (Clause: c, Coverage: topic.Coverage(topic.ContextOf(first.Document, c))))
            .Where(c => c.Coverage >= first.Coverage - Nearness.About).OrderByDescending(c => topic.Score(c.Clause.Text) + topic.Echo(c.Clause.Text)).Select(c => first with { Clause = c.Clause, Coverage = c.Coverage, Validity = validity(first.Document, c.Clause, topic.AsOf) }).FirstOrDefault();

    /// <summary>A word that stands in the lead-in only is no word of its item.</summary>
    private static bool SaysItself(EvidenceClause item, EvidenceClause above, TopicMatcher topic) =>
        topic.TokensIn(item.Clause.Text).Count > 0 || topic.TokensIn(above.Clause.Text).Count == 0;

    private static readonly IReadOnlyList<string> Explaining = OfficialGrammar.Words("of_explaining");
    private static readonly IReadOnlyList<string> OfTasks = OfficialGrammar.Words("of_tasks");
    private const int LongHeading = 4;

    private static bool IsSaidHeading(EvidenceClause found, TopicMatcher topic, EvidenceClause than) =>
        ClauseTopic.Strip(found.Clause.Heading) is { Length: >= LongHeading } heading && topic.Says(TopicMatcher.Fold(heading))
        && !than.Clause.Text.Contains(heading, StringComparison.Ordinal) && !than.Clause.HeadingChain.Any(h => h.Contains(heading, StringComparison.Ordinal));

    // What is granted and how it is applied for stand in different clauses of one document.
    private static readonly Facet[] SettledElsewhere = [Facet.Where, Facet.HowToApply, Facet.WhoPays];

    private bool? Level(EvidenceClause found, TopicMatcher topic) =>
        SentenceReader.Read(found.Document, found.Clause).Where(s => s.States(FacetPatterns.Yuan) && !s.States(FacetPatterns.Funding)).Select(s => alternatives.IsOf(topic.Asked, TopicMatcher.Fold(s.Text)))
            .Aggregate((bool?)null, (all, one) => all is true || one is true ? true : all ?? one);

    /// <summary>Items of one list share their topic with the heading above them: which of them is meant is told by what it states.</summary>
    private static bool AreSiblings(EvidenceClause one, EvidenceClause other) => one.Document == other.Document && one.Clause.Path.Parent == other.Clause.Path.Parent;

    /// <summary>Where nothing states the particular, what grants is nearer to a citizen than a task of the offices with the same words.</summary>
    public static EvidenceClause NearestTo(EvidenceClause best, IReadOnlyList<EvidenceClause> clauses) =>
        Grants().IsMatch(best.Clause.Text) ? best
        : clauses.Take(Nearness.LookedAt).FirstOrDefault(c => c.Coverage >= best.Coverage - Nearness.About && Grants().IsMatch(c.Clause.Text)) ?? best;

    [GeneratedRegex("给予|享受|承担|按[^，。；]{2,30}发放|可[^，。；]{0,8}(入驻|申请|领取)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Grants();
}
