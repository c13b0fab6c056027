using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>A form to be filled in (审批表、通知书、委托书): it has the words of its subject and settles nothing about it.</summary>
public static partial class ClauseForm
{
    private const int FewestBlanks = 3;

    /// <summary>True where a text has at least three places that wait for somebody's hand: a label with nothing behind it, an empty cell, a day without figures, a place to sign.</summary>
    public static bool IsForm(Clause clause) => Blanks().Count(clause.Text) >= FewestBlanks;

    [GeneratedRegex(
        @"(?<=(^|[\n\t，。；：])[^\n\t，。；：]{0,12})[：:](?=[ \u3000]*(\n|\t|$|[，。；）)]))|\t(?=\t|\n|$)|(?<!\d)[ \u3000]*年[ \u3000]*月[ \u3000]*日|[（(](签字|签名|签章|盖章|公章|手印)[^）)]{0,12}[）)]|_{2,}|[（(]大写[：:]?[ \u3000]*[）)]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();
}
