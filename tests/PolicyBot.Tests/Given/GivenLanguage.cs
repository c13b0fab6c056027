using PolicyBot.Answering;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;

namespace PolicyBot.Tests.Given;

/// <summary>The lexicon and replies that the program is built with, over documents of an invented city.</summary>
public static class GivenLanguage
{
    public static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly Lazy<QuestionReader> Shared = new(() => QuestionReader.From(Knowledge()));

    public static QuestionReader Reader => Shared.Value;

    public static InputScreen Screen { get; } = new(RepliesReader.Read("no such folder").Value, Shared.Value);

    public static KnowledgeBase Knowledge() => new([Document()])
    {
        Lexicon = LexiconReader.Read("no such folder").Value,
        Replies = RepliesReader.Read("no such folder").Value,
    };

    public static PolicyDocument Document()
    {
        var document = GivenDocuments.Document(
            "云山政办发〔2023〕29号",
            "云山市人民政府办公室关于印发云山市支持就业创业若干意见的通知",
            ("正文/通知", "各县（区）人民政府：现印发给你们。闲置的房屋、车辆等资产（以下简称“闲置国有资产”）一并盘活。\n"),
            ("附件/一", "一、鼓励创新创业，以创业带动就业\n"),
            ("附件/一/（一）", "（一）给予一次性创业补贴。对初次创办小微企业或从事个体经营的退役军人、高校毕业生，给予一次性创业补贴5000元。对吸纳就业满5人的给予创业带动就业补贴。\n"),
            ("附件/一/（二）", "（二）落实创业担保贷款政策。享受全额贴息，期限到2024年12月31日止。\n"),
            ("附件/二/（一）", "（一）给予生活费补贴。参加补贴性线下培训期间给予25元/人/天的生活费补贴。就业见习补贴按最低工资标准发放。\n"),
            ("附件/二/（二）", "（二）职业技能竞赛。给予获得一、二、三等奖的选手一次性奖励。开展职业介绍的给予职业介绍补贴。\n"),
            ("附件/三/（一）", "（一）公租房保障。将住房困难家庭纳入公租房保障范围，发放租赁补贴。\n"),
            ("附件/三/（二）", "（二）开展“敲门行动”，建立服务台账。\n"));
        var clauses = document.Clauses.Select(c => c with { ResponsibleUnits = ["市人力资源社会保障局", "市住房城乡建设局", "市教育和体育局", "市财政局"] }).ToList();
        return new PolicyDocument(document.Number, document.Title, document.Text, clauses) { Issuer = "云山市人民政府办公室" };
    }
}
