using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Tests.Core.Answers;

public sealed class CitationCheckTests
{
    private const string Official = "（一）给予创业补贴。对正常经营6个月以上的退役军人，给予一次性创业补贴5000元。对高校毕业生给予1万元。执行期至2023年 12月 31日止。〔责任单位：市人力资源社会保障局、市财政局〕";
    private static readonly DocumentNumber Number = DocumentNumber.Parse("云政发〔2023〕7号");

    private static readonly CitationContext Context = new("退役军人能领多少", n => n == Number ? Official : null) { Names = ["市人力资源社会保障局", "市财政局"] };

    [Fact]
    public void A_cited_verbatim_answer_passes() =>
        Assert.Empty(Check("标准是：“给予一次性创业补贴5000元”[1]。", Cite(1, "给予一次性创业补贴5000元")));

    [Fact]
    public void A_telephone_number_that_ends_like_the_public_hotline_is_a_number_like_others()
    {
        const string Printed = "咨询电话：6612345";
        var context = new CitationContext("", _ => Printed);
        var cited = new Citation(1, Number, "意见", ClausePath.Parse("正文/（一）"), "", Printed, 0, Printed.Length, "sha256:0", new(ValidityStatus.InForce, null, null, ""));
        Assert.Empty(CitationCheck.Run($"文件规定：“{Printed}”[1]。", [cited], context));
        Assert.Contains(CitationCheck.Run("电话是6712345[1]。", [cited], context), v => v.Fault == CitationFault.UnsupportedNumber);
    }

    [Fact]
    public void A_factual_sentence_without_a_marker_fails()
    {
        var violations = Check("标准是5000元。", Cite(1, "给予一次性创业补贴5000元"));
        Assert.Contains(violations, v => v.Fault == CitationFault.NoMarker);
        Assert.Contains(violations, v => v.Fault == CitationFault.UnsupportedNumber);
    }

    [Fact]
    public void A_marker_that_names_no_citation_fails() =>
        Assert.Contains(Check("标准是：“给予一次性创业补贴5000元”[2]。", Cite(1, "给予一次性创业补贴5000元")), v => v.Fault == CitationFault.UnknownMarker);

    [Fact]
    public void A_quote_that_differs_by_one_character_fails()
    {
        var cited = Cite(1, "给予一次性创业补贴5000元");
        Assert.Contains(Check("标准是5000元[1]。", cited with { Quote = "给予一次性就业补贴5000元" }), v => v.Fault == CitationFault.NotVerbatim);
        Assert.Contains(Check("标准是5000元[1]。", cited with { Start = cited.Start + 1 }), v => v.Fault == CitationFault.NotVerbatim);
    }

    [Theory]
    [InlineData("可以领10000元[1]。")]
    [InlineData("可以领一万元[1]。")]
    [InlineData("可以领1万元[1]。")]
    public void One_sum_may_be_written_in_any_way(string text) => Assert.Empty(Check(text, Cite(1, "对高校毕业生给予1万元")));

    [Theory]
    [InlineData("可以领2万元[1]。")]
    [InlineData("可以领10001元[1]。")]
    [InlineData("可以领10%[1]。")]
    [InlineData("见云政发〔2023〕8号[1]。")]
    [InlineData("到2024年12月31日[1]。")]
    [InlineData("满7个月[1]。")]
    public void A_number_that_its_own_citation_does_not_hold_fails(string text) =>
        Assert.Contains(Check(text, Cite(1, "对高校毕业生给予1万元")), v => v.Fault == CitationFault.UnsupportedNumber);

    [Fact]
    public void A_date_with_printed_blanks_is_the_same_date() =>
        Assert.Empty(Check("执行到2023年12月31日[1]。", Cite(1, "执行期至2023年 12月 31日止")));

    [Fact]
    public void Numbers_of_the_question_and_of_the_shown_working_may_be_repeated()
    {
        var context = Context with { Question = "雇了7个人", Working = "5000+2000×2=9000元" };
        Assert.Empty(CitationCheck.Run("您雇了7人，共9000元，其中5000元[1]。", [Cite(1, "给予一次性创业补贴5000元")], context));
    }

    [Fact]
    public void A_unit_that_the_cited_words_do_not_name_fails()
    {
        Assert.Contains(Check("由市财政局办理[1]。", Cite(1, "给予一次性创业补贴5000元")), v => v.Fault == CitationFault.UnsupportedName);
        Assert.Empty(Check("由市财政局办理[1]。", Cite(1, "责任单位：市人力资源社会保障局、市财政局")));
    }

    [Fact]
    public void A_frame_needs_no_marker_but_states_no_number()
    {
        var context = Context with { Frames = ["文中没有写明联系电话。", "一共给8000元。"] };
        Assert.Empty(CitationCheck.Run("文中没有写明联系电话。", [], context));
        Assert.Contains(CitationCheck.Run("一共给8000元。", [], context), v => v.Fault == CitationFault.UnsupportedNumber);
    }

    [Theory]
    [InlineData(ValidityStatus.Expired)]
    [InlineData(ValidityStatus.Repealed)]
    public void A_clause_that_is_over_is_not_cited_without_saying_so(ValidityStatus status)
    {
        var over = Cite(1, "给予一次性创业补贴5000元") with { Validity = new(status, null, null, "") };
        Assert.Contains(Check("标准是：“给予一次性创业补贴5000元”[1]。", over), v => v.Fault == CitationFault.Stale);
        Assert.Empty(Check("这项规定已到期[1]。标准是：“给予一次性创业补贴5000元”[1]。", over));
    }

    [Fact]
    public void Every_violation_is_returned() =>
        Assert.True(Check("给8000元。由市财政局办理。见[9]。", Cite(1, "给予一次性创业补贴5000元")).Count >= 5);

    /// <summary>Changing any one digit of a right answer, or dropping its marker, is caught.</summary>
    [Property]
    public Property Any_mutation_of_a_right_answer_is_caught() => Prop.ForAll(
        (from sum in Gen.Choose(11, 99_999) from digit in Gen.Choose(1, 9) from at in Gen.Choose(0, 4) select (sum, digit, at)).ToArbitrary(),
        x =>
        {
            var official = $"对符合条件的人员给予补贴{x.sum}元。";
            var quote = official[..^1];
            var citation = Cite(1, "给予") with { Quote = quote, Start = 0, End = quote.Length };
            var context = new CitationContext("给多少", _ => official);
            var right = $"标准是{x.sum}元[1]。";
            var digits = x.sum.ToString(System.Globalization.CultureInfo.InvariantCulture).ToCharArray();
            var at = x.at % digits.Length;
            digits[at] = (char)('0' + ((digits[at] - '0' + x.digit) % 10));
            var wrong = $"标准是{new string(digits)}元[1]。";
            return CitationCheck.Run(right, [citation], context).Count == 0
                && CitationCheck.Run(wrong, [citation], context).Count > 0
                && CitationCheck.Run(right.Replace("[1]", "", StringComparison.Ordinal), [citation], context).Count > 0;
        });

    private static IReadOnlyList<CitationViolation> Check(string text, params Citation[] citations) => CitationCheck.Run(text, citations, Context);

    private static Citation Cite(int marker, string quote)
    {
        var start = Official.IndexOf(quote, StringComparison.Ordinal);
        return new(marker, Number, "意见", ClausePath.Parse("正文/（一）"), "", quote, start, start + quote.Length, "sha256:0", new(ValidityStatus.InForce, null, null, ""));
    }
}
