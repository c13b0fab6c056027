using System.Text.RegularExpressions;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Which day before today is asked about: 那2023年10月能领吗, 2024年6月……那时候能领吗.</summary>
internal sealed partial class AskedDay(DialogueWords words)
{
    /// <summary>The last day of that time; null where today is asked about.</summary>
    public DateOnly? In(EligibilityTurn turn, string folded, Recognition told)
    {
        if (turn.AsOf != turn.Today || SpokenDate.Find(folded, turn.Today).ToList() is not [var first, ..] days)
            return null;
        if (words.Find("then", folded).Select(t => (int?)t.Start).FirstOrDefault() is { } then && days.LastOrDefault(d => d.Start < then) is { Length: > 0 } before)
            return Past(before.Range.Last, turn.Today);
        var isFact = told.Stated.Any(s => s.Value is FactValue.Day or FactValue.Number && first.Start < s.Start + s.Length && s.Start < first.Start + first.Length);
        return !isFact && AsksOfThatDay().IsMatch(folded[(first.Start + first.Length)..]) ? Past(first.Range.Last, turn.Today) : null;
    }

    private static DateOnly? Past(DateOnly? day, DateOnly today) => day < today ? day : null;

    [GeneratedRegex("^(?:的时候|那时|那会儿?|当时|份|间|底|那天|初)?(?:我|我们|还)?(?:能|可以|可不可以|能不能)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex AsksOfThatDay();
}
