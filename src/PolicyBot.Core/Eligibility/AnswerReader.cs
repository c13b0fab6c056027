using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Core.Eligibility;

/// <summary>Reads replies to a fact's own question, and quantities in a fact's unit.</summary>
public sealed class AnswerReader(DialogueWords words)
{
    // 对，是第一次 answers; 对了，顺便问一下…… does not.
    private const int LongestYesOrNo = 10;

    /// <summary>Reads a reply to the fact's own question: a choice, a bare number, 是, 没有. Null where it is none.</summary>
    public FactValue? Read(FactDefinition definition, string text, DateOnly asOf, bool isOnlyAnswer = true)
    {
        var folded = SpokenText.Fold(text).TrimEnd('。', '！', '？', '了', '吧', '啊', '呀', '的', '呢');
        foreach (var choice in definition.Choices)
        {
            if (SameWords(folded, choice.Text))
                return choice.Value;
        }

        var quantity = QuantityOf(definition, folded, asOf);
        if (quantity is not null)
            return quantity;
        // A single character (是, 省) answers its own question only.
        var named = definition.Choices.Where(c => c.AlsoSaid.Append(c.Text).Any(s => (isOnlyAnswer || s.Length > 1) && folded.Contains(SpokenText.Fold(s), StringComparison.Ordinal))).ToList();
        if (named.Count == 1 && !words.Has("negation", Without(folded, named[0])))
            return named[0].Value;
        if (named.Count > 1 && definition.Type == FactType.Groups)
            return named.Select(n => (FactValue.Groups)n.Value).Aggregate((a, b) => a.With(b));
        if (!isOnlyAnswer || folded.Length > LongestYesOrNo)
            return null;
        var no = words.Begins("no", folded);
        if (definition.Type == FactType.YesNo && (no || words.Begins("yes", folded)))
            return new FactValue.YesNo(!no);
        return definition.Type == FactType.Groups && no ? new FactValue.Groups([], FactCatalog.ChoiceIds(definition)) : null;
    }

    /// <summary>The quantity that stands in a text, read in the fact's unit; null where there is none.</summary>
    public static FactValue? QuantityOf(FactDefinition definition, string folded, DateOnly asOf)
    {
        if (definition.Type == FactType.Date)
            return Slot("{日期}", folded) is { } date && SpokenDate.Read(date, asOf) is { } day ? new FactValue.Day(day) : null;
        if (definition.Type != FactType.Number)
            return null;
        var (slot, pattern) = definition.Unit switch
        {
            "月" or "年" => (SayingSlot.Duration, "{时长}"),
            "%" => (SayingSlot.Percent, "{百分}"),
            "天" => (SayingSlot.Duration, "{时长}"),
            _ => (SayingSlot.Number, "{数}"),
        };
        if (Slot(pattern, folded) is { } said && Read(definition, slot, said, asOf) is { } value)
            return value;
        // A bare number answers in the unit that was asked.
        return slot != SayingSlot.Number && SpokenQuantity.Number(folded) is { } bare && Slot("{数}", folded) is { } only && only.Length == folded.Length
            ? new FactValue.Number(bare)
            : null;
    }

    // 没开店 names the choice 没有创业: a negation inside its own words is none.
    private static string Without(string folded, FactChoice choice) =>
        choice.AlsoSaid.Append(choice.Text).Select(SpokenText.Fold).OrderByDescending(s => s.Length).Where(s => folded.Contains(s, StringComparison.Ordinal)).Select(s => folded.Replace(s, "", StringComparison.Ordinal)).FirstOrDefault() ?? folded;

    private static bool SameWords(string folded, string choice) =>
        string.Equals(folded, SpokenText.Fold(choice), StringComparison.Ordinal);

    private static string? Slot(string pattern, string folded)
    {
        if (!SayingPattern.TryParse(pattern, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), out var parsed, out _))
            return null;
        return parsed.Find(folded).Select(f => f.Slot).FirstOrDefault();
    }

    /// <summary>What a slot holds, read in the fact's unit; null where it is no value of the fact.</summary>
    public static FactValue? Read(FactDefinition definition, SayingSlot slot, string said, DateOnly asOf)
    {
        var number = slot switch
        {
            SayingSlot.Number => SpokenQuantity.Number(said),
            SayingSlot.Percent => SpokenQuantity.Percent(said),
            SayingSlot.Duration when definition.Unit is "天" => SpokenQuantity.Days(said),
            SayingSlot.Duration => SpokenQuantity.Duration(said, definition.Unit is "年" ? 12 : 1),
            _ => null,
        };
        if (slot == SayingSlot.Date)
            return SpokenDate.Read(said, asOf) is { } day ? new FactValue.Day(day) : null;
        return number is { IsEmpty: false } range ? new FactValue.Number(range) : null;
    }
}
