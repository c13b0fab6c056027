using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Eligibility.Drafting;

/// <summary>Documents nobody has written rules for, minutes after import. The texts are invented.</summary>
public sealed class BenefitDrafterTests
{
    [Fact]
    public void A_table_stands_under_the_sentence_that_points_to_it_row_by_row()
    {
        var draft = Assert.Single(Draft("云山市养殖补贴细则", ("正文/一", "一、蛋鸡养殖补贴\n对存栏500只以上的养殖户，按照下表标准发放蛋鸡养殖补贴。\n存栏\t每只补贴（元）\n500只以上\t3\n1000只以上\t4\n")));
        Assert.Equal("蛋鸡养殖补贴", draft.Title);
        Assert.Equal(["对存栏500只以上的养殖户，按照下表标准发放蛋鸡养殖补贴", "存栏\t每只补贴（元）", "500只以上\t3", "1000只以上\t4"], draft.Grants.Select(g => g.Quote));
        Assert.Equal("存栏500只以上的养殖户", Assert.Single(Conditions(draft)));
    }

    [Theory]
    [InlineData("第三章　租金和配租\n第九条　住房费用每平方米每月6元，困难家庭减半。\n第十条　本办法自2024年3月1日起施行。\n")]
    [InlineData("一、收费标准\n前60分钟免费，之后每小时3元。\n二、本办法自2024年3月1日起施行。\n")]
    public void Neither_a_chapter_nor_a_fee_names_a_grant(string text) =>
        Assert.Empty(BenefitDrafter.Draft(GivenOfficialText.Document("云山政规〔2024〕1号", "云山市住房办法", "云山市住房办法\n云山政规〔2024〕1号\n" + text)));

    [Fact]
    public void Each_piece_is_no_part_of_the_name() =>
        Assert.Equal("发明专利奖励", Assert.Single(Draft("云山市2025年度发明专利奖励办法", ("正文/一", "一、对取得授权的，每件奖励3000元。\n"))).Title);

    [Fact]
    public void What_the_clause_of_the_grant_excludes_is_listed()
    {
        var draft = Assert.Single(Draft("云山市引才办法", ("正文/五", "五、对引进博士的机构，给予引才奖励1万元。行政机关不纳入奖励范围。\n")));
        Assert.Contains("行政机关不纳入奖励范围", Conditions(draft));
    }

    [Fact]
    public void A_formula_keeps_its_cap()
    {
        var draft = Assert.Single(Draft("云山市企业技改办法", ("正文/第三条", "第三条　完成技术改造并通过验收的企业，按照设备投资的12%给予技改补助，每户最高30万元。\n")));
        Assert.Equal("技改补助", draft.Title);
        Assert.Contains("按照设备投资的12%给予技改补助，每户最高30万元", Assert.Single(draft.Grants).Quote, StringComparison.Ordinal);
        Assert.Equal("完成技术改造并通过验收的企业", Assert.Single(Conditions(draft)));
    }

    [Fact]
    public void Whom_it_is_for_and_what_excludes_holds_for_what_stands_in_the_same_chapter_only()
    {
        var drafts = Draft(
            "云山市惠农通知",
            ("正文/一", "一、大棚补贴\n"),
            ("正文/一/（一）", "（一）补贴对象。自有大棚2亩以上的农户。\n"),
            ("正文/一/（二）", "（二）补贴标准。每亩给予补贴800元。\n"),
            ("正文/一/（三）", "（三）不予补贴的情形。下列大棚不予补贴：\n"),
            ("正文/一/（三）/1", "1.闲置一年以上的；\n"),
            ("正文/二", "二、滴灌补贴\n"),
            ("正文/二/（四）", "（四）安装滴灌设备的，每亩给予补贴120元。\n"));
        Assert.Equal(["大棚补贴", "滴灌补贴"], drafts.Select(d => d.Title));
        Assert.Equal(["自有大棚2亩以上的农户", "闲置一年以上的"], Conditions(drafts[0]));
        Assert.Equal("不给予的情形", Assert.IsType<Condition.Not>(((Condition.All)drafts[0].Condition).Parts[1]).Part.Label);
        Assert.Equal(["安装滴灌设备的"], Conditions(drafts[1]));
    }

