using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Tests.Search.ChineseAnalysis;

public sealed class ExactTermsTests
{
    [Theory]
    [InlineData("1万元", ExactKind.Amount, "10000元")]
    [InlineData("10000元", ExactKind.Amount, "10000元")]
    [InlineData("10,000元", ExactKind.Amount, "10000元")]
    [InlineData("一万元", ExactKind.Amount, "10000元")]
    [InlineData("１万块钱", ExactKind.Amount, "10000元")]
    [InlineData("1.5万元", ExactKind.Amount, "15000元")]
    [InlineData("百分之五十", ExactKind.Measure, "50%")]
    [InlineData("５０％", ExactKind.Measure, "50%")]
    [InlineData("2024年12月31日", ExactKind.Date, "2024-12-31")]
    [InlineData("2024 年 12月 31日", ExactKind.Date, "2024-12-31")]
    [InlineData("2024年12月31日", ExactKind.Date, "2024")]
    [InlineData("云山政办发〔2023〕29号", ExactKind.Number, "云山政办发〔2023〕29号")]
    [InlineData("云山政办发[2023]29号", ExactKind.Number, "〔2023〕29号")]
    [InlineData("云山政办发（2023）029号", ExactKind.Number, "云山政办发〔2023〕29号")]
    [InlineData("那个29号文件", ExactKind.Number, "29号")]
    [InlineData("根据云山政办发〔2023〕29号的要求", ExactKind.Number, "云山政办发〔2023〕29号")]
    [InlineData("按照《公司法》办理", ExactKind.Name, "公司法")]
    public void One_meaning_has_one_form(string text, ExactKind kind, string value) =>
        Assert.Contains(new ExactTerm(kind, value), ExactTerms.Read(text));

    [Theory]
    [InlineData("一次性补贴")]
    [InlineData("统一办理")]
    [InlineData("万众创新")]
    [InlineData("")]
    public void Numerals_inside_words_are_no_numbers(string text) => Assert.Empty(ExactTerms.Read(text));
}
