using PolicyBot.Answering.Composition;
using PolicyBot.Core.Documents;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class SentenceReaderTests
{
    [Fact]
    public void A_bare_number_is_no_sentence() =>
        Assert.Equal(["活动方案"], Read("一、材料\n（一）活动方案；\n（二）承诺书。\n", "正文/一/（一）").Select(s => s.Text));

    [Fact]
    public void The_question_of_an_explanation_is_its_heading_and_the_answer_follows()
    {
        var sentences = Read("一、问:首次就业怎么认定?\n答:以首次缴纳养老保险的月份为准.在校期间不计算在内.\n二、问:什么时候申请?\n答:次月起.\n", "正文/一");
        Assert.Equal(SentenceKind.Heading, sentences[0].Kind);
        Assert.Equal(["以首次缴纳养老保险的月份为准", "在校期间不计算在内"], sentences.Where(s => s.IsBody).Select(s => s.Text));
    }

    [Fact]
    public void A_first_sentence_that_settles_something_is_no_heading() =>
        Assert.Contains("失能等级每两年复评一次", Read("一、管理\n（一）失能等级每两年复评一次。身体状况变化的，可以随时申请。\n（二）死亡的停发。\n", "正文/一/（一）").Where(s => s.IsBody).Select(s => s.Text));

    private static IReadOnlyList<ClauseSentence> Read(string text, string path)
    {
        var document = GivenOfficialText.Document("云山政发〔2024〕1号", "云山市办法", text);
        return SentenceReader.Read(document, document.FindClause(ClausePath.Parse(path))!);
    }
}
