using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Tells questions that only ask (在哪办, 申请要带什么材料): a facet, and no word for a thing or a person beside it. What asks is data: the cues of the facets, what
/// they are asked with, weak words, and alternatives, of which each stands for a choice and not for a thing. Pure.
/// </summary>
internal static class Topicless
{
    private const double Weak = 0.13;

    /// <summary>Unit: UTF-16 units of the question; more words than this are seldom only asking.</summary>
    private const int Longest = 13;

    // Who asks for everything, or what there is, names enough to be answered.
    private static readonly Facet[] OfEverything = [Facet.ListAll, Facet.WhatIs, Facet.Difference];

    public static bool Is(QuestionUnderstanding asked, Alternatives alternatives)
    {
        if (asked.Facets.Count == 0 || asked.Normal.Length > Longest || OfEverything.Contains(asked.Facets[0].Facet) || asked.DocumentReferences.Count > 0 || asked.Amounts.Count > 0 || asked.Dates.Count > 0)
            return false;
        var askedWith = asked.Facets.SelectMany(f => asked.Language.AskedWith(f.Facet)).ToHashSet(StringComparer.Ordinal);
        if (asked.ContentTokens.Count(t => t.Text.Length == 1 && !IsPartOfAsking(t, asked)) > 1)
            return false;
        return asked.ContentTokens.All(t => t.Text.Length == 1 || t.Weight <= Weak || askedWith.Contains(t.Text) || alternatives.Has(t.Text) || IsPartOfAsking(t, asked));
    }

    // 批下来 of 多久能批下来 begins inside the words that ask; 创业补贴标准 only holds such a word.
    private static bool IsPartOfAsking(ContentToken token, QuestionUnderstanding asked) =>
        asked.Asking.Any(a => a.Start < token.Start + token.Length && token.Start < a.End && !(token.Start <= a.Start && a.End <= token.Start + token.Length && token.Length > a.End - a.Start));
}
