using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Eligibility;

/// <summary>The project's own rules: whatever is answered and in whatever order, no verdict is early and no question idle.</summary>
public sealed class RuleOutlookTests
{
    public static TheoryData<string> Rules => [.. GivenEligibility.Knowledge.Benefits.Where(b => !b.IsDraft).Select(b => b.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_way_through_the_questions_of_a_rule_ends_decided_and_asks_nothing_twice(string id)
    {
        var benefit = GivenEligibility.Benefit(id);
        var day = benefit.Period?.Until ?? new DateOnly(2026, 11, 24);
        var random = new Random(20261124);
        for (var walk = 0; walk < 60; walk++)
        {
            var facts = ApplicantFacts.None;
            var asked = new HashSet<string>(StringComparer.Ordinal);
            while (GivenEligibility.Assessor.Assess(benefit, facts, day) is { Missing: [var next, ..] } now)
            {
                Assert.Equal(Verdict.NeedMoreInfo, now.Verdict);
                // Whoever named one group may be another as well: that is asked once more for each that is left.
                Assert.True(asked.Add(next + facts.Find(next)), $"{next} asked twice");
                var values = GivenEligibility.Knowledge.Facts.Find(next) switch
                {
                    { Type: FactType.YesNo } => [new FactValue.YesNo(true), new FactValue.YesNo(false)],
                    { Type: FactType.Number } => [.. new[] { 0m, 2, 4.99m, 5, 6, 36, 50, 100 }.Select(n => new FactValue.Number(NumberRange.Exactly(n)))],
                    { Type: FactType.Date } => [new FactValue.Day(DateRange.On(new(2020, 12, 31))), new FactValue.Day(DateRange.On(new(2021, 1, 1)))],
                    { } choice => (IReadOnlyList<FactValue>)[.. choice.Choices.Select(c => c.Value)],
                    _ => throw new InvalidOperationException(next),
                };
                values = [.. values.Where(v => v is not FactValue.Groups { Yes: [var named, ..] } || facts.Find(next) is not FactValue.Groups known || !known.Yes.Contains(named, StringComparer.Ordinal))];
                var value = values[random.Next(values.Count)];
                facts = facts.With(next, value is FactValue.Groups { Yes.Count: > 0 } one && facts.Find(next) is FactValue.Groups before ? before.With(one) : value);
            }
        }
    }

    [Fact]
    public void What_the_applicant_does_not_know_stays_unknown_and_is_not_asked_again()
    {
        var facts = GivenEligibility.Facts(("certificate_level", "senior")).Decline("insured_months");
        var assessment = GivenEligibility.Assessor.Assess(GivenEligibility.Benefit("skill_subsidy"), facts, new(2026, 11, 24));
        Assert.Equal(Verdict.NeedMoreInfo, assessment.Verdict);
        Assert.Empty(assessment.Missing);
    }

    [Fact]
    public void The_smallest_change_names_how_many_are_lacking_and_the_new_sum()
    {
        var facts = GivenEligibility.Facts(("in_district", "yes"), ("opened_on", "2022-05-01"), ("startup_qualified", "yes"), ("hired_people", "3"));
        var change = SmallestChange.Find(GivenEligibility.Benefit("startup_jobs_subsidy"), facts, new(2023, 10, 1), GivenEligibility.Assessor);
        var one = Assert.Single(change!.Changes);
        Assert.Equal(("hired_people", 2m, true), (one.Leaf.Id, one.Delta!.Value, one.IsChangeable));
        Assert.Equal(5000, change.Amount!.Value);
    }

    [Fact]
    public void The_working_of_a_capped_sum_shows_the_arithmetic_and_the_cap()
    {
        var facts = GivenEligibility.Facts(("in_district", "yes"), ("opened_on", "2022-05-01"), ("startup_qualified", "yes"), ("hired_people", "40"));
        var amount = GivenEligibility.Assessor.Assess(GivenEligibility.Benefit("startup_jobs_subsidy"), facts, new(2023, 10, 1)).Amount!;
        Assert.Equal((60000m, 60000m), (amount.Value, amount.Cap!.Value));
        Assert.Equal("5000+2000×（40-5）=75000元，超过上限，按60000元", amount.Working);
    }

    [Fact]
    public void All_benefits_are_ranked_likely_possible_excluded_expired()
    {
        var facts = GivenEligibility.Facts(("in_district", "yes"), ("first_venture", "yes"), ("business_form", "individual"), ("months_operating", "8"), ("applicant_group", "veteran,!college"));
        var overview = EligibilityOverview.Of(GivenEligibility.Assessor.AssessAll(GivenEligibility.Knowledge.Benefits, facts, new(2026, 11, 24)));
        Assert.Equal("startup_subsidy", Assert.Single(overview.Likely).Benefit.Id);
        Assert.Contains(overview.Excluded, a => a.Benefit.Id == "startup_subsidy_graduate");
        Assert.Contains(overview.Expired, a => a.Benefit.Id == "startup_jobs_subsidy");
        Assert.DoesNotContain(overview.Possible, a => a.Verdict != Verdict.NeedMoreInfo);
    }
}
