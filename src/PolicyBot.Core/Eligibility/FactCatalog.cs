using System.Collections.Immutable;

namespace PolicyBot.Core.Eligibility;

/// <summary>All facts, unique by id, in the order of the file.</summary>
public sealed class FactCatalog
{
    private readonly Dictionary<string, FactDefinition> _byId;

    public FactCatalog(IReadOnlyList<FactDefinition> facts)
    {
        Facts = facts;
        _byId = facts.ToDictionary(f => f.Id, StringComparer.Ordinal);
    }

    public static FactCatalog Empty { get; } = new([]);

    public IReadOnlyList<FactDefinition> Facts { get; }

    public FactDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// Adds what follows on that day; what the applicant said stays. Two rounds, since a derived fact may imply another.
    /// A derived value narrows a stated interval where both agree (2024年6月 and 刚满两年).
    /// </summary>
    public ApplicantFacts Complete(ApplicantFacts stated, DateOnly asOf)
    {
        var facts = stated;
        for (var round = 0; round < 2; round++)
        {
            foreach (var definition in Facts)
            {
                foreach (var derivation in definition.Derivations)
                {
                    if (facts.Find(derivation.From) is { } from && Derive(derivation, from, asOf) is { } derived)
                        facts = facts with { Values = Join(facts.Values, definition.Id, derived) };
                }
            }
        }

        return facts;
    }

    /// <summary>The fact that this one takes for granted, where that is open as well (whether there is a shop, before where it is); else the fact itself.</summary>
    public string FirstToAsk(string fact, IReadOnlyList<string> open) =>
        Find(fact)?.After is { } before && open.Contains(before, StringComparer.Ordinal) ? before : fact;

    /// <summary>True where the fact is derived from the other one, so that telling that one tells both.</summary>
    public bool Follows(string fact, string from) => Find(fact)?.Derivations.Any(d => string.Equals(d.From, from, StringComparison.Ordinal)) ?? false;

    /// <summary>Facts of which two statements cannot both be true on that day (开了8个月 and 上个月开的); empty where all agree.</summary>
    public IReadOnlyList<string> Contradictions(ApplicantFacts stated, DateOnly asOf) =>
    [
        .. Facts.Where(f => stated.Find(f.Id) is { } said && f.Derivations.OfType<Derivation.Since>().Any(d =>
            stated.Find(d.From) is { } from && Derive(d, from, asOf) is FactValue.Number derived && said is FactValue.Number number
            && !Near(number.Range, derived.Range))).Select(f => f.Id),
    ];

    /// <summary>Reads text forms; unknown ids and unreadable values are left out and named in <paramref name="refused"/>.</summary>
    public ApplicantFacts Read(IReadOnlyDictionary<string, string> text, out IReadOnlyList<string> refused)
    {
        var facts = ApplicantFacts.None;
        var bad = new List<string>();
        foreach (var (id, value) in text)
        {
            if (Find(id) is not { } definition)
                bad.Add(id);
            else if (string.Equals(value, "?", StringComparison.Ordinal))
                facts = facts.Decline(id);
            else if (FactValue.TryParse(definition.Type, value, out var read) && IsKnownChoice(definition, read))
                facts = facts.With(id, read);
            else
                bad.Add(id);
        }

        refused = bad;
        return facts;
    }

    /// <summary>Choice and group ids have to be among the fact's choices.</summary>
    public static bool IsKnownChoice(FactDefinition definition, FactValue value)
    {
        var ids = ChoiceIds(definition);
        return value switch
        {
            FactValue.Choice c => ids.Contains(c.Id, StringComparer.Ordinal),
            FactValue.Groups g => g.Yes.Concat(g.No).All(i => ids.Contains(i, StringComparer.Ordinal)),
            _ => true,
        };
    }

    public static IReadOnlyList<string> ChoiceIds(FactDefinition definition) =>
        [.. definition.Choices.SelectMany(c => c.Value switch { FactValue.Choice one => [one.Id], FactValue.Groups many => many.Yes, _ => Array.Empty<string>() }).Distinct(StringComparer.Ordinal)];

    // People say 开了半年 of five months and three weeks: a month's difference is no contradiction.
    private static bool Near(NumberRange said, NumberRange derived) =>
        !(said with { Low = said.Low - 1, High = said.High + 1 }).Intersect(derived).IsEmpty;

    private static FactValue? Derive(Derivation derivation, FactValue from, DateOnly asOf) => derivation switch
    {
        Derivation.Since since when from is FactValue.Day day => new FactValue.Number(WithMore(Elapsed.Since(day.Range, asOf, since.MonthsPerUnit), since.More)),
        Derivation.When rule when rule.Test.Of(from) == Truth.Yes => rule.Then,
        _ => null,
    };

    private static NumberRange WithMore(NumberRange range, decimal more) => more == 0 ? range : range with { High = range.High + more };

    private static ImmutableSortedDictionary<string, FactValue> Join(ImmutableSortedDictionary<string, FactValue> values, string id, FactValue derived) =>
        values.GetValueOrDefault(id) switch
        {
            null => values.SetItem(id, derived),
            FactValue.Groups said when derived is FactValue.Groups more => values.SetItem(id, more.With(said)),
            FactValue.Number said when derived is FactValue.Number more && !said.Range.Intersect(more.Range).IsEmpty =>
                values.SetItem(id, new FactValue.Number(said.Range.Intersect(more.Range))),
            _ => values,
        };
}
