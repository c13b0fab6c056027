using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PolicyBot.Core.Documents;

namespace PolicyBot.Tests.Core.Documents;

public sealed class ClauseSplitterTests
{
    private const string Corpora = "tests/PolicyBot.Acceptance/Corpora";

    static ClauseSplitterTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Documents of the invented cities that are received as one paragraph a line.</summary>
    public static TheoryData<string> Unwrapped => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Corpora), "*.txt", SearchOption.AllDirectories)
        .Where(f => !f.Contains("公报", StringComparison.Ordinal) && !f.Contains("硬换行", StringComparison.Ordinal))
        .Select(f => Path.GetRelativePath(Path.Combine(Repository.Root, Corpora), f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Unwrapped))]
    public void A_document_never_seen_splits_into_the_clauses_a_person_marked(string file)
    {
        var path = Path.Combine(Repository.Root, Corpora, file);
        var text = File.ReadAllText(path, file.Contains("gb18030", StringComparison.Ordinal) ? Encoding.GetEncoding("gb18030") : Encoding.UTF8).Replace("\r", "", StringComparison.Ordinal);
        var expected = File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "expected", Path.GetFileName(path).Replace(".gb18030", "", StringComparison.Ordinal).Replace(".txt", ".clauses.jsonl", StringComparison.Ordinal)))
            .Select(l => JsonDocument.Parse(l).RootElement).ToList();

        var clauses = ClauseSplitter.Split(text);

        Assert.Equal(expected.Select(e => e.GetProperty("path").GetString()), clauses.Select(c => c.Path.Value));
        Assert.All(expected.Zip(clauses), pair =>
        {
            Assert.StartsWith(Squeeze(pair.First.GetProperty("startsWith").GetString()!), Squeeze(pair.Second.Text));
            Assert.EndsWith(Squeeze(pair.First.GetProperty("endsWith").GetString()!), Squeeze(pair.Second.Text));
        });
    }

    [Fact]
    public void Numbers_that_run_on_over_headings_are_levels_under_each_of_them()
    {
        var paths = ClauseSplitter.Split("一、金融支持\n1.扩大信贷。由市财政局负责。\n2.降低利率。每年一次。\n二、创业辅导\n3.开展培训。培训免费。\n三、用地\n4.安排用地。\n5.减免租金。").Select(c => c.Path.Value);

        Assert.Equal(["正文/一", "正文/一/1", "正文/一/2", "正文/二", "正文/二/3", "正文/三", "正文/三/4", "正文/三/5"], paths);
    }

    [Fact]
    public void Articles_that_an_extract_leaves_out_end_no_article_after_them()
    {
        var paths = ClauseSplitter.Split("第三章 燃放安全\n第十六条 下列地点禁止燃放：\n（一）车站；\n（二）学校。\n第二十一条　违反本办法第十六条、第十七条规定的，处100元罚款。\n第三十条 本办法自2019年1月1日起施行。").Select(c => c.Path.Value);

        Assert.Equal(["正文/第三章", "正文/第十六条", "正文/第十六条/（一）", "正文/第十六条/（二）", "正文/第二十一条", "正文/第三十条"], paths);
    }

    public static TheoryData<string, string[]> Labelled => new()
    {
        {
            "一、创业补贴\n【政策内容】给予5000元。\n【申请材料】身份证、执照。\n二、高龄津贴\n【政策内容】每月100元。\n【办理渠道】村（社区）。",
            ["正文/一", "正文/一/政策内容", "正文/一/申请材料", "正文/二", "正文/二/政策内容", "正文/二/办理渠道"]
        },
        {
            "1.创业补贴\n●政策内容：给予5000元。\n●申请材料：身份证、执照。\n2.高龄津贴\n●政策内容：每月100元。\n●办理渠道：村（社区）。",
            ["正文/1", "正文/1/政策内容", "正文/1/申请材料", "正文/2", "正文/2/政策内容", "正文/2/办理渠道"]
        },
        {
            "公租房申请指南\n受理部门：市住房中心\n申请条件：\n1.有本市户籍；\n2.收入低于2800元。\n申请材料：\n1.申请表；\n2.收入证明。\n咨询电话：0468-3332211",
            ["正文/标题", "正文/受理部门", "正文/申请条件", "正文/申请条件/1", "正文/申请条件/2", "正文/申请材料", "正文/申请材料/1", "正文/申请材料/2", "正文/咨询电话"]
        },
        {
            "换新活动公告\n申请条件：\n（一）有户籍；\n（二）有房产。\n申请材料：\n（一）申请表；\n（二）房产证。\n办理时限：5个工作日",
            ["正文/标题", "正文/申请条件", "正文/申请条件/（一）", "正文/申请条件/（二）", "正文/申请材料", "正文/申请材料/（一）", "正文/申请材料/（二）", "正文/办理时限"]
        },
        {
            "换新活动公告\n现公告如下：\n◆补贴范围\n冰箱、电视等8类。\n◆补贴标准\n补贴15%。\n◆活动时间\n2025年3月1日起。",
            ["正文/标题", "正文/引言", "正文/补贴范围", "正文/补贴标准", "正文/活动时间"]
        },
        {
            "供热通知\n现通知如下。\n第一，供热时间。10月15日起。\n第二，室温标准。不低于20℃。\n第三、二产业不在此列。",
            ["正文/标题", "正文/引言", "正文/第一", "正文/第二"]
        },
        {
            "社保补贴解读\n现解读如下。\n哪些人可以申请？\n就业困难人员。\n补贴标准是多少？\n实际缴费额的三分之二。\n到哪里申请？\n街道服务中心。",
            ["正文/标题", "正文/引言", "正文/问1", "正文/问2", "正文/问3"]
        },
        {
            "补贴细则\n一、标准\n每月100元。\n二、联系方式\n联系下列单位。\n咨询电话：0468-1\n受理地址：新华路1号\n监督电话：0468-2\n以上补贴按季发放。",
            ["正文/标题", "正文/一", "正文/二", "正文/结尾"]
        },
        {
            "申请表\n一、基本情况\n工作单位：\n家庭地址：\n联系电话：\n收入金额：\n二、审核意见\n同意。",
            ["正文/标题", "正文/一", "正文/二"]
        },
    };

    [Theory]
    [MemberData(nameof(Labelled))]
    public void Names_of_fields_and_ordinals_are_levels_as_numbers_are(string text, string[] paths) =>
        Assert.Equal(paths, ClauseSplitter.Split(text).Select(c => c.Path.Value));

    [Fact]
    public void A_number_that_does_not_run_on_from_the_heading_before_is_no_level()
    {
        var paths = ClauseSplitter.Split("一、金融支持\n1.扩大信贷。\n二、时间\n3.本年内完成。").Select(c => c.Path.Value);

        Assert.Equal(["正文/一", "正文/一/1", "正文/二"], paths);
    }

    [Property(MaxTest = 300)]
    public void Any_text_is_partitioned_and_no_path_comes_twice(NonNull<string> text) => AssertPartition(text.Get);

    [Property(MaxTest = 300)]
    public Property Lines_with_marks_in_any_order_are_partitioned() => Prop.ForAll(
        Gen.Elements("一、总体要求", "二、三等奖各一名", "（一）对象。低收入家庭。", "（二）标准", "1.每月100元。", "2．每月200元；", "（1）本人", "①甲", "第一条　为了规范，制定本办法。", "第二条 补贴对象", "第一章 总则", "本办法自印发之日起施行。", "附件", "附件：1.甲表", "2.乙表", "2024年5月1日", "某某市人民政府", "问：多少钱？", "答：100元。", "〔责任单位：市财政局〕", "“第六条 新的内容", "（一）引号里的”", "甲\t乙\t丙", "", "各县（区）：", "普通的一段话。").ListOf().Select(l => string.Join('\n', l)).ToArbitrary(),
        AssertPartition);

    [Property(MaxTest = 100)]
    public Property A_document_of_numbered_lines_splits_into_those_lines() => Prop.ForAll(
        Gen.Choose(1, 6).SelectMany(a => Gen.Choose(0, 5).Select(b => (a, b))).ToArbitrary(),
        shape =>
        {
            const string Digits = "一二三四五六";
            var lines = new List<(string Path, string Line)>();
            for (var i = 0; i < shape.a; i++)
            {
                lines.Add(($"正文/{Digits[i]}", $"{Digits[i]}、第{i}项工作"));
                for (var j = 0; j < shape.b; j++)
                    lines.Add(($"正文/{Digits[i]}/（{Digits[j]}）", $"（{Digits[j]}）内容。这是第{i}项的第{j}条。"));
            }

            var clauses = ClauseSplitter.Split("某市支持办法\n" + string.Join('\n', lines.Select(l => l.Line)));
            Assert.Equal(lines.Select(l => l.Path), clauses.Skip(1).Select(c => c.Path.Value));
            Assert.Equal(lines.Select(l => l.Line), clauses.Skip(1).Select(c => c.Text.TrimEnd('\n')));
        });

    [Fact]
    public void Numbering_that_runs_on_keeps_its_printed_numbers()
    {
        var paths = Paths("若干意见\n一、甲\n（一）子。内容。\n（二）丑。内容。\n二、乙\n（三）寅。内容。\n（四）卯。内容。\n三、丙\n（五）辰。内容。");
        Assert.Equal(["正文/标题", "正文/一", "正文/一/（一）", "正文/一/（二）", "正文/二", "正文/二/（三）", "正文/二/（四）", "正文/三", "正文/三/（五）"], paths);
    }

    [Theory]
    [InlineData("二、三等奖的选手给予奖励")]
    [InlineData("（区）政府负责落实")]
    [InlineData("2.5万元以上的部分")]
    [InlineData("第二条规定的除外")]
    public void A_line_that_only_looks_like_a_heading_is_none(string line) =>
        Assert.Equal(["正文/标题", "正文/一"], Paths($"办法\n一、奖励办法。对获得一、\n{line}。"));

    [Fact]
    public void A_heading_chain_names_every_level_above()
    {
        var clause = Find("若干意见\n一、鼓励创业\n（一）扩大范围。对符合条件的给予补贴。\n1.给予一次性补贴。对初次创业的给予补贴3000元。", "正文/一/（一）/1");
        Assert.Equal("一、鼓励创业 › （一）扩大范围 › 1.给予一次性补贴", clause.HeadingLine);
    }

    [Fact]
    public void A_sentence_alone_is_no_heading() =>
        Assert.Equal("1.", Find("办法\n（一）奖励。\n1.对获得国家级竞赛一等奖的选手和指导教师，给予五千元的一次性奖励。\n2.对其他的不奖励。", "正文/（一）/1").Heading);

    [Fact]
    public void Units_are_read_with_their_brackets_and_without_the_words_for_others()
    {
        var clause = Find("方案\n一、任务。做好工作。〔牵头单位：市教育局；责任单位：市财政局、市市场监管局等相关单位，各县（区）政府〕\n二、其他", "正文/一");
        Assert.Equal(["市教育局"], clause.LeadUnits);
        Assert.Equal(["市财政局", "市市场监管局", "各县（区）政府"], clause.ResponsibleUnits);
    }

    [Fact]
    public void A_deadline_printed_after_the_last_item_holds_for_the_items_before_it_and_the_parent()
    {
        var text = "方案\n一、任务\n1.建设站点。\n（1）选址。\n（2）建设。\n上述工作完成时限：2023年12月底前。\n2.宣传。\n（1）发放材料。";
        var clauses = ClauseSplitter.Split(text);

        foreach (var path in new[] { "正文/一/1", "正文/一/1/（1）" })
        {
            var governing = Assert.Single(clauses.Single(c => c.Path.Value == path).Governing);
            Assert.Equal("上述工作完成时限：2023年12月底前。", text[governing.Start..governing.End]);
            Assert.Equal(GoverningKind.Deadline, governing.Kind);
        }

        Assert.Empty(clauses.Single(c => c.Path.Value == "正文/一/2").Governing);
        Assert.EndsWith("12月底前。\n", clauses.Single(c => c.Path.Value == "正文/一/1/（2）").Text);
    }

    [Fact]
    public void Funding_and_units_printed_once_behind_the_last_item_hold_for_all_items()
    {
        var clauses = ClauseSplitter.Split("意见\n一、以赛促训\n1.对国家级一等奖给予5万元的奖励。\n2.对市级一等奖给予5000元的奖励。国家、市级竞赛奖励所需资金由市级财政承担。〔责任单位：市财政局〕");
        var first = clauses.Single(c => c.Path.Value == "正文/一/1");
        Assert.Equal(["市财政局"], first.ResponsibleUnits);
        Assert.Contains(first.Governing, g => g.Kind == GoverningKind.Funding && g.Text.Contains("市级财政承担", StringComparison.Ordinal));
    }

    [Fact]
    public void A_closing_paragraph_on_validity_holds_for_every_level()
    {
        var clauses = ClauseSplitter.Split("措施\n一、补贴。每人100元。\n二、奖励。每户200元。\n本措施自2024年1月1日起施行，有效期三年。");
        Assert.Equal("正文/结尾", clauses[^1].Path.Value);
        Assert.All(clauses.Where(c => c.Heading.Length > 0), c => Assert.Contains(c.Governing, g => g.Kind == GoverningKind.Period));
    }

    [Fact]
    public void A_level_numbered_twice_by_mistake_gets_a_path_of_its_own() =>
        Assert.Equal(["正文/标题", "正文/一", "正文/一/1", "正文/一/1·2"], Paths("办法\n一、甲\n1.第一件事。\n1.第二件事。"));

    [Fact]
    public void An_attachment_without_levels_is_one_clause_under_its_title() =>
        Assert.Equal(["正文/标题", "正文/一", "正文/附件说明", "附件/标题", "附件/全文"], Paths("方案\n一、成立专班。\n附件：工作专班名单\n附件\n工作专班名单\n召集人：张三 副市长\n成员：李四 局长"));

    private static void AssertPartition(string text)
    {
        var clauses = ClauseSplitter.Split(text);
        Assert.Equal(text, string.Concat(clauses.Select(c => c.Text)));
        Assert.Equal(clauses.Count, clauses.Select(c => c.Path).Distinct().Count());
        var at = 0;
        foreach (var clause in clauses)
        {
            Assert.Equal(at, clause.Start);
            at = clause.End;
            Assert.All(clause.Governing, g => Assert.Equal(g.Text, text[g.Start..g.End]));
        }

        Assert.Equal(text.Length, at);
    }

    private static IEnumerable<string> Paths(string text) => ClauseSplitter.Split(text).Select(c => c.Path.Value);

    private static Clause Find(string text, string path) => ClauseSplitter.Split(text).Single(c => string.Equals(c.Path.Value, path, StringComparison.Ordinal));

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
