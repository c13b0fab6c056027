using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Validity;

public sealed class ValidityTimelineTests
{
    private static readonly PolicyDocument Lifts = GivenOfficialText.Corpus("other-kinds/01-管理办法-加装电梯补助.txt", "云河政规〔2022〕4号", "云河市人民政府关于印发《云河市既有住宅加装电梯补助管理办法（试行）》的通知", "2022-06-20");

    private static readonly PolicyDocument Talents = GivenOfficialText.Corpus("other-kinds/03-若干措施-青年人才.txt", "云河政办发〔2023〕17号", "云河市人民政府办公室关于印发《云河市支持青年人才留聚若干措施》的通知", "2023-09-08");

    private static readonly PolicyDocument Repealing = GivenOfficialText.Corpus(
        "other-kinds/04-决定-废止部分文件.txt",
        "云河政发〔2025〕5号",
        "云河市人民政府关于废止和部分废止行政规范性文件的决定",
        "2025-02-18",
        ("云河政办发〔2023〕21号", "《云河市人民政府办公室关于印发〈云河市电动自行车集中充电设施建设奖补方案〉的通知》（云河政办发〔2023〕21号）", null),
        ("云河政规〔2022〕4号", "《云河市既有住宅加装电梯补助管理办法（试行）》（云河政规〔2022〕4号）第八条。", null));

    private static readonly PolicyDocument Amending = GivenOfficialText.Corpus("other-kinds/06-决定-修改加装电梯办法.txt", "云河政规〔2024〕6号", "云河市人民政府关于修改《云河市既有住宅加装电梯补助管理办法（试行）》的决定", "2024-05-28");

    private static readonly PolicyDocument Heating = GivenOfficialText.Corpus("other-kinds/05-解读-青年人才-半角标点.txt", "《云河市支持青年人才留聚若干措施政策解读》", "云河市支持青年人才留聚若干措施政策解读", "2023-09-15");

    private static readonly PolicyDocument Care = GivenOfficialText.Corpus("tables-and-lists/01-养老服务补贴实施细则.txt", "榆川政办规〔2024〕9号", "榆川市人民政府办公室关于印发《榆川市养老服务补贴实施细则》的通知", "2024-04-22");

    private static readonly PolicyDocument Grain = GivenOfficialText.Corpus("tables-and-lists/02-种粮和农机补贴通知.txt", "榆川农发〔2025〕11号", "榆川市农业农村局 榆川市财政局关于做好2025年种粮和农机购置补贴工作的通知", "2025-03-06");

    private static readonly ValidityTimeline All = new([Lifts, Talents, Repealing, Amending, Heating, Care, Grain]);

    [Theory]
    [InlineData("2025-02-28", ValidityStatus.NotYet)]
    [InlineData("2025-03-01", ValidityStatus.InForce)]
    [InlineData("2025-12-31", ValidityStatus.InForce)]
    [InlineData("2026-01-01", ValidityStatus.Expired)]
    public void A_clause_that_is_there_for_the_period_holds_for_the_whole(string day, ValidityStatus expected)
    {
        var document = GivenOfficialText.Document("云河商公告〔2025〕3号", "云河市商务局关于开展家电换新活动的公告", "云河市商务局关于开展家电换新活动的公告\n◆补贴标准\n补贴销售价格的15%。\n◆活动时间\n2025年3月1日至2025年12月31日，资金用完即止。\n◆参与方式\n在门店付款时立减。", "2025-02-20");

        var finding = new ValidityTimeline([document]).FindingFor(document, ClausePath.Parse("正文/补贴标准"), Day(day));

        Assert.Equal(expected, finding.Status);
        Assert.Equal("2025年3月1日至2025年12月31日", finding.Proof!.Quote);
    }

    [Fact]
    public void A_period_among_the_fields_of_one_thing_says_nothing_of_the_next()
    {
        var document = GivenOfficialText.Document("云河政发〔2025〕8号", "云河市惠民政策清单", "云河市惠民政策清单\n一、创业补贴\n【补贴标准】5000元。\n【实施期限】至2025年6月30日。\n二、高龄津贴\n【补贴标准】每月100元。\n【办理渠道】村（社区）。", "2025-02-20");
        var timeline = new ValidityTimeline([document]);

        Assert.Equal(ValidityStatus.Expired, timeline.FindingFor(document, ClausePath.Parse("正文/一/补贴标准"), Day("2025-07-01")).Status);
        Assert.NotEqual(ValidityStatus.Expired, timeline.FindingFor(document, ClausePath.Parse("正文/二/补贴标准"), Day("2025-07-01")).Status);
    }

