using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Answers;

namespace PolicyBot.Answering;

/// <summary>One thing of several asked in one breath, and what answers it.</summary>
internal sealed record AnsweredPart(string Asked, Answer Answer);

/// <summary>
/// Puts the answers to several asks into one message: each under the citizen's own words, markers numbered through, the same place cited once. Every part
/// passed the gate by itself, and keeps what it says: only markers change. Pure.
/// </summary>
internal static partial class SeveralAnswers
{
    /// <param name="parts">At least one, in the order asked.</param>
    /// <param name="understoodAs">The whole message as understood.</param>
    public static Answer Join(IReadOnlyList<AnsweredPart> parts, string understoodAs)
    {
        var distinct = parts.DistinctBy(p => p.Answer.Text, StringComparer.Ordinal).ToList();
        if (distinct is [var only])
            return only.Answer with { UnderstoodAs = understoodAs };
        var citations = new List<Citation>();
        var blocks = distinct.Select(p => (Head: $"问：{p.Asked}", Lines: Renumbered(p.Answer, citations).Split('\n'))).ToList();
        var lines = new List<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            lines.Add(blocks[i].Head);
            // What holds for several parts alike (no period is stated) is said once, after the last of them; quoted words stay with what they answer.
            lines.AddRange(blocks[i].Lines.Where(l => l.EndsWith("]。", StringComparison.Ordinal) || !blocks.Skip(i + 1).Any(later => later.Lines.Contains(l, StringComparer.Ordinal))));
        }

        var answers = distinct.ConvertAll(p => p.Answer);
        return Of(answers, string.Join('\n', lines)) with
        {
            Citations = citations,
            Verdict = answers.Select(a => a.Verdict).FirstOrDefault(v => v is not null),
            Missing = answers.Select(a => a.Missing).FirstOrDefault(m => m.Count > 0) ?? [],
            Amount = answers.Select(a => a.Amount).FirstOrDefault(a => a is not null),
            Workings = [.. answers.SelectMany(a => a.Workings).Distinct(StringComparer.Ordinal)],
            Contact = [.. answers.SelectMany(a => a.Contact).Distinct(StringComparer.Ordinal).Take(3)],
            Notice = answers.Select(a => a.Notice).FirstOrDefault(n => n is not null),
            Suggestions = answers.Find(a => a.Missing.Count > 0)?.Suggestions ?? answers[^1].Suggestions,
            UnderstoodAs = understoodAs,
        };
    }

    private static string Renumbered(Answer answer, List<Citation> citations)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var citation in answer.Citations)
        {
            var known = citations.Find(c => c.Document == citation.Document && c.Start == citation.Start && c.End == citation.End);
            numbers[citation.Marker] = known?.Marker ?? citations.Count + 1;
            if (known is null)
                citations.Add(citation with { Marker = citations.Count + 1 });
        }

        return Marker().Replace(answer.Text, m => numbers.TryGetValue(int.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture), out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"[{number}]")
            : m.Value);
    }

    /// <summary>Answered where every part is; partly where one is; else the most telling of the silences.</summary>
    private static Answer Of(List<Answer> answers, string text)
    {
        var asOf = answers[0].AsOf;
        var settled = answers.Count(a => a is Answered or NotInForce);
        return answers switch
        {
            _ when answers.TrueForAll(a => a is NotInForce) => new NotInForce { Text = text, AsOf = asOf },
            _ when settled == answers.Count => new Answered { Text = text, AsOf = asOf },
            _ when answers.TrueForAll(a => a is NeedsClarification) => new NeedsClarification { Text = text, AsOf = asOf },
            _ when settled > 0 || answers.Exists(a => a is PartlyAnswered or NeedsClarification) => new PartlyAnswered { Text = text, AsOf = asOf },
            _ when answers.Exists(a => a is NotFound) => new NotFound { Text = text, AsOf = asOf },
            _ => new OutOfScope { Text = text, AsOf = asOf },
        };
    }

    [GeneratedRegex(@"\[(?<n>\d{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marker();
}
