using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Core.Eligibility;

/// <summary>Reads replies to a fact's own question, and quantities in a fact's unit.</summary>
public sealed class AnswerReader(DialogueWords words)
{
    /// <summary>Reads a reply to the fact's own question: a choice, a bare number, 是, 没有. Null where it is none.</summary>
    public FactValue? Read(FactDefinition definition, string text, DateOnly asOf, bool isOnlyAnswer = true)
    {
        var folded = SpokenText.Fold(text).TrimEnd('。', '！', '？', '了', '吧', '啊', '呀', '的', '呢');
        foreach (var choice in definition.Choices)
        {
            if (SameWords(folded, choice.Text))
                return Exclusive(definition, choice.Value);
        }

        var quantity = QuantityOf(definition, folded, asOf);
        if (quantity is not null)
            return quantity;
        var named = definition.Choices.Where(c => c.AlsoSaid.Append(c.Text).Any(s => folded.Contains(SpokenText.Fold(s), StringComparison.Ordinal))).ToList();
        if (named.Count == 1 && !words.Find("negation", folded).Any())
            return definition.Type == FactType.Number ? named[0].Value : Exclusive(definition, named[0].Value);
        if (named.Count > 1 && definition.Type == FactType.Groups)
            return named.Select(n => (FactValue.Groups)n.Value).Aggregate((a, b) => a.With(b));
        if (!isOnlyAnswer)
            return null;
        if (folded.Length == 1 && "123456789".IndexOf(folded[0], StringComparison.Ordinal) is >= 0 and var number && number < definition.Choices.Count && definition.Type is FactType.Choice or FactType.Groups)
            return Exclusive(definition, definition.Choices[number].Value);
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

    // Whoever was asked which one of these they are and names one is none of the others.
    private static FactValue Exclusive(FactDefinition definition, FactValue chosen) =>
        chosen is FactValue.Groups groups ? new FactValue.Groups(groups.Yes, FactCatalog.ChoiceIds(definition)) : chosen;

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
