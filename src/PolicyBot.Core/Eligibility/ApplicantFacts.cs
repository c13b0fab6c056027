using System.Collections.Immutable;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// What an applicant said of themselves (and what follows from it). Immutable. What is not here is unknown.
/// <see cref="Declined"/> holds facts the applicant does not know: still unknown, never asked again.
/// </summary>
public sealed record ApplicantFacts(ImmutableSortedDictionary<string, FactValue> Values, ImmutableSortedSet<string> Declined)
{
    public static ApplicantFacts None { get; } = new(
        ImmutableSortedDictionary.Create<string, FactValue>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public FactValue? Find(string fact) => Values.GetValueOrDefault(fact);

    public ApplicantFacts With(string fact, FactValue value) => this with { Values = Values.SetItem(fact, value), Declined = Declined.Remove(fact) };

    public ApplicantFacts Without(string fact) => this with { Values = Values.Remove(fact) };

    public ApplicantFacts Decline(string fact) => this with { Declined = Declined.Add(fact) };

    /// <summary>Fact id → text form; a declined fact is "?".</summary>
    public IReadOnlyDictionary<string, string> ToText()
    {
        var text = Values.ToDictionary(v => v.Key, v => v.Value.ToString()!, StringComparer.Ordinal);
        foreach (var fact in Declined.Where(f => !text.ContainsKey(f)))
            text[fact] = "?";
        return text;
    }
}
