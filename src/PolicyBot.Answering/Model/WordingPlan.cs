using System.Text.RegularExpressions;
using PolicyBot.Core.Answers;

namespace PolicyBot.Answering.Model;

/// <summary>
/// A quotation-only answer taken apart: what stays word for word (verdict, conditions met or not, validity, fixed replies, questions back) and what a model may word again.
/// </summary>
internal sealed partial record WordingPlan(IReadOnlyList<string> Head, IReadOnlyList<string> Body, IReadOnlyList<string> Tail)
{
    public static WordingPlan Of(Answer answer)
    {
        var (head, body, tail) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var line in answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // The first cited line of an answer with a verdict is the verdict; lines with a mark in front say which condition holds.
            var isVerdict = answer.Verdict is not null && (body.Count == 0 && !head.Exists(h => Marker().IsMatch(h)) || !char.IsLetterOrDigit(line[0]) && line[0] is not ('“' or '【' or '《'));
            if (!isVerdict && Marker().IsMatch(line) && !Validity().IsMatch(Quoted().Replace(line, "")))
                body.Add(line);
            else
                (body.Count == 0 ? head : tail).Add(line);
        }

        return new(head, body, tail);
    }

    /// <summary>What the answer is about, as its first worded line names it in front (【…】); empty where it does not.</summary>
    public string Topic => Body.Count > 0 && TopicInFront().Match(Body[0]) is { Success: true } match ? match.Value : "";

    public static IEnumerable<int> MarkersOf(string text) =>
        Marker().Matches(text).Select(m => int.Parse(m.Groups["n"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).Distinct();

    public static string WithoutMarkers(string text) => Marker().Replace(text, "");

    [GeneratedRegex(@"\[(?<n>\d{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    [GeneratedRegex("^【[^】]{1,60}】", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TopicInFront();

    [GeneratedRegex("“[^”]*”", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("到期|过期|失效|废止|届满|已过|结束|不再执行|尚未|还没|未到|未开始|未写明|没有写明|确认|有效", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Validity();
}
