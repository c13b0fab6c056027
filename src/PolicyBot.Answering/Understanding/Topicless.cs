using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Tells questions that only ask (在哪办, 申请要带什么材料): a facet, and no word for a thing or a person beside it. What asks is data: the cues of the facets, what
/// they are asked with, and weak words. Pure.
/// </summary>
internal static class Topicless
{
    private const double Weak = 0.13;

    /// <summary>Unit: UTF-16 units of the question; more words than this are seldom only asking.</summary>
    private const int Longest = 13;

    // Who asks for everything, or what there is, names enough to be answered.
    private static readonly Facet[] OfEverything = [Facet.ListAll, Facet.WhatIs, Facet.Difference];

    public static bool Is(QuestionUnderstanding asked)
    {
        if (asked.Facets.Count == 0 || asked.Normal.Length > Longest || OfEverything.Contains(asked.Facets[0].Facet) || asked.DocumentReferences.Count > 0 || asked.Amounts.Count > 0 || asked.Dates.Count > 0 || asked.Places.Count > 0)
            return false;
        var askedWith = asked.Facets.SelectMany(f => asked.Language.AskedWith(f.Facet)).ToHashSet(StringComparer.Ordinal);
        if (asked.ContentTokens.Count(t => t.Text.Length == 1 && !IsPartOfAsking(t, asked)) > 1)
            return false;
        return asked.ContentTokens.All(t => t.Text.Length == 1 || t.Weight <= Weak || askedWith.Contains(t.Text) || Grants.Contains(t.Text) || IsPartOfAsking(t, asked));
    }

    // 补贴 is what many things are, and the name of none.
    private static readonly IReadOnlyList<string> Grants = OfficialGrammar.Words("of_grants");

    // 省里 stands in 省里出, and 批下来 of 多久能批下来 begins inside the words that ask; 职业介绍补贴 only ends with one of 补贴标准.
    private static bool IsPartOfAsking(ContentToken token, QuestionUnderstanding asked) =>
        asked.Asking.Any(a => a.Start < token.Start && token.Start < a.End || a.Start == token.Start && token.Start + token.Length < a.End);
}
