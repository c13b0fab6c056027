using PolicyBot.Answering.Model;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Model;

public sealed class WordingGateTests
{
    private static readonly Answer Quoted = GivenModel.Quoted();

    [Theory]
    [InlineData("首次创办小微企业、正常运营6个月以上的，给予一次性创业补贴1万元[1]。")]
    [InlineData("首次创办小微企业并正常运营6个月以上，补贴10000元[1]。")]
    [InlineData("从事个体经营的给5000元[1]。")]
    [InlineData("已经享受过该补贴的人员，不得重复享受[2]。")]
    [InlineData("文件的原话是“不得重复享受”[2]。")]
    public void A_sentence_that_says_what_its_clause_says_passes(string sentence) => Assert.Null(FaultOf(sentence));

    [Theory]
    [InlineData("首次创办小微企业的，给予一次性创业补贴1万元。", "NoMarker")]
    [InlineData("首次创办小微企业的，给予一次性创业补贴1万元[9]。", "UnknownMarker")]
    [InlineData("首次创办小微企业的，给予一次性创业补贴2万元[1]。", "Number")]
    [InlineData("一次性创业补贴8万元[1]。", "Number")]
    [InlineData("首次创办小微企业的，给予一次性创业补贴1万元[2]。", "Number")]
    [InlineData("从事个体经营的，给予1万元[1]。", "Binding")]
    [InlineData("首次创办小微企业并正常运营6个月以下的，给予一次性创业补贴1万元[1]。", "Bound")]
    [InlineData("凡首次创办小微企业的，一律给予一次性创业补贴1万元[1]。", "Bound")]
    [InlineData("已享受过该补贴的人员重复享受[2]。", "Negation")]
    [InlineData("首次创办小微企业的，不给予一次性创业补贴[1]。", "Negation")]
    [InlineData("首次创办小微企业的，一定能给予一次性创业补贴1万元[1]。", "Promise")]
    [InlineData("首次创办小微企业的，建议正常运营6个月以上[1]。", "Advice")]
    [InlineData("您符合首次创办小微企业，给予一次性创业补贴1万元[1]。", "Verdict")]
    [InlineData("文件写明“给予一次性创业补贴”和“终身补贴”[1]。", "Quote")]
    [InlineData("首次创办小微企业的，给予购房补贴[1]。", "Name")]
    [InlineData("由市园区管理局给予一次性创业补贴1万元[1]。", "Name")]
    [InlineData("给予一次性创业补贴，见 https://example.org/x [1]。", "Link")]
    [InlineData("You will get the subsidy for your small company[1].", "Language")]
    [InlineData("外地户口的人带上材料到窗口排队[1]。", "Unsupported")]
    public void A_sentence_that_says_more_or_other_than_its_clause_is_dropped_for_that_reason(string sentence, string fault) =>
        Assert.Equal(fault, FaultOf(sentence)?.ToString());

    [Fact]
    public void Advice_to_do_one_thing_is_no_evidence_for_another()
    {
        var advising = Quoted with { Text = Quoted.Text + "\n具体请尽快咨询，建议向市里了解[1]。" };

        Assert.Equal(WordingFault.Advice, FaultOf("从事个体经营的给5000元，建议尽快办理[1]。", advising));
    }

    private static WordingFault? FaultOf(string sentence, Answer? answer = null) =>
        new WordingGate(answer ?? Quoted, Quoted.Citations, ["市园区管理局"], n => n == GivenModel.Document.Number ? GivenModel.Document.Text : null).Check(sentence)?.Fault;
}
