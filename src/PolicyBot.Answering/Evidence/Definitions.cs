using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// The clauses that say what a document means by a word (本办法所称甲，是指…), read from the documents. Who asks what a thing is, or whether another thing counts as one
/// (乙算不算甲), is answered by them and by no clause that only uses the word. Immutable; safe for any number of threads.
/// </summary>
internal sealed class Definitions
{
    private const int ShortestTerm = 2;

    /// <summary>What is asked beside the term, by weight, and still leaves the term the subject.</summary>
    private const double Beside = 0.3;

    private static readonly Regex Defines = OfficialGrammar.Part("defines");
    private static readonly Regex AsksIfCounted = OfficialGrammar.Part("asks_if_counted");
    private readonly List<(string Term, PolicyDocument Document, Clause Clause)> _known;

    public Definitions(KnowledgeBase knowledge) =>
        _known = [.. knowledge.Documents.SelectMany(d => d.Clauses.SelectMany(c => TermsIn(c.Text).Select(t => (t, d, c)))).OrderByDescending(k => k.t.Length)];

    /// <summary>Terms that a text defines, folded; longer name and short form both (甲（以下简称乙），是指…).</summary>
    public static IReadOnlyList<string> TermsIn(string text) =>
        text.Contains("是指", StringComparison.Ordinal) || text.Contains("所称", StringComparison.Ordinal)
            ? [.. Defines.Matches(text).SelectMany(m => new[] { m.Groups["term"].Value, m.Groups["short"].Value }).Select(TopicMatcher.Fold).Where(t => t.Length >= ShortestTerm).Distinct(StringComparer.Ordinal)]
            : [];

    /// <summary>Whatever is defined, longest first.</summary>
    public IEnumerable<string> Terms => _known.Select(k => k.Term);

    /// <summary>The clause that defines what is asked about; null where the question asks for something else, or no document defines it.</summary>
    public (PolicyDocument Document, Clause Clause)? For(QuestionUnderstanding asked, TopicMatcher topic)
    {
        // 是不是能申请甲 asks for no definition: the term has to follow at once.
        if (AsksIfCounted.Match(topic.Asked) is { Success: true } counted && _known.Find(k => counted.Groups["what"].Value.StartsWith(k.Term, StringComparison.Ordinal)) is { Term: not null } category)
            return (category.Document, category.Clause);
        return asked.MainFacet == Facet.WhatIs && _known.Find(k => topic.Says(k.Term)) is { Term: not null } known && topic.WeightBeside(known.Term) <= Beside ? (known.Document, known.Clause) : null;
    }
}
