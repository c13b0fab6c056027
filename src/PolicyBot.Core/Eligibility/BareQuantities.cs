using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// Quantities that fill a breath alone (…，才5个月29天， · 一共15天 · 60课时): no phrase says what they count, so the talk has to.
/// A quantity with a verb or a noun of its own (当兵五年) is none.
/// </summary>
public sealed class BareQuantities(DialogueWords words)
{
    private const string Breaths = "。！？；，、";

    private static readonly SayingPattern[] Patterns = [.. new[] { "{百分}", "{时长}", "{数}" }.Select(Parsed)];

    /// <summary>The value for the fact, read in its unit, from a breath that no stated fact touches; null where there is none.</summary>
    public FactValue? For(FactDefinition definition, string folded, IReadOnlyList<StatedFact> stated, DateOnly asOf)
    {
        if (definition.Type != FactType.Number)
            return null;
        var start = 0;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && !Breaths.Contains(folded[i], StringComparison.Ordinal))
                continue;
            var breath = folded[start..i];
            if (breath.Length > 0 && !stated.Any(s => s.Start < start + breath.Length && start < s.Start + s.Length && s.Value is FactValue.Number or FactValue.Day) && ValueIn(definition, breath, asOf) is { } value)
                return value;
            start = i + 1;
        }

        return null;
    }

    private FactValue? ValueIn(FactDefinition definition, string breath, DateOnly asOf)
    {
        foreach (var match in Patterns.Where(p => p.Slot == SlotOf(definition.Unit)).SelectMany(p => p.Find(breath)))
        {
            var rest = breath[..match.Start] + "|" + WithoutUnit(breath[(match.Start + match.Length)..], definition.Unit, out var hasUnit);
            if ((hasUnit || match.Length == breath.Length || SlotOf(definition.Unit) != SayingSlot.Number) && IsFiller(rest))
                return AnswerReader.Read(definition, SlotOf(definition.Unit), match.Slot, asOf);
        }

        return null;
    }

    private static string WithoutUnit(string after, string unit, out bool hasUnit)
    {
        var bare = after.TrimStart('个', '名', '位', '号', '口');
        var counted = bare.StartsWith(unit, StringComparison.Ordinal);
        hasUnit = counted || bare.Length < after.Length;
        return counted ? bare[unit.Length..] : bare;
    }

    // The longest filler first, until none is left.
    private bool IsFiller(string rest)
    {
        var left = rest.Replace("|", "", StringComparison.Ordinal);
        while (left.Length > 0)
        {
            var (start, length) = words.Find("filler", left).OrderByDescending(f => f.Length).FirstOrDefault();
            if (length == 0)
                return false;
            left = left.Remove(start, length);
        }

        return true;
    }

    private static SayingSlot SlotOf(string unit) => unit switch
    {
        "月" or "年" or "天" => SayingSlot.Duration,
        "%" => SayingSlot.Percent,
        _ => SayingSlot.Number,
    };

    private static SayingPattern Parsed(string source) =>
        SayingPattern.TryParse(source, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), out var pattern, out var error) ? pattern : throw new InvalidOperationException(error);
}
