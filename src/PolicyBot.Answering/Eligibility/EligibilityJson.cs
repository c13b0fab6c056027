using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>
/// The shapes of <c>POST /api/eligibility</c>: facts in, all assessments out. Names as in contracts §2; serialise with <see cref="AnswerJson.Options"/>.
/// </summary>
public static class EligibilityJson
{
    public static WorksheetShape From(IReadOnlyList<Assessment> assessments, KnowledgeBase knowledge, DateOnly asOf, IReadOnlyDictionary<string, string> facts, IReadOnlyList<string> refused)
    {
        var overview = EligibilityOverview.Of(assessments);
        var ranked = overview.Likely.Concat(overview.Possible).Concat(overview.Excluded).Concat(overview.Expired);
        return new(AnswerJson.DateOf(asOf)!, facts, refused, [.. ranked.Select(a => ShapeOf(a, knowledge))]);
    }

    private static AssessmentShape ShapeOf(Assessment a, KnowledgeBase knowledge) => new(
        a.Benefit.Id,
        a.Benefit.Title,
        a.Benefit.Document.Value,
        a.Benefit.Clause.Value,
        a.Benefit.Audience,
        AnswerJson.NameOf(a.Verdict),
        [.. a.Conditions.Select(c => new ConditionShape(NameOf(c), c.Fact, c.Condition.Label, c.Condition.Words?.Clause.Value, c.Condition.Words?.Quote, c.Condition.Words?.Start, c.Condition.Words?.End))],
        [.. a.Missing.Select(f => knowledge.Facts.Find(f)!).Select(f => new MissingShape(f.Id, f.Ask, [.. f.Choices.Select(c => c.Text)]))],
        a.Amount is { } m ? new(m.Value, m.Unit, m.Per, m.Cap, m.Working) : null,
        AnswerJson.DateOf(a.Benefit.Period?.From),
        AnswerJson.DateOf(a.Benefit.Period?.Until),
        a.Benefit.IsDraft,
        [.. a.Benefit.Suspended.Select(s => s.Value)],
        [.. a.Benefit.NotWith],
        a.Ended is { } e ? new(e.Note, e.ReplacedBy?.Value, e.Proof?.Document.Value, e.Proof?.Clause.Value, e.Proof?.Quote) : null);

    private static string NameOf(ConditionFinding finding) => finding.Truth switch
    {
        Truth.Yes => "met",
        Truth.No => "failed",
        _ => finding.IsLeftOpen ? "left_open" : "open",
    };
}

/// <param name="Refused">Facts of the request that nobody knows, or whose value cannot be read.</param>
public sealed record WorksheetShape(string AsOf, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Refused, IReadOnlyList<AssessmentShape> Assessments);

/// <param name="Until">Last day, inclusive; null where the text states none.</param>
public sealed record AssessmentShape(
    string Benefit,
    string Title,
    string Document,
    string Clause,
    string For,
    string Verdict,
    IReadOnlyList<ConditionShape> Conditions,
    IReadOnlyList<MissingShape> Missing,
    AmountShape? Amount,
    string? From,
    string? Until,
    bool Draft,
    IReadOnlyList<string> Suspended,
    IReadOnlyList<string> NotWith,
    EndShape? Ended);

/// <summary>What ended the clause itself: a repeal, a successor. Document, Clause and Quote are the words that say so; null where none do.</summary>
public sealed record EndShape(string Note, string? ReplacedBy, string? Document, string? Clause, string? Quote);

/// <param name="State">met, failed, open (a fact is missing), left_open (the text does not settle it).</param>
public sealed record ConditionShape(string State, string? Fact, string Label, string? Clause, string? Quote, int? Start, int? End);
