using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Tests.Given;

/// <summary>Documents made of clauses by hand: valid by default, offsets and digest following from the texts.</summary>
public static class GivenDocuments
{
    public static PolicyDocument Document(string number, string title, params (string Path, string Text)[] clauses)
    {
        var text = string.Concat(clauses.Select(c => c.Text));
        var made = new List<Clause>();
        var start = 0;
        var headings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, words) in clauses)
        {
            var heading = HeadingOf(words);
            headings[path] = heading;
            var parsed = ClausePath.Parse(path);
            var chain = new List<string>();
            for (ClausePath? at = parsed; at is { } here; at = here.Parent)
            {
                if (headings.TryGetValue(here.Value, out var above) && above.Length > 0)
                    chain.Insert(0, above);
            }

            made.Add(new Clause(parsed, words, start, start + words.Length) { Heading = heading, HeadingChain = chain });
            start += words.Length;
        }

        return new PolicyDocument(DocumentNumber.Parse(number), title, text, made);
    }

    public static KnowledgeBase Knowledge(params PolicyDocument[] documents) => new(documents);

    /// <summary>An employment notice of an invented city, with look-alike sums.</summary>
    public static PolicyDocument Employment(string number = "云山政办发〔2023〕5号") => Document(
        number,
        "云山市关于支持就业创业的若干意见",
        ("正文/通知", "云山市人民政府办公室关于印发云山市关于支持就业创业的若干意见的通知\n各县（区）人民政府：\n现印发给你们，请认真贯彻执行。\n2023年6月7日\n"),
        ("附件/一", "一、鼓励创业\n"),
        ("附件/一/（一）", "（一）给予一次性创业补贴。首次创业且正常经营6个月以上的高校毕业生，给予1万元一次性创业补贴。\n"),
        ("附件/一/（二）", "（二）举办创业大赛。对获得一等奖的项目给予10000元奖励，二等奖5000元，三等奖2000元。\n"),
        ("附件/二", "二、帮扶困难人员\n"),
        ("附件/二/（一）", "（一）发放求职补贴。对低保家庭的高校毕业生，按每人1500元的标准发放一次性求职补贴，所需资金从省就业补助资金列支。\n"),
        ("附件/二/（二）", "（二）社会保险补贴。对就业困难人员灵活就业的，按缴费额的百分之五十给予社会保险补贴，期限最长不超过三年，执行期至2024年12月31日止。\n"));

    private static string HeadingOf(string text)
    {
        var line = text.Split('\n')[0];
        var stop = line.IndexOf('。', StringComparison.Ordinal);
        return line.Length > 0 && (line[0] == '（' || line.Contains('、', StringComparison.Ordinal)) ? (stop < 0 ? line : line[..(stop + 1)]) : "";
    }
}
