using PolicyBot.Answering.Eligibility;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge.Benefits;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Eligibility;

/// <summary>cases.yaml beside each document, one test a sentence.</summary>
public sealed class CasesTests
{
    private static readonly EligibilityDialogue Dialogue = new(GivenEligibility.Knowledge);

    private static readonly ValidityTimeline Timeline = new(GivenEligibility.Knowledge);

    private static readonly IReadOnlyList<BenefitCase> Cases =
    [
        .. Directory.GetFiles(Path.Combine(GivenEligibility.Folder, "documents"), "cases.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(f => CasesReader.Read(f, Path.GetFileName(Path.GetDirectoryName(f)!)).Value),
    ];

    public static TheoryData<string> Sentences => [.. Cases.Select(c => c.Sentence)];

    [Fact]
    public void There_are_at_least_150_cases_and_some_are_talks()
    {
        Assert.True(Cases.Count >= 150, $"{Cases.Count} cases");
        Assert.True(Cases.Count(c => c.Turns.Count > 1) >= 8);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Case(string sentence)
    {
        var one = Cases.Single(c => string.Equals(c.Sentence, sentence, StringComparison.Ordinal));
        if (one.Benefit is { } id)
        {
            var assessment = GivenEligibility.Knowledge.Find(GivenEligibility.Benefit(id).Document) is { } document
                ? GivenEligibility.Assessor.Assess(GivenEligibility.Benefit(id), GivenEligibility.Facts([.. one.Given.Select(g => (g.Key, g.Value))]), one.AsOf!.Value, document.IssuedOn)
                : throw new InvalidOperationException();
            Check(one.Turns[0], assessment.Verdict, assessment.Amount?.Value, assessment.Missing);
            return;
        }

        var state = EligibilityState.Empty;
        foreach (var turn in one.Turns)
        {
            var day = turn.AsOf ?? one.AsOf!.Value;
            var outcome = Dialogue.Respond(new(turn.Say, day) { State = state, Today = one.AsOf!.Value });
            if (turn.Verdict is "none")
                Assert.Null(outcome?.Verdict);
            else
                Check(turn, outcome?.Verdict, outcome?.Amount?.Value, [.. outcome?.Missing.Select(m => m.Fact) ?? []]);
            if (outcome is not null)
                CheckWords(outcome, turn.Say, day);
            state = outcome?.State ?? state;
        }
    }

    private static void Check(CaseTurn expected, Verdict? verdict, decimal? amount, IReadOnlyList<string> missing)
    {
        Assert.Equal(expected.Verdict, verdict is { } v ? AnswerJson.NameOf(v) : null);
        if (expected.Amount is not null)
            Assert.Equal(expected.Amount, amount);
        foreach (var fact in expected.Missing)
            Assert.Contains(fact, missing);
    }

    /// <summary>Markers are the spans' and in use; at most one question; the gate lets the text through.</summary>
    private static void CheckWords(EligibilityOutcome outcome, string said, DateOnly asOf)
    {
        var citations = outcome.Spans.Select(s =>
        {
            var document = GivenEligibility.Knowledge.Find(s.Document)!;
            return new Citation(s.Marker, s.Document, document.Title, s.Clause, "", document.Text[s.Start..s.End], s.Start, s.End, document.Digest, Timeline.FindingFor(document, s.Clause, asOf));
        }).ToList();
        var violations = CitationCheck.Run(outcome.Text, citations, new(said, n => GivenEligibility.Knowledge.Find(n)?.Text)
        {
            Working = string.Join('\n', outcome.Workings.Concat(outcome.Missing.SelectMany(m => m.Choices.Append(m.Ask)))),
            Frames = [.. outcome.Text.Split('\n').Where(l => !outcome.Spans.Any(s => l.Contains($"[{s.Marker}]", StringComparison.Ordinal)))],
            Contacts = outcome.Contact,
        });
        Assert.Empty(violations);

        Assert.Equal(outcome.Spans.Select((_, i) => i + 1), outcome.Spans.Select(s => s.Marker));
        foreach (var span in outcome.Spans)
        {
            Assert.Contains($"[{span.Marker}]", outcome.Text, StringComparison.Ordinal);
            var clause = GivenEligibility.Knowledge.Find(span.Document)!.FindClause(span.Clause)!;
            Assert.InRange(span.Start, clause.Start, span.End - 1);
            Assert.InRange(span.End, span.Start + 1, clause.End);
        }

        Assert.True(outcome.Text.Split("请问：").Length <= 2, outcome.Text);
    }
}
