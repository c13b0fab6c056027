using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Core.Eligibility;

/// <summary>One fact found in what somebody said. Unit: offsets into the folded text.</summary>
/// <param name="IsMore">The value adds to what was known (再雇两个人).</param>
public sealed record StatedFact(string Id, FactValue Value, bool IsMore, int Start, int Length);

/// <summary>What one sentence reveals. Shape: <see cref="Stated"/> one per fact; <see cref="Contradicted"/> facts that it states in two ways at once.</summary>
public sealed record Recognition(IReadOnlyList<StatedFact> Stated, IReadOnlyList<string> Contradicted)
{
    /// <summary>The asked fact, where the applicant says that they do not know it.</summary>
    public string? Declined { get; init; }
}

/// <summary>Finds facts in free text by the phrases of the catalogue: several from one sentence, negation handled, the longer phrase before the shorter.</summary>
public sealed class FactRecognizer(FactCatalog catalog, DialogueWords words)
{
    public Recognition Recognize(string text, DateOnly asOf, string? asked = null)
    {
        var folded = SpokenText.Fold(text);
        var found = ReachOfNegation(catalog.Facts.SelectMany(f => FindAll(f, folded, asOf)).ToList(), folded);
        var stated = new List<StatedFact>();
        var contradicted = new List<string>();
        foreach (var ofFact in found.GroupBy(f => f.Id, StringComparer.Ordinal))
        {
            var kept = WithoutOverlaps(ofFact);
            var value = kept[0];
            foreach (var next in kept.Skip(1))
            {
                if (value.Value is FactValue.Groups a && next.Value is FactValue.Groups b)
                {
                    if (a.Contradicts(b))
                        contradicted.Add(value.Id);
                    value = value with { Value = a.With(b) };
                }
                else if (value.Value is FactValue.Number x && next.Value is FactValue.Number y && !x.Contradicts(y))
                {
                    value = value with { Value = new FactValue.Number(x.Range.Intersect(y.Range)) };
                }
                else if (value.Value.Contradicts(next.Value))
                {
                    if (words.Find("correction", folded).Any(c => c.Start >= value.Start && c.Start < next.Start + next.Length))
                        value = next;
                    else if (value.Value is FactValue.Number && catalog.Find(value.Id)!.Sayings.Any(s => s.IsMore))
                        continue;
                    else
                        contradicted.Add(value.Id);
                }
            }

            stated.Add(value);
        }

        if (asked is not null && catalog.Find(asked) is { } definition && !stated.Exists(s => string.Equals(s.Id, asked, StringComparison.Ordinal)))
        {
            if (words.Has("unknown", folded))
                return new(stated, contradicted) { Declined = asked };
            if (ReadAnswer(definition, folded, asOf, isOnlyAnswer: stated.Count == 0) is { } answer)
                stated.Add(new(asked, answer, IsMore: false, 0, folded.Length));
        }

        return new(stated, contradicted.Distinct(StringComparer.Ordinal).ToList());
    }

    /// <summary>Reads a reply to the fact's own question: a choice, a bare number, 是, 没有. Null where it is none.</summary>
    public FactValue? ReadAnswer(FactDefinition definition, string text, DateOnly asOf, bool isOnlyAnswer = true)
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

    private static FactValue? Read(FactDefinition definition, SayingSlot slot, string said, DateOnly asOf)
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

    private IEnumerable<(StatedFact Fact, bool IsNegated)> FindAll(FactDefinition definition, string folded, DateOnly asOf)
    {
        foreach (var saying in definition.Sayings)
        {
            foreach (var (start, length, slot) in saying.Pattern.Find(folded))
            {
                if (words.EndsAt("not_a_fact", folded, start))
                    continue;
                var value = saying.Value ?? (slot.Length > 0 ? Read(definition, saying.Pattern.Slot, slot, asOf) : null);
                if (value is null)
                    continue;
                yield return (new(definition.Id, value, saying.IsMore, start, length), words.EndsAt("negation", folded, start));
            }
        }
    }

    // 也不是零就业低保: the negation reaches on to what follows without a break.
    private static List<StatedFact> ReachOfNegation(List<(StatedFact Fact, bool IsNegated)> found, string folded)
    {
        var negated = found.Where(f => f.IsNegated).Select(f => f.Fact).ToList();
        for (var i = 0; i < negated.Count; i++)
        {
            var end = negated[i].Start + negated[i].Length;
            negated.AddRange(found.Where(f => !f.IsNegated && f.Fact.Value is FactValue.Groups or FactValue.YesNo && !negated.Contains(f.Fact)
                && f.Fact.Start >= end && f.Fact.Start - end <= 2 && folded[end..f.Fact.Start].All(c => "、和或与及也".Contains(c, StringComparison.Ordinal))).Select(f => f.Fact));
        }

        return
        [
            .. found.Select(f => f.Fact).Where(f => !negated.Contains(f)),
            .. negated.Select(n => (Fact: n, Value: Negate(n.Value))).Where(n => n.Value is not null).Select(n => n.Fact with { Value = n.Value! }),
        ];
    }

    private static FactValue? Negate(FactValue value) => value switch
    {
        FactValue.YesNo known => new FactValue.YesNo(!known.Holds),
        FactValue.Groups groups => new FactValue.Groups(groups.No, groups.Yes),
        _ => null,
    };

    private static List<StatedFact> WithoutOverlaps(IEnumerable<StatedFact> found)
    {
        var kept = new List<StatedFact>();
        foreach (var fact in found.OrderByDescending(f => f.Length))
        {
            if (!kept.Exists(k => fact.Start < k.Start + k.Length && k.Start < fact.Start + fact.Length && !IsOtherGroup(k, fact)))
                kept.Add(fact);
        }

        return [.. kept.OrderBy(k => k.Start)];
    }

    // 城市低保家庭的两后生: two groups from one stretch of words.
    private static bool IsOtherGroup(StatedFact a, StatedFact b) =>
        a.Value is FactValue.Groups x && b.Value is FactValue.Groups y && !x.Contradicts(y) && (a.Start != b.Start || a.Length != b.Length);
}
