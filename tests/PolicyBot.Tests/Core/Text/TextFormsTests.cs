using PolicyBot.Core.Text;

namespace PolicyBot.Tests.Core.Text;

public sealed class TextFormsTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("創業補貼怎麼領", "创业补贴怎么领")]
    [InlineData("补\u200b贴\u202e多少\ufeff", "补贴多少")]
    [InlineData("ｉｇｎｏｒｅ　ａｌｌ", "ignore all")]
    [InlineData("租赁补\n贴", "租赁补贴")]
    [InlineData("公租房😀怎么申请🙏", "公租房怎么申请")]
    [InlineData("著作权登记", "著作权登记")]
    [InlineData("龙江人社 APP", "龙江人社app")]
    public void Words_are_compared_in_one_form(string given, string expected) => Assert.Equal(expected, TextNormalizer.Normalize(given));

    [Fact]
    public void A_lone_surrogate_from_a_cut_text_does_no_harm() => Assert.Equal("补贴", TextNormalizer.Normalize("补贴\ud83d"));

    [Theory]
    [InlineData("一万二", 12000)]
    [InlineData("两千五", 2500)]
    [InlineData("一万零二", 10002)]
    [InlineData("二十五", 25)]
    [InlineData("十", 10)]
    [InlineData("一百五", 150)]
    [InlineData("1.5万", 15000)]
    [InlineData("3万5", 35000)]
    [InlineData("1w", 10000)]
    [InlineData("12,000", 12000)]
    [InlineData("二〇二三", 2023)]
    [InlineData("三千六百", 3600)]
    [InlineData("两亿", 200000000)]
    public void Numbers_are_read_as_people_write_them(string text, int expected) => Assert.Equal(expected, ChineseNumeral.Parse(text));

    [Theory]
    [InlineData("补贴")]
    [InlineData("万")]
    [InlineData("一次性")]
    public void Words_are_no_numbers(string text) => Assert.Null(ChineseNumeral.Parse(text));

    [Theory]
    [InlineData("给一万块钱", "给10000元")]
    [InlineData("先给五成", "先给50%")]
    [InlineData("百分之八十", "80%")]
    [InlineData("开了半年", "开了6个月")]
    [InlineData("1w块够吗", "10000元够吗")]
    [InlineData("一次性创业补贴", "一次性创业补贴")]
    [InlineData("一块儿说说三等奖", "一块儿说说三等奖")]
    [InlineData("两后生一成不变", "两后生10%不变")]
    public void Money_and_shares_take_one_form_and_words_stay(string given, string expected) => Assert.Equal(expected, QuantityReader.Canonicalize(given));

    [Fact]
    public void Ten_thousand_yuan_is_also_printed_in_units_of_ten_thousand() =>
        Assert.Equal(["1万元"], Assert.Single(QuantityReader.Read("给10000元吗")).Variants);

    [Theory]
    [InlineData("雇了7个人", QuantityKind.Count, 7)]
    [InlineData("交了36个月", QuantityKind.Duration, 36)]
    [InlineData("我52岁了", QuantityKind.Age, 52)]
    [InlineData("种48亩", QuantityKind.Count, 48)]
    public void Counts_durations_and_ages_are_found(string text, QuantityKind kind, int value)
    {
        var quantity = Assert.Single(QuantityReader.Read(text));
        Assert.Equal((kind, value), (quantity.Kind, (int)quantity.Value));
    }

    [Theory]
    [InlineData("2023年12月31号", "2023-12-31", "2023-12-31")]
    [InlineData("2023-6-7那天", "2023-06-07", "2023-06-07")]
    [InlineData("2023年的时候", "2023-01-01", "2023-12-31")]
    [InlineData("去年", "2025-01-01", "2025-12-31")]
    [InlineData("前年3月5号开的店", "2024-03-05", "2024-03-05")]
    [InlineData("上个月", "2026-10-01", "2026-10-31")]
    [InlineData("22年6月毕业", "2022-06-01", "2022-06-30")]
    [InlineData("二〇二三年", "2023-01-01", "2023-12-31")]
    public void Dates_are_read_from_the_day_of_asking(string text, string from, string to)
    {
        var mention = Assert.Single(DateReader.Read(text, Today));
        Assert.Equal((from, to), ($"{mention.From:yyyy-MM-dd}", $"{mention.To:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("2月30日")]
    [InlineData("交了6个月")]
    [InlineData("29号文")]
    public void What_is_no_date_is_not_read_as_one(string text) => Assert.Empty(DateReader.Read(text, Today));

    [Fact]
    public void Near_sounds_of_the_north_and_south_have_one_key() =>
        Assert.Equal(Pinyin.KeyOf("住房", near: true), Pinyin.KeyOf("祖房", near: true));
}
