using PolicyBot.Answering.Eligibility;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Eligibility;

/// <summary>A document without rules: its words are listed beside what was said, and nothing is decided.</summary>
public sealed class DraftedBenefitsTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void Each_stated_condition_stands_beside_what_was_said_of_it_and_no_verdict_is_given()
    {
        var document = GivenDocuments.Document("云政发〔2024〕3号", "云山市护理补贴办法", ("正文/一", "一、对连续居住满5年的失能老人，给予护理补贴300元。"));
        var knowledge = new KnowledgeBase([document])
        {
            Benefits = BenefitDrafter.Draft(document),
            Facts = GivenEligibility.Knowledge.Facts,
            EligibilityWords = GivenEligibility.Knowledge.EligibilityWords,
        };

        var outcome = new EligibilityDialogue(knowledge).Respond(new("我爸连续居住满8年，能领护理补贴吗", Today) { AsksEntitlement = true })!;

        Assert.Equal(Verdict.NeedMoreInfo, outcome.Verdict);
        Assert.Contains("您说：我爸连续居住满8年", outcome.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('✓', outcome.Text);
        Assert.DoesNotContain('✗', outcome.Text);
        Assert.All(outcome.Spans, s => Assert.Equal(document.Number, s.Document));
    }
}
