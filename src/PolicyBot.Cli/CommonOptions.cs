using System.CommandLine;
using System.Globalization;

namespace PolicyBot.Cli;

/// <summary>Options that several verbs share, so that one name means one thing.</summary>
internal static class CommonOptions
{
    public static Option<string?> Knowledge { get; } = new("--knowledge")
    {
        Description = "知识文件夹（默认 knowledge）",
        HelpName = "DIR",
        Recursive = true,
        Validators =
        {
            result =>
            {
                if (result.Tokens.Count == 1 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                    result.AddError("--knowledge：没有写是哪个文件夹。");
            },
        },
    };

    public static Option<bool> Json() => new("--json") { Description = "以 JSON 输出结果" };

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "按哪一天回答，如 2026-11-24（默认今天）",
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            result.AddError($"--as-of：「{text}」不是日期，应写成 2026-11-24 的样子。");
            return null;
        },
    };
}