    [Theory]
    [InlineData("2022-06-30", ValidityStatus.NotYet)]
    [InlineData("2022-07-01", ValidityStatus.InForce)]
    [InlineData("2024-06-30", ValidityStatus.InForce)]
    [InlineData("2024-07-01", ValidityStatus.Expired)]
    public void Two_years_of_trial_begin_with_the_day_of_commencement_and_end_with_the_day_before_it(string day, ValidityStatus expected)
    {
        var finding = new ValidityTimeline([Lifts]).FindingFor(Lifts, ClausePath.Parse("正文/第七条"), Day(day));

        Assert.Equal(expected, finding.Status);
        Assert.Equal(Day("2024-06-30"), finding.Until);
    }

    [Theory]
    [InlineData("2024-06-30", ValidityStatus.InForce, "2024-06-30")]
    [InlineData("2024-07-01", ValidityStatus.InForce, "2027-06-30")]
    [InlineData("2027-06-30", ValidityStatus.InForce, "2027-06-30")]
    [InlineData("2027-07-01", ValidityStatus.Expired, "2027-06-30")]
    public void A_decision_that_amends_the_closing_article_prolongs_the_whole(string day, ValidityStatus expected, string until)
    {
        var finding = All.FindingFor(Lifts, ClausePath.Parse("正文/第七条"), Day(day));

        Assert.Equal((expected, (DateOnly?)Day(until)), (finding.Status, finding.Until));
        Assert.Equal(Day(day) < Day("2024-07-01") ? Lifts.Number : Amending.Number, finding.Proof!.Document);
    }

    [Theory]
    [InlineData("2024-06-30", ValidityStatus.InForce)]
    [InlineData("2024-07-01", ValidityStatus.Repealed)]
    public void The_old_words_of_an_amended_article_hold_up_to_the_day_before(string day, ValidityStatus expected)
    {
        var finding = All.FindingFor(Lifts, ClausePath.Parse("正文/第六条/第一款/（一）"), Day(day));

        Assert.Equal(expected, finding.Status);
        Assert.Equal(expected == ValidityStatus.Repealed ? Amending.Number : null, finding.ReplacedBy);
    }

    [Theory]
    [InlineData("2024-06-30", ValidityStatus.NotYet)]
    [InlineData("2024-07-01", ValidityStatus.InForce)]
    public void The_clause_that_amends_holds_from_the_first_day_of_the_decision(string day, ValidityStatus expected) =>
        Assert.Equal(expected, All.FindingFor(Amending, ClausePath.Parse("正文/一"), Day(day)).Status);

    [Fact]
    public void The_other_paragraph_of_an_article_amended_in_one_paragraph_stays()
    {
        Assert.Equal(ValidityStatus.Repealed, All.FindingFor(Lifts, ClausePath.Parse("正文/第十条/第二款"), Day("2024-07-01")).Status);
        Assert.Equal(ValidityStatus.InForce, All.FindingFor(Lifts, ClausePath.Parse("正文/第十条/第一款/（一）"), Day("2024-07-01")).Status);
    }

    [Fact]
    public void Words_changed_inside_an_article_give_its_new_text_from_that_day()
    {
        var path = ClausePath.Parse("正文/第九条");

        Assert.Null(All.TextAsOf(Lifts, path, Day("2024-06-30")));
        var amended = All.TextAsOf(Lifts, path, Day("2024-07-01"))!;
        Assert.Contains("二十个工作日内完成初审", amended.OldText, StringComparison.Ordinal);
        Assert.Contains("之日起十个工作日内完成初审", amended.NewText, StringComparison.Ordinal);
        Assert.Equal("将第九条中的“二十个工作日”修改为“十个工作日”", "将" + Assert.Single(amended.Edges).Proof.Quote);
    }

