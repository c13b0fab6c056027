using System.Globalization;
using System.Text;
using PolicyBot.Knowledge;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>
/// Distinct notices of an invented city, made of the sentences of the documents in the repository with other figures: as long and as repetitive as official prose is,
/// no two alike. Seeded: the n-th is the same in every run.
/// </summary>
internal sealed class GeneratedDocuments
{
    private const string Levels = "一二三四五六七八九十";
    private readonly string[] _sentences;

    /// <param name="knowledge">The folder whose documents lend their sentences.</param>
    public GeneratedDocuments(string knowledge) =>
        _sentences = [.. KnowledgeReader.Read(knowledge).Value.Documents.SelectMany(d => d.Text.Split(['。', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(s => s.Length is >= 15 and <= 120 && s.IndexOfAny(['《', '〔', '：', '附', '、']) is < 0 or > 3 && !char.IsAsciiDigit(s[0]) && s[0] is not ('（' or '第')).Distinct(StringComparer.Ordinal)];

    /// <summary>What the n-th grants and nobody else does, and how much.</summary>
    public static (string Question, string Sum) QuestionOf(int n) =>
        (string.Create(CultureInfo.InvariantCulture, $"第{n}类专项补贴每人每月多少元"), string.Create(CultureInfo.InvariantCulture, $"{1000 + n}元"));

    /// <summary>As received: a paragraph a line.</summary>
    public string Text(int n)
    {
        var random = new Random(n);
        var text = new StringBuilder();
        var day = new DateOnly(2005, 1, 1).AddDays(n % 7000);
        text.Append(CultureInfo.InvariantCulture, $"云山市人民政府关于发放第{n}类专项补贴的通知\n云山政发〔{day.Year}〕{n}号\n各县（区）人民政府，市政府各部门：\n现就第{n}类专项补贴有关事项通知如下：\n");
        for (var i = 0; i < 5; i++)
        {
            text.Append(Levels[i]).Append('、').Append(Sentence(random)).Append("。\n");
            for (var k = 0; k < 3; k++)
                text.Append('（').Append(Levels[k]).Append('）').Append(Sentence(random)).Append('。').Append(Sentence(random)).Append("。\n");
        }

        var (_, sum) = QuestionOf(n);
        text.Append(CultureInfo.InvariantCulture, $"六、第{n}类专项补贴每人每月{sum}，由本级财政承担。\n云山市人民政府\n{day.Year}年{day.Month}月{day.Day}日\n");
        return text.ToString();
    }

    private string Sentence(Random random) =>
        string.Concat(_sentences[random.Next(_sentences.Length)].Select(c => char.IsAsciiDigit(c) && c != '0' ? (char)('1' + random.Next(9)) : c));
}
