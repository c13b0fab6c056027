using PolicyBot.Knowledge.Import;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>What is printed and is no plain character of the file: numbers of lists, marks of notes, cells that reach over rows, characters that only look like others.</summary>
public sealed class FormDetailsTests
{
    private const string Head = "<p>平江市人民政府关于发放午餐补助的通知</p><p>平政发〔2024〕3号</p><p>各县区人民政府：</p>";

    [Fact]
    public void A_cell_that_reaches_over_rows_leaves_its_place_empty_below() => Assert.Equal(
        ["对象\t标准\t期限", "学生，包括中职学生\t每天12元\t一年", "\t每天15元\t二年", "教师\t\t一年"],
        Page("<p>一、标准如下，按月发放，由学校审核。</p><table><tr><th>对象</th><th>标准</th><th>期限</th></tr><tr><td rowspan=2>学生，包括中职学生</td><td>每天12元</td><td>一年</td></tr><tr><td>每天15元</td><td>二年</td></tr><tr><td>教师</td><td></td><td>一年</td></tr></table>")[4..]);

    [Fact]
    public void Numbers_that_a_browser_prints_before_items_are_text_and_are_not_doubled() => Assert.Equal(
        ["1.学生每天12元，按月发放。", "2.教师每天8元，按月发放。", "（一）由学校审核，五日内办结。"],
        Page("<ol><li>学生每天12元，按月发放。</li><li>教师每天8元，按月发放。</li></ol><ol><li>（一）由学校审核，五日内办结。</li></ol>")[3..]);

    [Fact]
    public void The_mark_of_a_note_does_not_run_into_the_number_before_it() =>
        Assert.Contains("一、每人每年1000元¹，按月发放。", Page("<p>一、每人每年1000元<sup>1</sup>，按月发放。</p><p>二、由学校审核，五个工作日内办结。</p>"));

    [Fact]
    public void Articles_count_on_over_chapters_where_their_list_says_so()
    {
        var text = Word(
            Numbered(0, "总则") + Numbered(1, "为了发放补助，制定本办法。") + Numbered(0, "标准") + Numbered(1, "每人每天12元。"),
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"第%1章\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlRestart w:val=\"0\"/><w:lvlText w:val=\"第%2条\"/></w:lvl></w:abstractNum>");
        Assert.Equal(["第一章　总则", "第一条　为了发放补助，制定本办法。", "第二章　标准", "第二条　每人每天12元。"], text[3..]);
    }

    [Fact]
    public void A_footnote_of_a_Word_file_stands_behind_its_paragraph_with_its_mark()
    {
        var text = Word("<w:p><w:r><w:t>一、每人每年1000元</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>。</w:t></w:r></w:p>", "");
        Assert.Equal(["一、每人每年1000元¹。", "¹指在校学生。"], text[3..]);
    }

