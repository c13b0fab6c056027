using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lucene.Net.Analysis.TokenAttributes;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Tests.Search.ChineseAnalysis;

public sealed class HanGramsTests
{
    [Theory]
    [InlineData("公租房")]
    [InlineData("两后生")]
    [InlineData("一次性创业补贴")]
    [InlineData("创业担保贷款")]
    [InlineData("灵活就业")]
    [InlineData("高新技术企业")]
    [InlineData("就业困难人员")]
    [InlineData("零就业家庭")]
    [InlineData("生活费补贴")]
    [InlineData("知识产权质押融资")]
    [InlineData("国有资产")]
    [InlineData("留抵退税")]
    [InlineData("以工代训")]
    [InlineData("1.5万元")]
    [InlineData("10,000元")]
    [InlineData("50%")]
    [InlineData("GB18030")]
    public void A_term_of_the_trade_gives_the_same_terms_alone_and_inside_a_sentence(string term)
    {
        var alone = Terms(term);
        var inside = Terms($"对符合条件的，{term}由各单位办理；请{term}。");
        var glued = Terms($"对申请{term}的人");

        Assert.NotEmpty(alone);
        Assert.Subset(inside.ToHashSet(StringComparer.Ordinal), alone.ToHashSet(StringComparer.Ordinal));
        Assert.Subset(glued.ToHashSet(StringComparer.Ordinal), alone.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("１．５万元", "1.5|万|万元|元")]
    [InlineData("10,000元", "10000|元")]
    [InlineData("1,2,3", "1|2|3")]
    [InlineData("ＧＢ１８０３０", "gb18030")]
    [InlineData("創業補貼", "创|创业|业|业补|补|补贴|贴")]
    [InlineData("补，贴", "补|贴")]
    [InlineData("", "")]
    public void Terms_are_folded_and_decimals_stay_whole(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Terms(text)));

    [Fact]
    public void A_character_beyond_the_basic_plane_is_one_character() =>
        Assert.Equal(["𠮷", "𠮷野", "野"], Terms("𠮷野"));

    [Property(MaxTest = 300)]
    public Property Offsets_point_at_what_was_read() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(s => s is not null),
        text => HanGrams.Read(text).TrueForAll(g =>
            g.Start >= 0 && g.End <= text.Length && CharFolding.Fold(text)[g.Start..g.End].Replace(",", "", StringComparison.Ordinal) == g.Text));

    [Property(MaxTest = 300)]
    public Property Folding_keeps_every_offset_and_folds_only_once() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(s => s is not null),
        text => CharFolding.Fold(text).Length == text.Length && CharFolding.Fold(CharFolding.Fold(text)) == CharFolding.Fold(text));

    [Fact]
    public void Lucene_sees_the_same_terms_at_the_same_offsets()
    {
        const string text = "给予1万元一次性創業補貼，ABC。";
        using var analyzer = new RecallAnalyzer();
        using var stream = analyzer.GetTokenStream("recall", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        var seen = new List<(string, int, int)>();
        while (stream.IncrementToken())
            seen.Add((term.ToString(), offset.StartOffset, offset.EndOffset));
        stream.End();

        Assert.Equal(HanGrams.Read(text).Select(g => (g.Text, g.Start, g.End)), seen);
        Assert.Equal(text.Length, offset.EndOffset);
    }

    private static List<string> Terms(string text) => [.. HanGrams.Read(text).Select(g => g.Text)];
}
