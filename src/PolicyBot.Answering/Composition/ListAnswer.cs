using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Answers from a list whose items are clauses: the whole list in order where the list is asked, the items that the question names where they differ from
/// the others, always with the lead-in that makes them sentences.
/// </summary>
internal sealed class ListAnswer(EvidenceSet evidence, SentencePicker picker, TopicMatcher topic)
{
    /// <summary>Unit: UTF-16 units of all items together; a longer list is given by the first words of each item.</summary>
    private const int Budget = 440;

    private const int LongItem = 150;
    private const int ShortList = 230;
    private const int MostItems = 14;
    private const double Clear = 0.3;

    private static readonly Facet[] OfLists = [Facet.ListAll, Facet.Materials, Facet.Conditions, Facet.Exclusions, Facet.HowToApply, Facet.Who, Facet.Penalty, Facet.WhatIs];

    /// <summary>Null where the clause stands in no list, or answers without it.</summary>
    public IReadOnlyList<IReadOnlyList<Quotation>>? Items(EvidenceClause found, out ClauseList? list)
    {
        list = ClauseList.Under(found.Document, found.Clause);
        if (list is not null)
            return OfLead(ref list);
        // Fields tell each something else of one thing: they are no items.
        list = FieldLabel.IsLabel(found.Clause.Heading) ? null : ClauseList.Around(found.Document, found.Clause);
        return list is null ? null : OfItem(list, found.Clause);
    }

    private IReadOnlyList<IReadOnlyList<Quotation>>? OfLead(ref ClauseList list)
    {
        var named = Named(list);
        if (IsOfList)
        {
            // The question names one part of a larger whole: that part's own list is meant.
            if (named is [var part] && ClauseList.Under(list.Document, part) is { } inner)
            {
                list = inner;
                return OfLead(ref list);
            }

            return IsOneEnumeration(named) ? null : Quotes(list, list.Items);
        }

        if (named.Count > 1 && evidence.Asks(Facet.Difference))
            return Quotes(list, named);
        var lead = list.Lead;
        var (document, facets) = (list.Document, evidence.Facets);
        if (!list.IsOpen || facets.Any(f => FacetPatterns.IsDetail(f) && picker.Pick(document, lead, f).Count > 0))
            return null;
        return named.Count > 0 ? Quotes(list, named) : list.IsShort ? Quotes(list, list.Items) : null;
    }

    private IReadOnlyList<IReadOnlyList<Quotation>>? OfItem(ClauseList list, Clause item)
    {
        if (!list.IsOpen || !list.IsShort)
            return null;
        var named = Named(list);
        if (evidence.Asks(Facet.Difference) && named.Count > 1)
            return Quotes(list, named);
        return IsOfList && !IsOneEnumeration(named) || IsUnclear(list, item) ? Quotes(list, list.Items) : null;
    }

    /// <summary>One item, called by its own name, that is a list itself: 随迁子女：居住证、户口簿….</summary>
    private bool IsOneEnumeration(IReadOnlyList<Clause> named) =>
        named is [var only] && only.Text.Count(c => c == '、') >= 2 && only.Text.IndexOfAny(['：', ':', '。']) is > 0 and < 20 and var name && topic.TokensIn(only.Text[..name]).Count > 0;

    private bool IsOfList => evidence.Facets.Any(f => OfLists.Contains(f)) && (evidence.IsList || Openings.Any(o => evidence.Asked.Normal.Contains(o, StringComparison.Ordinal)));

    private static readonly IReadOnlyList<string> Openings = OfficialGrammar.Words("of_lists");

    /// <summary>Short alternatives of which the question names none clearly: all of them say more than the wrong one.</summary>
    private bool IsUnclear(ClauseList list, Clause item)
    {
        // 第一节, 第二节: sections of a chapter are each about something else.
        if (list.Items.Sum(i => i.Text.Length) > ShortList || item.Path.Segments[^1] is ['第', .., '节' or '章'])
            return false;
        var own = Own(list, item);
        return !list.Items.Where(i => i != item).All(i => own - Own(list, i) >= Clear);
    }

    /// <summary>Items that have words of the question which neither the lead-in nor all of the items have; the best, and those about as good.</summary>
    private IReadOnlyList<Clause> Named(ClauseList list)
    {
        var scored = list.Items.Select(i => (Item: i, Score: Own(list, i))).ToList();
        var best = scored.Max(s => s.Score);
        var bar = evidence.Asks(Facet.Difference) ? Clear : best - Clear;
        return best < Clear ? [] : [.. scored.Where(s => s.Score >= Math.Max(Clear, bar)).Select(s => s.Item)];
    }

    /// <summary>Who asks whether it goes at 15 is answered by the line that his number does not reach as well as by one that holds it.</summary>
    private double Own(ClauseList list, Clause item)
    {
        var asksWhether = Asking.IsYesOrNo(topic.Asked);
        var common = topic.TokensIn(string.Join('\n', list.Lead.HeadingChain) + list.Lead.Text);
        var everywhere = list.Items.Select(i => topic.TokensIn(i.Text)).Aggregate((a, b) => [.. a.Intersect(b)]);
        return topic.TokensIn(item.Text).Except(common).Except(everywhere).Sum(t => t.Weight) + (asksWhether ? Math.Abs(topic.Fit(item.Text)) : topic.Fit(item.Text));
    }

    private List<IReadOnlyList<Quotation>> Quotes(ClauseList list, IReadOnlyList<Clause> items)
    {
        var whole = items.Take(MostItems).Select(i => OfItemWords(list.Document, i)).Where(q => q.Count > 0).ToList();
        return whole.Sum(q => q.Sum(w => w.Length)) <= Budget ? whole : [.. items.Take(MostItems).Select(i => First(list.Document, i)).Where(q => q.Count > 0)];
    }

    private IReadOnlyList<Quotation> OfItemWords(PolicyDocument document, Clause item)
    {
        var heading = SentenceReader.Read(document, item).Where(s => s.IsHeading).Take(1).Select(s => new Quotation(document, item, s.Start, s.End)).ToList();
        if (ClauseBody.Whole(document, item) is { Count: > 0 } body && body.Sum(q => q.Length) <= LongItem)
            return [.. heading, .. body];
        return evidence.Facets.Select(f => picker.Pick(document, item, f)).FirstOrDefault(p => p.Count > 0) is { } stated ? [.. heading.Except(stated), .. stated] : First(document, item);
    }

    private static IReadOnlyList<Quotation> First(PolicyDocument document, Clause item) =>
        SentenceReader.Read(document, item) is [var first, ..] ? [new(document, item, first.Start, first.End)] : [];
}
