using PolicyBot.Core.Documents;
using PolicyBot.Knowledge.Import;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>Documents as other authorities issued them, beside the checkout; each test skips where they are not given.</summary>
public sealed class SampleFormsTests
{
    [SampleFact]
    public void One_document_as_Word_file_and_as_text_has_the_same_clauses()
    {
        Assert.Equal(Import(Sample("02_专项附加扣除暂行办法.txt")).Text, Import(Sample("02_专项附加扣除暂行办法.docx")).Text);
    }

    [SampleTheory]
    [InlineData("07_应急救援专用号牌.pdf", "国办发〔2018〕114号", "国务院办公厅关于国家综合性消防救援车辆悬挂应急救援专用号牌有关事项的通知", "附件/一/（二）", "正文/四")]
    [InlineData("11_粮食购销举报奖励细则.docx", "渝粮规范〔2023〕2号", "重庆市粮食局 重庆市财政局关于印发《重庆市政策性粮食购销违法违规行为举报奖励实施细则（试行）》的通知", "正文/第七条/第一款/（三）", "附件4/标题")]
    [InlineData("13_建筑节能信息公示.html", "渝建发〔2008〕197号", "重庆市建设委员会重庆市国土资源和房屋管理局关于民用建筑实行建筑节能信息公示的通知", "正文/八", "附件三/标题")]
    [InlineData("16_海南将健康融入所有政策实施方案.docx", "琼健爱卫〔2025〕7号", "海南省健康海南建设委员会（爱国卫生运动委员会）关于印发《海南省将健康融入所有政策实施方案》的通知", "正文/二/（一）/4", "正文/三")]
    [InlineData("22_铜川清理结果.txt", "铜政发〔2020〕33号", "铜政发〔2020〕33号", "正文/三", "正文/二")]
    [InlineData("24_带薪年休假实施办法.txt", "《企业职工带薪年休假实施办法》", "企业职工带薪年休假实施办法", "正文/第五条/第二款", "正文/第九条")]
    [InlineData("26_同意辞职批复.ofd", "路卫发〔2011〕76号", "关于同意张阿三同志辞职的批复", "正文/标题", "正文/结尾")]
    public void An_issued_file_is_read_whatever_its_form(string file, string number, string title, params string[] paths)
    {
        var document = Import(Sample(file));
        Assert.Equal(number, document.Number);
        Assert.Equal(title, document.Title);
        var clauses = ClauseSplitter.Split(document.Text).Select(c => c.Path.ToString()).ToList();
        Assert.All(paths, p => Assert.Contains(p, clauses));
        Assert.DoesNotContain("—1—", document.Text, StringComparison.Ordinal);
    }

    [SampleTheory]
    [InlineData("外部实体XXE.docx", "外部实体")]
    [InlineData("截断.docx", "已损坏")]
    [InlineData("旧格式.doc", "旧版 Word")]
    [InlineData("空文件.txt", "空的")]
    [InlineData("路径穿越.ofd", "文件包之外")]
    public void A_damaged_or_hostile_file_is_one_sentence_and_leaves_nothing(string file, string said)
    {
        using var folder = new ImportFolder();
        var problem = Assert.Single(DocumentImporter.Import([Sample(file)], folder.Into).Problems);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Into));
    }

    private static string Sample(string name) => Repository.Beside(Path.Combine("samples", name));

    private static ImportedDocument Import(string path)
    {
        using var folder = new ImportFolder();
        return Assert.Single(folder.Import(path).Documents);
    }
}
