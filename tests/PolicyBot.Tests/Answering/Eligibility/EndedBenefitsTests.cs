using PolicyBot.Answering;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Eligibility;

/// <summary>What ends a rule from outside: a repeal, an amendment, a stated end of the whole document.</summary>
public sealed class EndedBenefitsTests
{
    private const string Repealing = "《云山市租房补贴办法》（云政发〔2024〕7号）同时废止。";
    private const string Repeal = "云山市新补贴办法\n一、对新办企业，给予补贴5000元。\n二、本办法自2025年1月1日起施行，" + Repealing + "\n";
    private const string Amendment = "云山市关于修改部分文件的决定\n一、将《云山市租房补贴办法》（云政发〔2024〕7号）第一条中的“6个月”修改为“3个月”。\n二、本决定自2025年1月1日起施行。\n";

    private static readonly IReadOnlyDictionary<string, string> Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["months"] = "8" };

    [Fact]
    public void Before_the_repeal_the_rule_decides() =>
        Assert.Equal(Verdict.LikelyEligible, Assess(Repeal, new(2024, 12, 31)).Verdict);

    [Fact]
    public void From_the_day_of_its_repeal_the_verdict_is_expired_with_the_repealing_words()
    {
        var assessment = Assess(Repeal, new(2025, 1, 1));
        Assert.Equal(Verdict.Expired, assessment.Verdict);
        Assert.Equal("云政发〔2025〕1号", assessment.Ended?.ReplacedBy?.Value);

        var (knowledge, validity) = Knowledge(Repeal);
        var outcome = new EligibilityDialogue(knowledge, validity).Respond(new("我工作了8个月，能领租房补贴吗", new(2026, 11, 24)) { AsksEntitlement = true })!;
        Assert.Equal(Verdict.Expired, outcome.Verdict);
        Assert.Contains("已被后来的文件废止", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("废止", outcome.Text.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal("云政发〔2025〕1号", outcome.Spans[0].Document.Value);
        Assert.Empty(outcome.Missing);
    }

    [Fact]
    public void Amended_words_suspend_the_rule_that_was_written_for_the_old_ones()
    {
        Assert.Equal(Verdict.LikelyEligible, Assess(Amendment, new(2024, 12, 31)).Verdict);
        var assessment = Assess(Amendment, new(2025, 1, 1));
        Assert.Equal(Verdict.NeedMoreInfo, assessment.Verdict);
        Assert.NotEmpty(assessment.Benefit.Suspended);
    }

    private static Assessment Assess(string later, DateOnly asOf)
    {
        var (knowledge, validity) = Knowledge(later);
        return Assert.Single(new EligibilityDialogue(knowledge, validity).AssessAll(Facts, asOf, out _), a => !a.Benefit.IsDraft);
    }

    private static (KnowledgeBase Knowledge, ClauseValidity Validity) Knowledge(string later)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "a", "云政发〔2024〕7号", "云山市租房补贴办法", "2024-03-01", "云山市租房补贴办法\n第一条 对工作满6个月的职工，给予租房补贴500元。\n第二条 本办法由市财政局解释。\n");
        Write(folder.Path, "b", "云政发〔2025〕1号", later.Split('\n')[0], "2024-12-20", later);
        File.WriteAllText(Path.Combine(folder.Path, "documents", "a", "benefits.yaml"), """
            benefits:
              - {id: rent, title: 租房补贴, names: [租房补贴], clause: 正文/第一条, conditions: [{fact: months, at_least: 6, words: 工作满6个月}], amount: {value: 500, words: 租房补贴500元}}
            """);
        File.WriteAllText(Path.Combine(folder.Path, "facts.yaml"), "facts:\n  - {id: months, ask: 工作了多久？, type: number, unit: 月, said: [\"工作了{时长}\"]}\n");
        var read = PolicyBot.Knowledge.KnowledgeReader.Read(folder.Path);
        Assert.True(read.IsSuccess, string.Join('\n', read.Problems));
        var timeline = new ValidityTimeline(read.Value);
        return (read.Value, (document, clause, day) => timeline.FindingFor(document, clause.Path, day));
    }

    private static void Write(string folder, string name, string number, string title, string issued, string text)
    {
        var document = Directory.CreateDirectory(Path.Combine(folder, "documents", name)).FullName;
        File.WriteAllText(Path.Combine(document, "document.md"), text);
        File.WriteAllText(Path.Combine(document, "document.yaml"), $"number: {number}\ntitle: {title}\nissuer: 云山市人民政府\nissuedOn: {issued}\n"
            + (text.Contains(Repealing, StringComparison.Ordinal) ? $"repeals:\n  - {{number: 云政发〔2024〕7号, quote: {Repealing}}}\n" : ""));
    }
}