    [Fact]
    public void The_new_article_is_quoted_from_the_decision()
    {
        var edge = All.TextAsOf(Lifts, ClausePath.Parse("正文/第六条/第二款"), Day("2025-01-01"))!.Edges[0];

        Assert.StartsWith("第六条　加装电梯补助", edge.NewWords, StringComparison.Ordinal);
        Assert.Equal(edge.NewWords, Amending.Text.Substring(edge.NewWordsStart, edge.NewWords.Length));
    }

    [Theory]
    [InlineData("2025-02-28", ValidityStatus.InForce)]
    [InlineData("2025-03-01", ValidityStatus.Repealed)]
    public void One_article_is_repealed_from_the_first_day_of_the_repealing_decision(string day, ValidityStatus expected)
    {
        var finding = All.FindingFor(Lifts, ClausePath.Parse("正文/第八条"), Day(day));

        Assert.Equal(expected, finding.Status);
        Assert.Equal(ValidityStatus.InForce, All.FindingFor(Lifts, ClausePath.Parse("正文/第七条"), Day(day)).Status);
    }

    [Theory]
    [InlineData("2025-02-28", ValidityStatus.Unstated, null)]
    [InlineData("2025-03-01", ValidityStatus.Repealed, "2025-02-28")]
    public void A_whole_document_that_a_list_repeals_ends_with_the_day_before(string day, ValidityStatus expected, string? until)
    {
        var charging = GivenOfficialText.Document("云河政办发〔2023〕21号", "云河市人民政府办公室关于印发《云河市电动自行车集中充电设施建设奖补方案》的通知", "一、新建充电棚\n每个端口给予300元奖补。\n二、新装换电柜\n每台给予1500元奖补。\n", "2023-10-30");

        var finding = new ValidityTimeline([charging, Repealing]).FindingFor(charging, ClausePath.Parse("正文/一"), Day(day));

        Assert.Equal((expected, until is null ? (DateOnly?)null : Day(until)), (finding.Status, finding.Until));
    }

    [Theory]
    [InlineData("正文/三/（三）", "2025-06-30", ValidityStatus.InForce)]
    [InlineData("正文/三/（三）", "2025-07-01", ValidityStatus.Expired)]
    [InlineData("正文/三/（二）", "2025-07-01", ValidityStatus.InForce)]
    [InlineData("正文/一", "2026-12-31", ValidityStatus.InForce)]
    [InlineData("正文/一", "2027-01-01", ValidityStatus.Expired)]
    [InlineData("正文/一", "2023-09-07", ValidityStatus.NotYet)]
    public void A_closing_period_holds_for_all_and_what_qizhong_names_has_its_own(string path, string day, ValidityStatus expected) =>
        Assert.Equal(expected, All.FindingFor(Talents, ClausePath.Parse(path), Day(day)).Status);

    [Theory]
    [InlineData("2024-05-31", ValidityStatus.NotYet)]
    [InlineData("2024-06-01", ValidityStatus.InForce)]
    [InlineData("2027-05-31", ValidityStatus.InForce)]
    [InlineData("2027-06-01", ValidityStatus.Expired)]
    public void A_length_is_counted_from_commencement_not_from_issue(string day, ValidityStatus expected) =>
        Assert.Equal(expected, All.FindingFor(Care, ClausePath.Parse("正文/二/（一）"), Day(day)).Status);

    [Theory]
    [InlineData("2025-03-05", ValidityStatus.NotYet)]
    [InlineData("2025-03-06", ValidityStatus.InForce)]
    [InlineData("2025-12-01", ValidityStatus.InForce)]
    [InlineData("2026-01-01", ValidityStatus.Expired)]
    public void Times_of_application_do_not_end_a_clause(string day, ValidityStatus expected) =>
        Assert.Equal(expected, All.FindingFor(Grain, ClausePath.Parse("正文/三/（八）"), Day(day)).Status);

    [Fact]
    public void A_text_that_says_nothing_is_unstated_and_says_so()
    {
        var finding = All.FindingFor(Heating, ClausePath.Parse("正文/三"), Day("2026-11-24"));

        Assert.Equal((ValidityStatus.Unstated, (DateOnly?)null, "文中未写明执行期"), (finding.Status, finding.Until, finding.Note));
        Assert.Null(finding.Proof);
    }