    [Fact]
    public void A_note_at_the_foot_of_a_page_does_not_tear_the_sentence_that_goes_on_over_the_page()
    {
        string Line(double y, string words, double size = 5, double x = 20) => GivenForms.OfdText(x, y, size, words);
        string[] first =
        [
            Line(20, "平江市人民政府关于发放午餐补助的通知"), Line(30, "平政发〔2024〕3号"), Line(40, "各县区人民政府："),
            Line(50, "一、在校学生①每人每年发放午餐补助一千元，由市和县两级财政按照六", x: 30), Line(57, "比四的比例承担，按月发放到学生本人的社会保障卡里，不得以现金发放，不"), Line(64, "得以任何名义截留，学校应当在每个月的十日之前把名单报送到县教育局，并"),
            Line(270, "①指在本市中小学校和中等职业学校接受全日制教育、具有正式学籍的学生，不包括在培", 3.5), Line(275, "训机构学习的人。", 3.5), Line(290, "— 1 —", 3.5, 100),
        ];
        string[] second = [Line(20, "在校内公示五个工作日。"), Line(27, "二、教职工每人每天八元，从学校的公用经费里列支，由学校按月结算，", x: 30), Line(34, "不得用于其他用途。"), Line(290, "— 2 —", 3.5, 100)];
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("a.ofd", GivenForms.OfdPages(string.Concat(first), string.Concat(second)))).Documents);
        Assert.Equal(
            [
                "一、在校学生①每人每年发放午餐补助一千元，由市和县两级财政按照六比四的比例承担，按月发放到学生本人的社会保障卡里，不得以现金发放，不得以任何名义截留，学校应当在每个月的十日之前把名单报送到县教育局，并在校内公示五个工作日。",
                "①指在本市中小学校和中等职业学校接受全日制教育、具有正式学籍的学生，不包括在培训机构学习的人。",
                "二、教职工每人每天八元，从学校的公用经费里列支，由学校按月结算，不得用于其他用途。",
            ],
            document.Text.Split('\n')[3..]);
    }

    [WriterTheory]
    [InlineData("pdf")]
    [InlineData("docx")]
    public void Footnotes_of_a_word_processor_stand_behind_their_paragraph_on_paper_as_in_its_file(string form)
    {
        using var folder = new ImportFolder();
        var long1 = "一、午餐补助※由市和县两级财政按照六比四的比例承担" + string.Concat(Enumerable.Range(1, 60).Select(i => $"，第{i}项支出由学校在每月十日之前报送"));
        folder.Put("notes.fodt", GivenForms.Writer(["平江市人民政府关于发放午餐补助的通知", "平政发〔2024〕3号", "各县区人民政府：", long1 + "。", "二、由教育局负责。", "平江市人民政府", "2024年3月1日"])
            .Replace("※", "<text:note text:id=\"f1\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p text:style-name=\"N\">指在校学生的午餐补助。</text:p></text:note-body></text:note>", StringComparison.Ordinal)
            .Replace("</office:styles>", "<style:style style:name=\"Anchor\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style><text:notes-configuration text:note-class=\"footnote\" text:citation-body-style-name=\"Anchor\" style:num-format=\"1\" text:start-value=\"0\" text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/></office:styles>", StringComparison.Ordinal)
            .Replace("</office:automatic-styles>", "<style:style style:name=\"N\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:text-properties style:font-size-asian=\"9pt\" fo:font-size=\"9pt\"/></style:style></office:automatic-styles>", StringComparison.Ordinal));
        OutsidePrograms.Run("soffice", folder.Root, "--headless", "--convert-to", form, "notes.fodt");
        var text = Assert.Single(folder.Import(Path.Combine(folder.Root, "notes." + form)).Documents).Text.Split('\n');
        Assert.Equal([long1.Replace("※", "¹", StringComparison.Ordinal) + "。", "¹指在校学生的午餐补助。", "二、由教育局负责。"], text[3..6]);
    }

    [Fact]
    public void Characters_that_only_look_like_Han_characters_become_them_and_are_told()
    {
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("a.txt", "平江市⼈⺠政府关于发放午餐补助的通知\n平政发〔2024〕3号\n各县区⼈⺠政府：\n⼀、每⼈每天12元。\n")).Documents);
        Assert.Equal("平江市人民政府关于发放午餐补助的通知", document.Title);
        Assert.EndsWith("一、每人每天12元。", document.Text, StringComparison.Ordinal);
        Assert.Contains(document.Doubts, d => d.Contains("部首", StringComparison.Ordinal));
    }

    [Fact]
    public void Hidden_characters_are_dropped_and_told_with_their_line()
    {
        using var folder = new ImportFolder();
        var document = Assert.Single(folder.Import(folder.Put("a.txt", "平江市人民政府关于发放午餐补助的通知\n平政发〔2024〕3号\n一、每人每天\u202E21\u202C元。\n二、由学\u200B校审核。\n")).Documents);
        Assert.EndsWith("一、每人每天21元。\n二、由学校审核。", document.Text, StringComparison.Ordinal);
        Assert.Contains(document.Doubts, d => d.StartsWith("第3行有看不见的字符（U+202E", StringComparison.Ordinal));
        Assert.Contains(document.Doubts, d => d.StartsWith("第4行有看不见的字符（U+200B", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_both_sides_shows_received_words_as_words_and_marks_doubts()
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("a.txt", "平江市人民政府关于发放午餐补助的通知\n平政发〔2024〕3号\n一、每人每天\u202E21\u202C元<script>alert(1)</script>。\n— 1 —\n二、由学校审核。\n"));
        var page = report.ToHtml();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<code>U+202E</code>", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"doubt\"><td class=\"n\">3</td>", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"furniture\"><td class=\"n\">4</td>", page, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllText(Path.Combine(folder.Into, report.Documents[0].Folder, SideBySidePage.FileName)));
    }

    private static string[] Page(string body)
    {
        using var folder = new ImportFolder();
        return Assert.Single(folder.Import(folder.Put("a.html", $"<!DOCTYPE html><html><body>{Head}{body}</body></html>")).Documents).Text.Split('\n');
    }

    private static string Numbered(int level, string words) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>";

    private static string[] Word(string body, string numbering)
    {
        const string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        using var folder = new ImportFolder();
        var file = GivenForms.Zip(
            ("[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{word}document.main+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"{word}numbering+xml\"/><Override PartName=\"/word/footnotes.xml\" ContentType=\"{word}footnotes+xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
            ("word/_rels/document.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/numbering\" Target=\"numbering.xml\"/><Relationship Id=\"r2\" Type=\"{office}/footnotes\" Target=\"footnotes.xml\"/></Relationships>"),
            ("word/document.xml", $"<w:document {w}><w:body>{string.Concat(new[] { "平江市人民政府关于发放午餐补助的通知", "平政发〔2024〕3号", "各县区人民政府：" }.Select(p => $"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>"))}{body}</w:body></w:document>"),
            ("word/numbering.xml", $"<w:numbering {w}>{numbering}<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"),
            ("word/footnotes.xml", $"<w:footnotes {w}><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>指在校学生。</w:t></w:r></w:p></w:footnote></w:footnotes>"));
        return Assert.Single(folder.Import(folder.Put("a.docx", file)).Documents).Text.Split('\n');
    }
}
