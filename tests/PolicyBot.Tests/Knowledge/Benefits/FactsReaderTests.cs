using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using PolicyBot.Knowledge.Benefits;

namespace PolicyBot.Tests.Knowledge.Benefits;

public sealed class FactsReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("{id: a, type: yes_no}", "缺少“ask”")]
    [InlineData("{id: a, ask: 几人？, type: number}", "缺少“unit”")]
    [InlineData("{id: a, ask: 几人？, type: numbers}", "不认识的类型")]
    [InlineData("{id: a, ask: 哪类？, type: choice}", "choice 和 groups 类型要列出 choices")]
    [InlineData("{id: a, ask: 在哪？, type: yes_no, after: shop}", "没有这个事实")]
    [InlineData("{id: a, ask: 在哪？, type: yes_no, said: [\"（在\"]}", "说法写得不对：括号不成对")]
    public void A_faulty_fact_is_refused_in_Chinese(string fact, string message)
    {
        var result = FactsReader.Parse($"facts:\n  - {fact}\n", "facts.yaml");
        Assert.False(result.IsSuccess);
        Assert.Contains(result.Problems, p => p.Severity == ProblemSeverity.Error && p.Message == message);
    }

    [Fact]
    public void What_excludes_another_group_is_written_as_what_follows_from_the_first()
    {
        var facts = Facts("{id: who, ask: 哪类？, type: groups, choices: [{text: 甲, is: a}, {text: 乙, is: b}, {text: 丙, is: c}], from: [{fact: who, in: [a], then: \"!b\"}]}");
        var known = facts.Complete(facts.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = "a" }, out _), Today);
        Assert.Equal("a,!b", known.Find("who")!.ToString());
    }

    [Fact]
    public void Words_that_only_look_like_a_fact_say_nothing_of_it()
    {
        var file = FactsReader.Parse("""
            facts:
              - {id: away, ask: 在外地吗？, type: yes_no, said: ["在外地…开", {say: "以前…在外地", nothing: true}]}
            """, "facts.yaml").Value;
        var recognizer = new FactRecognizer(file.Facts, file.Words);
        Assert.Single(recognizer.Recognize("我在外地开店", Today).Stated);
        Assert.Empty(recognizer.Recognize("以前我在外地开过店", Today).Stated);
    }

    [Fact]
    public void A_month_that_has_begun_may_count_whole_so_that_the_border_stays_open()
    {
        var facts = Facts("{id: since, ask: 从哪天？, type: date}\n  - {id: paid, ask: 几个月？, type: number, unit: 月, from: [{months_since: since, up_to_more: 1}]}");
        var known = facts.Complete(facts.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["since"] = "2023-12-10" }, out _), Today);
        var months = ((FactValue.Number)known.Find("paid")!).Range;
        Assert.Equal(Truth.Unknown, months.LiesIn(NumberRange.AtLeast(36)));
    }

    private static FactCatalog Facts(string facts) => FactsReader.Parse($"facts:\n  - {facts}\n", "facts.yaml").Value.Facts;
}
