using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;
using PolicyBot.Search;

namespace PolicyBot.Answering.Evidence;

/// <summary>Orders hits by what they can settle: headings, introductions, signatures and forms to be filled in stand behind what states something.</summary>
internal sealed class HitOrder(AmendedEvidence amended, ClauseValidity validity)
{
    private static readonly IReadOnlyList<string> Papers = OfficialGrammar.Words("of_papers");

    /// <summary>The hits, best first, with what of the question each speaks of.</summary>
    public IReadOnlyList<EvidenceClause> Weigh(QuestionUnderstanding asked, SearchResult found)
    {
        var topic = new TopicMatcher(asked);
        var clauses = found.Hits.Select(h => new EvidenceClause(h.Source, h.Clause, h.Score, topic.Coverage(topic.ContextOf(h.Source, h.Clause)), validity(h.Source, h.Clause, asked.AsOf)));
        // An introduction names the topic and settles nothing but why and when.
        var settles = asked.Facets.Count > 0 && !OfIntroductions.Contains(asked.MainFacet!.Value);
        var asksForPapers = Papers.Any(topic.Says);
        // The heading of a chapter names what others settle: behind all others, and left out where there are any. So does a form to be filled in, unless it is asked for.
        var ranked = amended.On(asked.AsOf, [.. clauses], topic, asked.MainFacet == Facet.StillValid).Select(c => (Found: c, IsBare: IsBareHeading(c), IsForm: !asksForPapers && ClauseForm.IsForm(c.Clause))).ToList();
        var filled = ranked.Where(c => !c.IsForm && !c.IsBare).Select(c => c.Found.Coverage).DefaultIfEmpty().Max();
        ranked = [.. ranked.OrderBy(c => c.IsBare || c.Found.Clause.Path.Segments is [_, "引言" or "附件说明"] && settles || c.Found.Clause.Path.Segments is [_, "标题"] && ClauseList.Under(c.Found.Document, c.Found.Clause) is null
            || IsSignature(c.Found) || c.IsForm && filled >= c.Found.Coverage - FormsFuller)];
        IReadOnlyList<EvidenceClause> weighed = [.. ranked.Where(c => !c.IsBare || ranked[0].IsBare).Select(c => c.Found)];
        // Why a document was made settles nothing that another clause about as near settles.
        if (weighed.Count > 1 && IsPreamble(weighed[0]) && asked.MainFacet != Facet.Who && !asked.Asks(Facet.Reason) && weighed.Take(Nearness.LookedAt).FirstOrDefault(c => !IsPreamble(c) && c.Coverage >= weighed[0].Coverage - Nearness.About) is { } rule)
            weighed = [rule, .. weighed.Where(c => c != rule)];
        if (weighed.Count > 1 && asked.Amounts.Where(a => string.Equals(a.Unit, "元", StringComparison.Ordinal)).Select(a => a.Canonical).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } sums && !GivesItOf(weighed[0], sums, topic)
            && weighed.Take(Nearness.LookedAt).FirstOrDefault(c => c.Score >= weighed[0].Score * Half && GivesItOf(c, sums, topic)) is { } giving)
            weighed = [giving, .. weighed.Where(c => c != giving)];
        // Nearly as strong and of much more of the question.
        return weighed.Count > 1 && weighed.Take(Nearness.LookedAt).Where(c => c.Score >= weighed[0].Score * NearlyAsStrong).MaxBy(c => c.Coverage) is { } fuller && fuller.Coverage >= weighed[0].Coverage + MuchMore
            ? [fuller, .. weighed.Where(c => c != fuller)]
            : weighed;
    }

    private static readonly Facet[] OfIntroductions = [Facet.Reason, Facet.WhenIssued, Facet.WhatIs, Facet.StillValid, Facet.Since, Facet.Until, Facet.Who];
    private const double NearlyAsStrong = 0.85;
    private const double MuchMore = 0.15;
    private const double FormsFuller = 0.25;

    private const double Half = 0.5;

    /// <summary>One sentence states a sum of the question and the thing that it is the sum of: 1万元的补贴 is no prize of that sum.</summary>
    private static bool GivesItOf(EvidenceClause found, HashSet<string> sums, TopicMatcher topic) =>
        SentenceReader.Read(found.Document, found.Clause).Any(s => s.IsBody && topic.TokensIn(s.Text).Count > 0 && QuantityReader.Read(TopicMatcher.Fold(s.Text)).Any(q => sums.Contains(q.Canonical)));

    private static bool IsBareHeading(EvidenceClause found) => ClauseBody.IsHeadingOnly(found.Document, found.Clause) && ClauseList.Under(found.Document, found.Clause) is null;

    private static bool IsPreamble(EvidenceClause found) => found.Clause.Path.Segments is [_, "引言"];

    // Name and date under a text, as a clause of their own, settle nothing.
    private static bool IsSignature(EvidenceClause found) => found.Clause.Path.Segments is [_, "结尾" or "落款"] && found.Clause.Text.AsSpan().IndexOfAny("。；，") < 0;
}