    [Fact]
    public void Items_of_an_article_are_rates_and_its_conditions_come_from_the_articles_before()
    {
        var draft = Assert.Single(Draft(
            "云山市屋顶光伏补助办法",
            ("正文/第二条", "第二条　申请补助应当同时具备下列条件：\n"),
            ("正文/第二条/（一）", "（一）房屋权属清楚；\n"),
            ("正文/第三条", "第三条　屋顶光伏补助按照装机规模确定，补助标准为：\n"),
            ("正文/第三条/（一）", "（一）5千瓦以下，补助2000元；\n"),
            ("正文/第三条/（二）", "（二）5千瓦以上，补助3500元。\n")));
        Assert.Contains("房屋权属清楚", Conditions(draft));
        Assert.Contains("5千瓦以上，补助3500元", draft.Grants.Select(g => g.Quote));
    }

    [Fact]
    public void Who_gets_it_may_stand_in_the_sentence_before_the_rate_and_what_another_matter_asks_is_left_out()
    {
        var draft = Assert.Single(Draft(
            "云山市缴存细则",
            ("正文/第五条", "第五条　对连续缴存满12个月的，给予缴存补贴。缴存补贴按照缴存额的2%计算，每人每年最高600元。\n"),
            ("正文/第六条", "第六条　申请贷款，应当同时符合下列条件：\n"),
            ("正文/第六条/（一）", "（一）首付款不低于总价的20%。\n")));
        Assert.Equal("缴存补贴", draft.Title);
        Assert.Equal(["连续缴存满12个月的"], Conditions(draft));
    }

    [Fact]
    public void Items_of_which_one_is_enough_stand_under_any()
    {
        var draft = Assert.Single(Draft(
            "云山市老年补贴细则",
            ("正文/一", "一、补贴对象\n年满60周岁且属于下列情形之一的老年人：\n"),
            ("正文/一/（一）", "（一）独居老人；\n"),
            ("正文/一/（二）", "（二）特困人员。\n"),
            ("正文/二", "二、补贴标准\n每人每月给予老年补贴100元。\n")));
        var any = Assert.Single(((Condition.All)draft.Condition).Parts.OfType<Condition.Any>());
        Assert.Equal(["独居老人", "特困人员"], any.Parts.Select(p => p.Words!.Quote));
    }

    [Theory]
    [InlineData("对虚报面积的，追回补贴资金3000元。")]
    [InlineData("补贴所需资金由市级财政承担50%。")]
    [InlineData("居民用水按照每吨2.8元收取。")]
    [InlineData("申请补贴应当提交下列材料。")]
    public void What_only_looks_like_a_grant_is_none(string sentence) => Assert.Empty(Draft("云山市若干规定", ("正文/一", "一、" + sentence + "\n")));

    [Fact]
    public void A_decision_that_amends_another_document_grants_nothing_itself() =>
        Assert.Empty(Draft("云山市人民政府关于修改《云山市电梯补助办法》的决定", ("正文/一", "一、将第六条修改为：“每部电梯补助12万元。”\n")));

    [Fact]
    public void Every_word_of_a_draft_stands_in_the_document_and_nothing_of_it_is_decided()
    {
        var document = GivenDocuments.Employment();
        var drafts = BenefitDrafter.Draft(document);
        Assert.True(drafts.Count >= 3);
        foreach (var words in drafts.SelectMany(d => d.Grants.Concat(d.Condition.Leaves().Select(l => l.Words!))))
            Assert.Equal(words.Quote, document.Text[words.Start..words.End]);
        Assert.All(drafts, d => Assert.True(d.IsDraft));
        Assert.All(drafts.SelectMany(d => d.Condition.Leaves()), l => Assert.IsType<Condition.LeftOpen>(l));
    }

    private static IReadOnlyList<Benefit> Draft(string title, params (string Path, string Text)[] clauses) =>
        BenefitDrafter.Draft(GivenDocuments.Document("云山政发〔2024〕7号", title, clauses));

    private static List<string> Conditions(Benefit draft) => [.. draft.Condition.Leaves().Select(l => l.Words!.Quote)];
}