    [Theory]
    [InlineData("全额贴息期限到2024年12月31日止。", "2024-12-31")]
    [InlineData("所需资金由市级财政承担，执行期至2023年12月31日止。", "2023-12-31")]
    [InlineData("政策执行至2025年底。", "2025-12-31")]
    [InlineData("执行期限为2024年1月1日至2026年6月30日。", "2026-06-30")]
    [InlineData("2024—2026年实行。", "2026-12-31")]
    [InlineData("自2024年3月1日至2025年2月28日执行。", "2025-02-28")]
    public void Each_printed_form_of_an_end_ends_its_clause_on_that_day_and_leaves_its_neighbour(string sentence, string until)
    {
        var document = Two(sentence);
        var timeline = new ValidityTimeline([document]);
        var path = ClausePath.Parse("正文/一/（一）");

        Assert.Equal(ValidityStatus.InForce, timeline.FindingFor(document, path, Day(until)).Status);
        var expired = timeline.FindingFor(document, path, Day(until).AddDays(1));
        Assert.Equal((ValidityStatus.Expired, (DateOnly?)Day(until)), (expired.Status, expired.Until));
        Assert.Contains(expired.Proof!.Quote, sentence, StringComparison.Ordinal);
        Assert.Equal(ValidityStatus.Unstated, timeline.FindingFor(document, ClausePath.Parse("正文/一/（二）"), Day(until).AddDays(1)).Status);
    }

    [Theory]
    [InlineData("上述工作完成时限：2023年12月底前。")]
    [InlineData("申报期限至2023年12月31日止。")]
    [InlineData("对在2021年至2023年期间成立的企业给予补贴。")]
    [InlineData("盘活工作从2023年6月15日开始，到2023年10月31日结束。")]
    [InlineData("贯彻落实《人才规划（2019—2020年）》。")]
    [InlineData("许可证有效期三年。")]
    public void Deadlines_conditions_titles_and_certificates_are_no_periods_of_validity(string sentence)
    {
        var document = Two(sentence);

        Assert.Equal(ValidityStatus.Unstated, new ValidityTimeline([document]).FindingFor(document, ClausePath.Parse("正文/一/（一）"), Day("2026-11-24")).Status);
    }

    [Theory]
    [InlineData("本办法自印发之日起施行。", "2023-06-07")]
    [InlineData("本办法自印发之日起30日后施行。", "2023-07-07")]
    [InlineData("本办法自2024年1月1日起实施。", "2024-01-01")]
    public void A_document_begins_on_the_day_it_states(string sentence, string first)
    {
        var document = Two("每人补贴500元。", sentence);
        var timeline = new ValidityTimeline([document]);

        Assert.Equal(ValidityStatus.NotYet, timeline.FindingFor(document, ClausePath.Parse("正文/一/（一）"), Day(first).AddDays(-1)).Status);
        Assert.Equal(ValidityStatus.InForce, timeline.FindingFor(document, ClausePath.Parse("正文/一/（一）"), Day(first)).Status);
    }

    [Theory]
    [InlineData("2026-12-31", ValidityStatus.InForce)]
    [InlineData("2027-01-01", ValidityStatus.Expired)]
    public void A_plan_for_a_range_of_years_ends_with_its_last_year(string day, ValidityStatus expected)
    {
        var document = GivenOfficialText.Document("云河政办发〔2023〕8号", "云河市民生行动方案（2022—2026年）", "云河市民生行动方案（2022—2026年）\n云河政办发〔2023〕8号\n一、总体要求\n改善民生。\n二、重点任务\n稳定就业。\n");

        Assert.Equal(expected, new ValidityTimeline([document]).FindingFor(document, ClausePath.Parse("正文/一"), Day(day)).Status);
    }

