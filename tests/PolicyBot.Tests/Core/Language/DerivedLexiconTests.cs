using PolicyBot.Core.Language;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Language;

public sealed class DerivedLexiconTests
{
    private static readonly DerivedLexicon Derived = DerivedLexicon.From(new([GivenLanguage.Document()]));

    [Theory]
    [InlineData("体育局", "市教育和体育局")]
    [InlineData("人社局", "市人力资源社会保障局")]
    [InlineData("市人社局", "市人力资源社会保障局")]
    [InlineData("住建局", "市住房城乡建设局")]
    [InlineData("教体局", "市教育和体育局")]
    [InlineData("财政局", "市财政局")]
    public void Short_forms_of_units_follow_from_their_names(string said, string expected) => Assert.Equal(expected, Derived.UnitsShortenedAs(said)[0]);

    [Theory]
    [InlineData("市监局", "市市场监管局")]
    [InlineData("市场监管局", "市市场监管局")]
    [InlineData("资源局", "市自然资源局")]
    [InlineData("卫健委", "市卫生健康委")]
    public void A_unit_keeps_its_name_where_that_begins_like_a_level_of_government(string said, string expected)
    {
        var clause = GivenOfficialText.Document("云山政办发〔2023〕11号", "云山市人民政府办公室关于印发云山市集市管理办法的通知", """
            云山市人民政府办公室关于印发云山市集市管理办法的通知
            云山政办发〔2023〕11号
            各县（区）人民政府：
            《云山市集市管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。
            云山市人民政府办公室
            2023年6月7日
            云山市集市管理办法
            一、管理
            （一）划定集市。集市由各街道划定。〔责任单位：市市场监管局、市自然资源局、市卫生健康委〕

            """);
        Assert.Equal(expected, DerivedLexicon.From(new([clause])).UnitsShortenedAs(said)[0]);
    }

    [Theory]
    [InlineData("公安局")]
    [InlineData("结局")]
    public void Other_words_are_no_units_of_the_documents(string said) => Assert.Empty(Derived.UnitsShortenedAs(said));

    [Fact]
    public void The_home_place_is_the_issuers() => Assert.Equal(["云山市", "云山"], Derived.Home);

    [Fact]
    public void Defined_terms_and_quoted_names_are_collected()
    {
        Assert.Contains(Derived.Defined, d => d.Term == "闲置国有资产");
        Assert.Contains("敲门行动", Derived.QuotedNames);
    }

    [Fact]
    public void Documents_have_short_names() => Assert.Contains(Derived.Names, n => n.Title == "支持就业创业若干意见");

    [Theory]
    [InlineData("整…钱", "想整点钱花花", true)]
    [InlineData("整…钱", "整。给钱", false)]
    [InlineData("rent", "current rents", true)]
    [InlineData("rent", "current", false)]
    [InlineData("^你好$", "你好", true)]
    [InlineData("^你好$", "你好吗", false)]
    public void Cues_are_found_as_maintainers_write_them(string cue, string text, bool found) =>
        Assert.Equal(found, new CueMatcher<int>([(Cue.Parse(cue)!, 1)]).FindAll(text).Count > 0);

    [Fact]
    public void The_longer_word_is_what_was_meant()
    {
        var matcher = new CueMatcher<string>([(Cue.Parse("招聘")!, "招人"), (Cue.Parse("招聘会")!, "招聘会")]);
        Assert.Equal("招聘会", Assert.Single(matcher.FindLongest("去招聘会")).Owner);
    }
}
