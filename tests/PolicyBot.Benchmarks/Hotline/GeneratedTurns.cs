using System.Globalization;
using System.Text.Json;
using PolicyBot.Web.Storage;

namespace PolicyBot.Benchmarks.Hotline;

/// <summary>
/// Turns for measuring, distinct and repeatable: gold questions as many people would type them (a greeting before, a particle or details behind, characters left out or swapped,
/// two in one breath), answers from sentences of the documents with other figures. One turn in five is a gap.
/// </summary>
internal sealed class GeneratedTurns(IReadOnlyList<string> questions, IReadOnlyList<string> sentences, int seed)
{
    private static readonly string[] Before = ["", "", "", "请问", "你好，", "您好请问一下", "我想问下", "麻烦问一下，", "老师，", "那个，", "咨询一下，", "帮我查查"];
    private static readonly string[] Behind = ["", "", "", "啊", "呢", "吗", "，谢谢", "，急", "，在线等", "？？", "。", "，帮忙看下"];
    private static readonly string[] Channels = ["directline", "wechat", "wecom", "page", "msteams"];
    private static readonly string[] Statuses = ["answered", "answered", "answered", "answered", "partly_answered", "needs_clarification", "not_in_force", "not_found", "out_of_scope", "greeting"];
    private static readonly DateTimeOffset First = new(2026, 5, 29, 0, 0, 0, TimeSpan.Zero);

    public static GeneratedTurns From(IReadOnlyList<string> goldFiles, IReadOnlyList<string> documents, int seed) => new(
        [.. goldFiles.SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!).Where(t => t.Length is > 3 and < 60)],
        [.. documents.SelectMany(File.ReadLines).SelectMany(l => JsonDocument.Parse(l).RootElement.GetProperty("clauses").EnumerateArray().Select(c => c.GetProperty("text").GetString()!))
            .SelectMany(t => t.Split('。', '\n')).Where(s => s.Length > 10)],
        seed);

    /// <summary>Spread over 180 days, in the order of time.</summary>
    public IEnumerable<StoredTurn> Make(int count)
    {
        var random = new Random(seed);
        var known = new HashSet<string>(count, StringComparer.Ordinal);
        var step = TimeSpan.FromDays(180) / count;
        for (var no = 1; no <= count; no++)
        {
            var question = Question(random);
            while (!known.Add(question))
                question += Detail(random);
            var status = Statuses[random.Next(Statuses.Length)];
            var feedback = random.Next(20) switch { 0 => "dislike", 1 => "like", _ => null };
            var isHandOff = random.Next(20) == 0;
            var document = random.Next(40);
            yield return new StoredTurn
            {
                Id = no.ToString("x32", CultureInfo.InvariantCulture),
                No = no,
                Channel = Channels[random.Next(Channels.Length)],
                Conversation = $"c{random.Next(1 + (count / 3)):x8}",
                At = First + (step * no),
                Question = question,
                Status = status,
                Answer = Answer(random, status),
                Clauses = status is "answered" or "partly_answered" or "not_in_force" ? $"云政办发〔2024〕{document}号#附件/一/（{random.Next(9)}）" : "",
                Subject = $"关于第{document}件事的若干意见",
                Unit = $"第{document % 23}局",
                IsGap = status is "not_found" || feedback is "dislike" || isHandOff,
                ElapsedMs = random.Next(200),
                IsHandOff = isHandOff,
                Feedback = feedback,
            };
        }
    }

    private string Question(Random random)
    {
        var text = questions[random.Next(questions.Count)];
        if (random.Next(8) == 0)
            text = $"{text}，{questions[random.Next(questions.Count)]}";
        var characters = text.ToList();
        for (var changes = random.Next(3); changes > 0 && characters.Count > 4; changes--)
        {
            var at = random.Next(characters.Count - 1);
            if (random.Next(2) == 0)
                characters.RemoveAt(at);
            else
                (characters[at], characters[at + 1]) = (characters[at + 1], characters[at]);
        }

        return Before[random.Next(Before.Length)] + string.Concat(characters) + Behind[random.Next(Behind.Length)];
    }

    private static string Detail(Random random) => random.Next(3) switch
    {
        0 => $"，我今年{random.Next(16, 80)}岁",
        1 => $"，家住{random.Next(1, 400)}号楼",
        _ => $"，都等了{random.Next(2, 90)}天了",
    };

    private string Answer(Random random, string status) => status is "not_found" or "out_of_scope" or "greeting"
        ? "现有文件没有找到对应的规定，建议拨打政务服务便民热线咨询。"
        : string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => string.Concat(sentences[random.Next(sentences.Count)].Select(c => char.IsAsciiDigit(c) ? (char)('0' + random.Next(10)) : c)) + "。[1]"));
}
