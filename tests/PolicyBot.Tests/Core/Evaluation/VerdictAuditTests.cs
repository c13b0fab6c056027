using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Evaluation;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Evaluation;

public sealed class VerdictAuditTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    private static readonly (string, string)[] NothingOfMonths = [("in_district", "yes"), ("first_venture", "yes"), ("business_form", "individual"), ("applicant_group", "veteran")];

    [Fact]
    public void A_verdict_that_an_open_fact_could_still_change_is_premature()
    {
        var breach = Assert.Single(Audit(Verdict.LikelyEligible, [], NothingOfMonths));
        Assert.Equal(ExactProperty.Premature, breach.Property);
        Assert.Equal(ExactProperty.Premature, Assert.Single(Audit(Verdict.NotEligible, [], NothingOfMonths)).Property);
    }

    [Fact]
    public void A_question_whose_answer_changes_nothing_is_wasted()
    {
        var excluded = NothingOfMonths.Append(("months_operating", "3")).ToArray();
        Assert.Equal(ExactProperty.Wasted, Assert.Single(Audit(Verdict.NotEligible, ["returned_home"], excluded)).Property);
        Assert.Equal(ExactProperty.Wasted, Assert.Single(Audit(Verdict.NeedMoreInfo, ["first_venture"], NothingOfMonths)).Property);
    }

    [Fact]
    public void The_right_question_and_a_decided_verdict_are_neither()
    {
        Assert.Empty(Audit(Verdict.NeedMoreInfo, ["months_operating"], NothingOfMonths));
        Assert.Empty(Audit(Verdict.LikelyEligible, [], [.. NothingOfMonths, ("months_operating", "6")]));
        Assert.Empty(Audit(Verdict.NotEligible, [], [.. NothingOfMonths, ("months_operating", "5.97")]));
    }

    [Fact]
    public void A_draft_may_give_no_verdict_at_all()
    {
        var draft = GivenEligibility.Benefit("startup_subsidy") with { IsDraft = true };
        var knowledge = GivenEligibility.Knowledge with { Benefits = [draft] };
        Assert.Equal(ExactProperty.Premature, Assert.Single(VerdictAudit.Run(Answer(Verdict.NotEligible, [], ApplicantFacts.None), knowledge)).Property);
    }

    /// <summary>Every rule of the project under many states of what is known: the engine against completions counted without it.</summary>
    [Fact]
    public void No_rule_of_the_project_ever_gives_an_early_verdict_or_a_wasted_question()
    {
        var random = new Random(20261124);
        foreach (var benefit in GivenEligibility.Knowledge.Benefits.Where(b => b is { IsDraft: false, Suspended.Count: 0 }))
        {
            var ids = benefit.Condition.Leaves().OfType<Condition.Fact>().Select(f => f.Id).Distinct(StringComparer.Ordinal).ToList();
            for (var round = 0; round < 25; round++)
            {
                var facts = ids.Aggregate(ApplicantFacts.None, (f, id) => State(random, GivenEligibility.Knowledge.Facts.Find(id)!) is { } value ? f.With(id, value) : f);
                var made = GivenEligibility.Assessor.Assess(benefit, facts, benefit.Period?.Until ?? Day, (DateOnly?)null);
                var answer = new Answered { Text = "", AsOf = Day, Verdict = made.Verdict, Missing = [.. made.Missing.Select(m => new MissingFact(m, "", []))], Judged = new(benefit.Id, facts, Day) };
                var breaches = VerdictAudit.Run(answer, GivenEligibility.Knowledge);
                Assert.True(breaches.Count == 0, $"{benefit.Id} {string.Join(' ', facts.ToText().Select(t => t.Key + "=" + t.Value))}: {string.Join("; ", breaches)}");
            }
        }
    }

    private static FactValue? State(Random random, FactDefinition fact) => random.Next(3) == 0 ? null : fact.Type switch
    {
        FactType.YesNo => new FactValue.YesNo(random.Next(2) == 0),
        FactType.Number => new FactValue.Number(random.Next(3) == 0 ? new(random.Next(0, 6), random.Next(6, 60)) : NumberRange.Exactly(random.Next(0, 60))),
        FactType.Date => new FactValue.Day(random.Next(2) == 0 ? DateRange.Year(2020 + random.Next(5)) : DateRange.On(new(2020 + random.Next(5), 1 + random.Next(12), 1))),
        FactType.Choice => new FactValue.Choice(Pick(random, FactCatalog.ChoiceIds(fact))),
        _ => random.Next(2) == 0 ? new FactValue.Groups([Pick(random, FactCatalog.ChoiceIds(fact))], []) : new FactValue.Groups([], [Pick(random, FactCatalog.ChoiceIds(fact))]),
    };

    private static string Pick(Random random, IReadOnlyList<string> of) => of[random.Next(of.Count)];

    private static IReadOnlyList<ExactBreach> Audit(Verdict verdict, string[] asks, params (string, string)[] facts) =>
        VerdictAudit.Run(Answer(verdict, asks, GivenEligibility.Facts(facts)), GivenEligibility.Knowledge);

    private static Answered Answer(Verdict verdict, string[] asks, ApplicantFacts facts) => new()
    {
        Text = "",
        AsOf = Day,
        Verdict = verdict,
        Missing = [.. asks.Select(a => new MissingFact(a, a, []))],
        Judged = new("startup_subsidy", facts, Day),
    };
}
