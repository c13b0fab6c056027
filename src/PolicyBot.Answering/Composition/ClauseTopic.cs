using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Composition;

/// <summary>How people call what a clause is about: its heading without numbering, or the nearest one above that is short enough.</summary>
internal static partial class ClauseTopic
{
    private const int Longest = 24;

    /// <summary>Empty where no heading is short and free of numbers.</summary>
    public static string Of(Clause clause)
    {
        for (var i = clause.HeadingChain.Count - 1; i >= 0; i--)
        {
            var name = Strip(clause.HeadingChain[i]);
            // 【申请材料】 is said of the thing above it.
            if (i > 0 && FieldLabel.IsLabel(clause.HeadingChain[i]))
                continue;
            if (name.Length is >= 2 and <= Longest && name.AsSpan().IndexOfAny("，？?。0123456789") < 0 && QuantityReader.Read(name).Count == 0)
                return name;
        }

        return "";
    }

    /// <summary>The thing itself, for offering questions: 给予一次性创业补贴 → 一次性创业补贴.</summary>
    public static string ThingOf(Clause clause) => LeadingVerb().Replace(Of(clause), "");

    public static string Strip(string heading) => SentenceReader.IsBareMark(heading) ? "" : heading[SentenceReader.MarkLength(heading)..].Trim().TrimEnd('。', '：', ':', '；', '，').Trim('【', '】', '〖', '〗', ' ');

    [GeneratedRegex("^(给予|提供|发放|实施|开展|落实|关于)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LeadingVerb();
}
