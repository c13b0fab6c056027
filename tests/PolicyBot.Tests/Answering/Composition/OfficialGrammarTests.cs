using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Tests.Answering.Composition;

public sealed class OfficialGrammarTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "src/PolicyBot.Answering/Composition/official-grammar.txt"));

    public static TheoryData<string> Parts => [.. NamesOf("[parts]")];

    public static TheoryData<string> Words => [.. NamesOf("[words]")];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_pattern_reads_and_holds_no_name_that_is_not_there(string name) => Assert.DoesNotMatch(@"\{[a-z_]+\}", OfficialGrammar.Part(name).ToString());

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_list_has_words(string name) => Assert.All(OfficialGrammar.Words(name), w => Assert.NotEqual("", w.Trim()));

    [Fact]
    public void Every_facet_that_may_be_missed_says_how_it_is_stated() =>
        Assert.All(Enum.GetValues<Facet>().Where(FacetPatterns.IsMissed), f => Assert.NotNull(OfficialGrammar.States(f)));

    [Theory]
    [InlineData(Facet.HowMuch, "给予一次性补贴5000元", true)]
    [InlineData(Facet.HowMuch, "入住率65%以上", false)]
    [InlineData(Facet.WhoPays, "所需资金由市级财政承担", true)]
    [InlineData(Facet.Until, "执行期至2024年12月31日止", true)]
    [InlineData(Facet.HowMuch, "用电按照居民电价执行", true)]
    [InlineData(Facet.HowMuch, "支付比例降低15个百分点", true)]
    [InlineData(Facet.Where, "在市民中心二楼窗口办理", true)]
    [InlineData(Facet.Where, "在期满前30日内办理年检", false)]
    [InlineData(Facet.WhoIsResponsible, "可以向市文化局申请复核", true)]
    [InlineData(Facet.WhoIsResponsible, "编制规划，报市商务局备案", true)]
    [InlineData(Facet.Phone, "市税务局：12366（缴费）", true)]
    public void A_statement_of_a_facet_is_told_from_others(Facet facet, string text, bool states) => Assert.Equal(states, OfficialGrammar.States(facet)!.IsMatch(text));

    private static IEnumerable<string> NamesOf(string section) =>
        Lines.SkipWhile(l => l != section).Skip(1).TakeWhile(l => !l.StartsWith('[')).Where(l => l.Contains(" = ", StringComparison.Ordinal)).Select(l => l.Split(" = ")[0]);
}
