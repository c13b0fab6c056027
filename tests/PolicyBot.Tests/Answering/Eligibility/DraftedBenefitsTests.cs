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

    [Fact]
    public void What_excludes_reads_as_such_and_the_question_itself_tells_nothing()
    {
        var document = GivenDocuments.Document(
            "云政发〔2024〕3号",
            "云山市民宿补助办法",
            ("正文/一", "一、对客房5间以上的民宿，给予改造补助8000元。\n"),
            ("正文/二", "二、不予补助的情形。有下列情形之一的，不予补助：\n"),
            ("正文/二/（一）", "（一）被列入失信名单的。\n"));
        var knowledge = new KnowledgeBase([document]) { Benefits = BenefitDrafter.Draft(document), Facts = GivenEligibility.Knowledge.Facts, EligibilityWords = GivenEligibility.Knowledge.EligibilityWords };

        var lines = new EligibilityDialogue(knowledge).Respond(new("我家民宿有6间客房，上了失信名单，改造补助能领吗", Today) { AsksEntitlement = true })!.Text.Split('\n');

        Assert.Contains(lines, l => l.StartsWith("？ 客房5间以上的民宿", StringComparison.Ordinal) && l.Contains("您说：我家民宿有6间客房", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("？ 不给予的情形：被列入失信名单的", StringComparison.Ordinal) && l.Contains("您说：上了失信名单", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("您说：改造补助", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("我开了个民宿，能给补贴吗", true)]
    [InlineData("我开了个饭馆，能给补贴吗", false)]
    public void A_drafted_grant_is_found_from_another_clause_of_its_document_where_something_of_it_was_said(string said, bool isFound)
    {
        var document = GivenDocuments.Document(
            "云政发〔2024〕3号",
            "云山市旅游若干措施",
            ("正文/一", "一、对客房5间以上的民宿，给予改造补助8000元。\n"),
            ("正文/二", "二、用地保障。优先安排建设用地指标。\n"));
        var knowledge = new KnowledgeBase([document]) { Benefits = BenefitDrafter.Draft(document), Facts = GivenEligibility.Knowledge.Facts, EligibilityWords = GivenEligibility.Knowledge.EligibilityWords };

        var outcome = new EligibilityDialogue(knowledge).Respond(new(said, Today) { AsksEntitlement = true, Evidence = [(document.Number, document.Clauses[1].Path)] });

        Assert.Equal(isFound ? Verdict.NeedMoreInfo : null, outcome?.Verdict);
    }
}