    [Theory]
    [InlineData("2024-12-31", ValidityStatus.InForce)]
    [InlineData("2025-01-01", ValidityStatus.Repealed)]
    public void A_newer_document_of_the_same_name_and_issuer_takes_its_place(string day, ValidityStatus expected)
    {
        var older = GivenOfficialText.Document("云河政办发〔2023〕8号", "云河市住房租赁补贴管理办法（试行）", "第一条　每月补贴300元。\n第二条　本办法自2023年7月1日起施行。\n", issuer: "云河市人民政府");
        var newer = GivenOfficialText.Document("云河政办发〔2024〕30号", "云河市住房租赁补贴管理办法", "第一条　每月补贴400元。\n第二条　本办法自2025年1月1日起施行。\n", "2024-12-20", "云河市人民政府");

        Assert.Equal(expected, new ValidityTimeline([older, newer]).FindingFor(older, ClausePath.Parse("正文/第一条"), Day(day)).Status);
    }

    [Theory]
    [InlineData("2024-12-31", ValidityStatus.InForce)]
    [InlineData("2025-12-31", ValidityStatus.InForce)]
    [InlineData("2026-01-01", ValidityStatus.Expired)]
    public void A_notice_of_extension_moves_the_last_day(string day, ValidityStatus expected)
    {
        var older = GivenOfficialText.Document("云河政办发〔2023〕8号", "云河市稳岗办法", "第一条　每人补贴300元。\n第二条　本办法自2023年7月1日起施行，有效期至2024年12月31日。\n");
        var extension = GivenOfficialText.Document("云河政办发〔2024〕30号", "关于延长稳岗办法有效期的通知", "关于延长稳岗办法有效期的通知\n云河政办发〔2024〕30号\n《云河市稳岗办法》（云河政办发〔2023〕8号）有效期延长至2025年12月31日。\n", "2024-12-20");

        Assert.Equal(expected, new ValidityTimeline([older, extension]).FindingFor(older, ClausePath.Parse("正文/第一条"), Day(day)).Status);
    }

    [Fact]
    public void A_repeal_of_a_document_that_is_not_here_stays_an_edge()
    {
        var edge = Assert.Single(new ValidityTimeline([Repealing]).Edges, e => e.ToClause is null);

        Assert.Equal((ValidityEdgeKind.Repeal, "云河政办发〔2023〕21号", false, (DateOnly?)Day("2025-03-01")), (edge.Kind, edge.To.Value, edge.IsKnown, edge.Date));
    }

    [Fact]
    public void A_reservation_for_new_rules_is_told_in_its_own_words()
    {
        var document = Two("每人补贴500元。", "本《意见》实施过程中，若国家、省制定了新的政策规定，按新规定执行。");

        Assert.Equal("文中未写明执行期；文中另写明“若国家、省制定了新的政策规定，按新规定执行”", new ValidityTimeline([document]).FindingFor(document, ClausePath.Parse("正文/一/（一）"), Day("2026-11-24")).Note);
    }

    [Fact]
    public void Every_proof_is_verbatim() => Assert.All(
        new[] { Lifts, Talents, Repealing, Amending, Care, Grain }.SelectMany(d => All.PeriodsOf(d).Select(p => (Document: d, p.Proof))),
        p => Assert.Equal(p.Proof.Quote, p.Document.Text[p.Proof.Start..p.Proof.End]));

    private static PolicyDocument Two(string sentence, string closing = "") => GivenOfficialText.Document(
        "云河政办发〔2023〕8号",
        "云河市若干意见",
        $"云河市若干意见\n云河政办发〔2023〕8号\n一、鼓励就业\n（一）稳定岗位。{sentence}\n（二）培训。每人给予800元。\n二、其他\n（一）宣传。广泛宣传。\n{(closing.Length > 0 ? closing + "\n" : "")}");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    [Theory]
    [InlineData("2026-12-31", ValidityStatus.InForce)]
    [InlineData("2027-01-01", ValidityStatus.Expired)]
    public void An_end_behind_the_commencement_and_a_comma_is_an_end(string day, ValidityStatus expected)
    {
        var notice = GivenOfficialText.Document("云山公告〔2025〕3号", "云山市关于限行的通告", "云山市关于限行的通告\n一、望江路以内限行。\n二、本通告自2025年9月1日起施行，至2026年12月31日止。\n");
        Assert.Equal(expected, new ValidityTimeline([notice]).FindingFor(notice, ClausePath.Parse("正文/一"), Day(day)).Status);
    }
}
