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
    private readonly AnswerReader _answers = new(words);

    public Recognition Recognize(string text, DateOnly asOf, string? asked = null)
    {
        var folded = SpokenText.Fold(text);
        var found = NegationReach.Apply([.. catalog.Facts.SelectMany(f => FindAll(f, folded, asOf))], folded);
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

        // 去年10月就开了 answers 开了多久 with the day it follows from; 10月 is then no duration.
        if (asked is not null && catalog.Find(asked) is { } definition && !stated.Exists(s => string.Equals(s.Id, asked, StringComparison.Ordinal) || catalog.Follows(asked, s.Id)))
        {
            if (words.Has("unknown", folded))
                return new(stated, contradicted) { Declined = asked };
            if (_answers.Read(definition, folded, asOf, isOnlyAnswer: stated.Count == 0) is { } answer)
                stated.Add(new(asked, answer, IsMore: false, 0, folded.Length));
        }

        return new(stated, contradicted.Distinct(StringComparer.Ordinal).ToList());
    }

    private IEnumerable<(StatedFact Fact, bool IsNegated)> FindAll(FactDefinition definition, string folded, DateOnly asOf)
    {
        // 算不算紧缺 asks, 要是算紧缺 supposes.
        var isSupposed = words.Has("suppose", folded);
        var onlyLooks = definition.Sayings.Where(s => s.IsNothing).SelectMany(s => s.Pattern.Find(folded)).ToList();
        foreach (var saying in definition.Sayings.Where(s => !s.IsNothing))
        {
            foreach (var match in saying.Pattern.Find(folded).Where(m => !onlyLooks.Exists(o => m.Start >= o.Start && m.Start < o.Start + o.Length)))
            {
                if ((!isSupposed && words.EndsAt("not_a_fact", folded, match.Start)) || ValueOf(definition, saying, match, asOf) is not { } value)
                    continue;
                // 以前从没开过: a negation where the pattern leaves room negates as well as one before it.
                var isNegated = words.EndsAt("negation", folded, match.Start) || match.Gaps.Any(g => g.Length > 0 && words.EndsAt("negation", g, g.Length));
                yield return (new(definition.Id, value, saying.IsMore, match.Start, match.Length), isNegated);
            }
        }
    }

    private static FactValue? ValueOf(FactDefinition definition, Saying saying, SayingMatch match, DateOnly asOf)
    {
        if (saying.Value is { } fixedValue)
            return fixedValue;
        if (match.Whole.Length > 0)
            return ShareOf(match);
        var value = match.Slot.Length > 0 ? AnswerReader.Read(definition, saying.Pattern.Slot, match.Slot, asOf) : null;
        return saying.IsUnder && value is FactValue.Number { Range.High: { } limit } ? new FactValue.Number(new(0, limit, HighInclusive: false)) : value;
    }

    // 10个人留下6个 is 60 %.
    private static FactValue? ShareOf(SayingMatch match) =>
        SpokenQuantity.Number(match.Whole) is { IsExact: true, Low: > 0 and { } whole } && SpokenQuantity.Number(match.Slot) is { IsExact: true, Low: { } part } && part <= whole
            ? new FactValue.Number(NumberRange.Exactly(part * 100 / whole))
            : null;

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
