using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Validity;

public sealed class AnyTextValidityTests
{
    private static readonly string[] Lines =
    [
        "一、补贴标准", "（一）每人500元，执行期至2023年12月31日止。", "第一条　本办法自2023年7月1日起施行，试行二年。", "第二条 补贴", "二、将第一条修改为：“第一条　本办法有效期至2027年6月30日。”",
        "三、删去第二条。", "将第二条中的“补贴”修改为“补助”。", "其中培训补贴执行期至2024年2月30日。", "“没有合上的引号", "《云河市办法》（云河政办发〔2023〕8号）有效期延长至2025年12月31日。", "《没有合上的书名号",
        "自9999年99月99日起施行。", "有效期九百年。", "本办法自印发之日起99日后施行。", "2026—2022年实行。", "自2024年5月1日至3月1日执行。", "云河市人民政府", "2023年6月7日", "附件", "",
    ];

    [Property(MaxTest = 300)]
    public Property Any_lines_have_a_finding_on_any_day_whose_proof_is_verbatim() => Prop.ForAll(
        Gen.Elements(Lines).ListOf().Select(l => string.Join('\n', l)).ToArbitrary(),
        Gen.Elements(Lines).ListOf().Select(l => string.Join('\n', l)).ToArbitrary(),
        Gen.Choose(0, 3000).ToArbitrary(),
        (one, other, days) =>
        {
            var first = GivenOfficialText.Document("云河政办发〔2023〕8号", "云河市办法", one + "\n");
            var second = GivenOfficialText.Document("云河政办发〔2024〕9号", "关于修改《云河市办法》的决定", other + "\n", "2024-02-01");
            var timeline = new ValidityTimeline([first, second]);
            var asOf = new DateOnly(2022, 1, 1).AddDays(days);
            foreach (var document in new[] { first, second })
            {
                foreach (var clause in document.Clauses)
                {
                    var finding = timeline.FindingFor(document, clause.Path, asOf);
                    if (finding.Proof is { } proof)
                        Assert.Equal(proof.Quote, (proof.Document == first.Number ? first : second).Text[proof.Start..proof.End]);
                    Assert.False(finding.Status == ValidityStatus.Expired && !(finding.Until < asOf));
                    Assert.False(finding.Status == ValidityStatus.InForce && finding.Until < asOf);
                    timeline.TextAsOf(document, clause.Path, asOf);
                }
            }
        });
}
