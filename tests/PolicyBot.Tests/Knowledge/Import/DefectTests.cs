using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>Each class of defect in small, in documents of cities that do not exist.</summary>
public sealed class DefectTests
{
    private const string Head = """
        平江市人民政府
        关于印发《平江市冬季清雪
        工作若干规定》的通知
        平政规〔2024〕 5号
        各县（区）人民政府，市政府各直
        属单位：
        《平江市冬季清雪工作若干规
        定》已经 2024年 9月 3日召开的市政
        府第八次常务会议审议通过，现印
        发给你们，请认真贯彻执行。
        平江市人民政府
        2024年9月10日

        """;

    [Fact]
    public void A_head_broken_over_lines_is_read()
    {
        using var folder = new ImportFolder();
        folder.Import(folder.Put("a.txt", Head + Title + Body));
        var yaml = folder.Yaml("2024-平政规5号");
        Assert.Equal("平江市人民政府关于印发《平江市冬季清雪工作若干规定》的通知", yaml.Title);
        Assert.Equal(["各县（区）人民政府", "市政府各直属单位"], yaml.Addressees);
        Assert.Equal(("市政府第八次常务会议", "2024-09-03", "2024-09-10", "平江市人民政府"), (yaml.ApprovedBy, yaml.ApprovedOn, yaml.IssuedOn, yaml.Issuer));
        Assert.Contains("\n平江市冬季清雪工作若干规定\n一、责任分工", folder.Text("2024-平政规5号"), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrapped_lines_that_look_like_headings_are_not()
    {
        var paragraphs = ImportFolder.Paragraphs(Head + Title + Body);
        Assert.Contains("对清雪成绩突出的单位，分别授予一、二、三等奖，并从专项资金中给予一次性奖励。", paragraphs);
        Assert.Contains("（二）经费保障。所需经费由市、县（区）财政按照3.5比6.5的比例分担。", paragraphs);
        Assert.Contains("《平江市清雪办法》（平政规〔2019〕4号）同时废止。本规定自2024年10月1日起施行。", paragraphs);
        Assert.Contains("（一）划分责任。沿街单位负责门前人行道，主次干路由环卫单位负责清扫。", paragraphs);
        Assert.Contains("一、责任分工", paragraphs);
    }

    [Fact]
    public void A_title_that_strayed_into_a_sentence_is_put_back_and_the_move_is_listed()
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("a.txt", Head + Body.Replace("人行道，主次干", "人行道，主次干\n平江市冬季清雪", StringComparison.Ordinal)));
        Assert.Contains("2024年9月10日\n平江市冬季清雪\n一、责任分工", folder.Text("2024-平政规5号"), StringComparison.Ordinal);
        Assert.Contains("主次干路由环卫", folder.Text("2024-平政规5号"), StringComparison.Ordinal);
        Assert.Single(report.Documents[0].Repairs, r => r.Kind == RepairKind.Move);
        Assert.Contains("工作若干规定", Assert.Single(report.Documents[0].Doubts), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attachment_title_inside_its_text_is_moved_before_it()
    {
        var paragraphs = ImportFolder.Paragraphs(Head + Title + Body + """
            附件：平江市清雪作业标准
            为统一清雪作业的要求，制定本标
            准。
            一、机动车道
            小雪当日清完，中雪两日清完，大
            附件
            平江市清雪
            作业标准
            雪三日清完，积雪不得堆放在树坑
            和绿地内。

            """);
        var at = Array.IndexOf(paragraphs, "附件：平江市清雪作业标准");
        Assert.Equal(["附件", "平江市清雪作业标准", "为统一清雪作业的要求，制定本标准。", "一、机动车道", "小雪当日清完，中雪两日清完，大雪三日清完，积雪不得堆放在树坑和绿地内。"], paragraphs[(at + 1)..]);
    }

    [Fact]
    public void Page_numbers_and_running_headers_go_even_in_the_middle_of_a_word()
    {
        var furniture = Body
            .Replace("主次干", "主次干\n平江市政府公报\n— 12 —", StringComparison.Ordinal)
            .Replace("分别授予", "分别授予\n··13\n平江市政府公报", StringComparison.Ordinal);
        var report = Report(Head + Title + furniture);
        Assert.Equal(ImportFolder.Paragraphs(Head + Title + Body), report.Text.Split('\n'));
        Assert.Equal(4, report.Repairs.Count(r => r.Kind == RepairKind.Furniture));
    }

    [Fact]
    public void A_signature_that_repeats_is_not_a_running_header() =>
        Assert.Equal(1, ImportFolder.Paragraphs(Head + Title + Body).Count(p => p == "平江市人民政府"));

    [Fact]
    public void A_repeal_is_told_from_a_quotation()
    {
        using var folder = new ImportFolder();
        folder.Import(folder.Put("a.txt", Head + Title + Body.Replace("沿街单位", "按照《城市道路管理条例》（国务院令第198号）、《关于加强清雪的意见》（平政发〔2020〕7号），沿街单位", StringComparison.Ordinal)));
        Assert.Equal("平政规〔2019〕4号", Assert.Single(folder.Yaml("2024-平政规5号").Repeals).Number);
    }

    [Fact]
    public void A_list_of_names_keeps_one_line_a_person_and_one_blank_before_the_post()
    {
        var paragraphs = ImportFolder.Paragraphs(Head + Title + Body + """
            附件：平江市清雪领导小组
            附件
            平江市清雪领导小组
            组 长：王建国 市委常委、副市长
            副 组 长：李 明 市城市管理局局长
            成 员：赵小兰 市财政局副局长
            孙志强 市住房城乡建设局
            二级调研员
            周 平 市公安局副局长

            """);
        Assert.Equal(["组长：王建国 市委常委、副市长", "副组长：李明 市城市管理局局长", "成员：赵小兰 市财政局副局长", "孙志强 市住房城乡建设局二级调研员", "周平 市公安局副局长"], paragraphs[^5..]);
    }

    [Fact]
    public void Several_documents_of_one_file_are_told_apart()
    {
        using var folder = new ImportFolder();
        var second = (Head + Title + Body).Replace("5号", "6号", StringComparison.Ordinal).Replace("清雪", "防汛", StringComparison.Ordinal);
        var report = folder.Import(folder.Put("公报.txt", Head + Title + Body + second));
        Assert.Equal(["平政规〔2024〕5号", "平政规〔2024〕6号"], report.Documents.Select(d => d.Number));
        Assert.All(report.Documents, d => Assert.EndsWith("本规定自2024年10月1日起施行。", d.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_issuers_own_slip_stays_as_printed() =>
        Assert.Contains("各各县（区）人民政府，市政府各直属单位：", ImportFolder.Paragraphs(Head.Replace("各县（区）人民政府，市政府各直", "各各县（区）人民政府，市政府各直", StringComparison.Ordinal) + Title + Body));

    [Theory]
    [InlineData("到 2025年，增加 20%", "到2025年，增加20%")]
    [InlineData("（一） 指导思想", "（一）指导思想")]
    [InlineData("各县 （区） 政府", "各县（区）政府")]
    [InlineData("第一条　为了", "第一条　为了")]
    [InlineData("第一章　总　则", "第一章　总则")]
    [InlineData("Windows Server 2022 系统", "Windows Server 2022系统")]
    public void Layout_blanks_go_beside_Han_and_digits_and_stay_between_Latin_words(string received, string expected) =>
        Assert.StartsWith("平江市人民政府关于测试的通知\n平政发〔2024〕1号\n" + expected, Report("平江市人民政府关于测试的通知\n平政发〔2024〕1号\n" + received + "。\n2024年1月2日").Text, StringComparison.Ordinal);

    private static ImportedDocument Report(string received)
    {
        using var folder = new ImportFolder();
        return Assert.Single(folder.Import(folder.Put("a.txt", received)).Documents);
    }

    private const string Title = "平江市冬季清雪\n工作若干规定\n";

    private const string Body = """
        一、责任分工
        （一） 划分责任。沿街单位负责
        门前人行道，主次干
        路由环卫单位负责清扫。
        （二） 经费保障。所需经费由市、县
        （区）财政按照
        3.5比6.5的比例分担。
        二、奖励
        对清雪成绩突出的单位，分别授予
        一、
        二、三等奖，并从专项资金中给予
        一次性奖励。
        《平江市清雪办法》（平政规〔2019〕 4
        号）同时废止。本规定自2024年10月
        1日起施行。

        """;
}
