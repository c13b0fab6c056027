using PolicyBot.Answering.Composition;

namespace PolicyBot.Answering.Understanding;

/// <summary>Reads the two things of 甲和乙有什么区别, each as a text of its own; what the second says behind its last 的 is shared (紧缺工种和普通工种的补贴). Pure.</summary>
internal static class Comparison
{
    private static readonly IReadOnlyList<string> Opening = OfficialGrammar.Words("of_difference");
    private static readonly string[] Between = ["和", "跟", "与", "同", "、", "还是", "比"];

    /// <param name="asking">Where words stand that ask for the difference.</param>
    /// <param name="hasTopic">Whether a text names something to ask about.</param>
    /// <returns>Two texts; empty where no two things are named.</returns>
    public static IReadOnlyList<string> Of(string normal, IReadOnlyList<(int Start, int End)> asking, Func<string, bool> hasTopic)
    {
        var things = asking.Count == 0 ? normal : normal[..asking[0].Start];
        if (Opening.FirstOrDefault(o => things.EndsWith(o, StringComparison.Ordinal)) is { } opening)
            things = things[..^opening.Length];
        foreach (var word in Between)
        {
            for (var at = things.IndexOf(word, StringComparison.Ordinal); at > 0; at = things.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                var (first, second) = (Bare(things[..at]), Bare(things[(at + word.Length)..]));
                if (first.Length < 2 || second.Length < 2 || !hasTopic(first) || !hasTopic(second))
                    continue;
                var tail = second.LastIndexOf('的') is > 0 and var shared && second.Length - shared > 2 ? second[shared..] : "";
                return [first.EndsWith(tail, StringComparison.Ordinal) ? first : first + tail, second];
            }
        }

        return [];
    }

    private static string Bare(string thing) => thing.Trim('，', ',', ' ', '的', '是', '有', '在', '之', '间');
}
