using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// Who asks whether something goes (有车还能申请吗, 补品能报吗) tells a case. It is settled by the condition or the exclusion of the same document that speaks of the case,
/// though it stands in another article than the thing itself. Pure.
/// </summary>
internal static class RuleOnCase
{
    /// <summary>By weight, more of the case than the clause that was found says.</summary>
    private const double Clear = 0.12;

    private static readonly Regex Rules = OfficialGrammar.Part("rules_on_cases");
    private static readonly Facet[] OfCases = [Facet.Eligibility, Facet.Conditions, Facet.Exclusions, Facet.StillValid];

    /// <summary>Null where no case is told, the clause found speaks of it as much, or no rule of the document does.</summary>
    public static Clause? For(EvidenceClause best, QuestionUnderstanding asked, TopicMatcher topic)
    {
        if (!Asking.IsYesOrNo(topic.Asked) || asked.MainFacet is { } main && !OfCases.Contains(main))
            return null;
        var subject = best.Document.TitleOf(best.Clause.Path) + string.Concat(best.Document.ShortNames);
        var found = best.Document.Clauses
            .Where(c => c != best.Clause && string.Equals(c.Path.Part, best.Clause.Path.Part, StringComparison.Ordinal) && IsRule(best.Document, c))
            .Select(c => (Clause: c, Score: Score(c)))
            .OrderByDescending(c => c.Score).ToList();
        return found is [var first, ..] && first.Score - Score(best.Clause) >= Clear ? first.Clause : null;

        // An item says what the words that announce it say as well.
        double Score(Clause clause) => topic.ScoreBeside(LeadIn.Of(best.Document, clause)?.Text + clause.Text, subject) + Math.Abs(topic.Fit(clause.Text));
    }

    private static bool IsRule(PolicyDocument document, Clause clause) =>
        ClauseList.Under(document, clause) is null && (Rules.IsMatch(clause.Text) || ClauseList.Around(document, clause) is { Announces: true } list && Rules.IsMatch(list.Lead.Text));
}
