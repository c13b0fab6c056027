using PolicyBot.Answering;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Tests.Answering;

public sealed class SeveralAnswersTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static Citation Cited(int marker, int start, string quote) =>
        new(marker, DocumentNumber.Parse("云山政办发〔2023〕5号"), "办法", ClausePath.Parse("正文/一"), "", quote, start, start + quote.Length, "sha256:0", new(ValidityStatus.Unstated, From: null, Until: null, ""));

    private static Answered Given(string text, params Citation[] citations) => new() { Text = text, AsOf = Today, Citations = citations };

    [Fact]
    public void Markers_are_numbered_through_and_the_same_place_is_cited_once()
    {
        var joined = SeveralAnswers.Join(
            [new("给多少", Given("“每人800元”[1]。\n“市财政承担”[2]。", Cited(1, 10, "每人800元"), Cited(2, 40, "市财政承担"))),
             new("谁出钱", Given("“市财政承担”[1]。\n“省里不出”[2]。", Cited(1, 40, "市财政承担"), Cited(2, 70, "省里不出")))],
            "给多少，谁出钱");
        Assert.Equal("问：给多少\n“每人800元”[1]。\n“市财政承担”[2]。\n问：谁出钱\n“市财政承担”[2]。\n“省里不出”[3]。", joined.Text);
        Assert.Equal([1, 2, 3], joined.Citations.Select(c => c.Marker));
        Assert.IsType<Answered>(joined);
    }

    [Fact]
    public void What_holds_for_both_parts_is_said_once_at_the_end()
    {
        var joined = SeveralAnswers.Join([new("甲", Given("甲。\n请再确认。")), new("乙", Given("乙。\n请再确认。"))], "甲乙");
        Assert.Equal("问：甲\n甲。\n问：乙\n乙。\n请再确认。", joined.Text);
    }

    [Fact]
    public void The_same_answer_twice_is_one_answer() =>
        Assert.Equal("同样。", SeveralAnswers.Join([new("甲", Given("同样。")), new("乙", Given("同样。"))], "甲乙").Text);

    [Fact]
    public void A_part_that_nothing_answers_makes_the_whole_a_partial_answer()
    {
        var joined = SeveralAnswers.Join([new("甲", Given("甲。")), new("乙", new NotFound { Text = "没有找到。", AsOf = Today })], "甲乙");
        Assert.IsType<PartlyAnswered>(joined);
        Assert.Contains("没有找到", joined.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_on_every_part_stays_silence() => Assert.IsType<NotFound>(SeveralAnswers.Join(
        [new("甲", new OutOfScope { Text = "不在范围。", AsOf = Today }), new("乙", new NotFound { Text = "没有找到。", AsOf = Today })], "甲乙"));
}
