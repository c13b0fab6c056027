using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility;

/// <summary>
/// The words of a clause that a condition, an amount or a period rests on. Unit: UTF-16 offsets into the official text; <c>text[Start..End]</c> is <see cref="Quote"/>.
/// </summary>
public sealed record ClauseWords(ClausePath Clause, string Quote, int Start, int End);

/// <summary>What a benefit asks of a person: a tree of all / any / not over tests of single facts. Each leaf rests on words of a clause.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>A few words for people; empty where the words of the clause say it best.</summary>
    public string Label { get; init; } = "";

    /// <summary>Null for an inner node without words of its own.</summary>
    public ClauseWords? Words { get; init; }

    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    public sealed record Not(Condition Part) : Condition;

    public sealed record Fact(string Id, FactTest Test) : Condition;

    /// <summary>The text demands something that it does not spell out (符合政策规定): always unknown, and no question to the applicant settles it.</summary>
    public sealed record LeftOpen : Condition;

    /// <summary>Unknown facts make unknown leaves; the rest is Kleene.</summary>
    public Truth Evaluate(ApplicantFacts facts) => this switch
    {
        All all => EvaluateAll(all.Parts, facts),
        Any any => EvaluateAny(any.Parts, facts),
        Not not => Kleene.Not(not.Part.Evaluate(facts)),
        Fact fact => facts.Find(fact.Id) is { } value ? fact.Test.Of(value) : Truth.Unknown,
        LeftOpen => Truth.Unknown,
        _ => throw new InvalidOperationException($"No meaning for {GetType().Name}."),
    };

    /// <summary>Every leaf in the order of the data.</summary>
    public IEnumerable<Condition> Leaves() => this switch
    {
        All all => all.Parts.SelectMany(p => p.Leaves()),
        Any any => any.Parts.SelectMany(p => p.Leaves()),
        Not not => not.Part.Leaves(),
        _ => [this],
    };

    // Loops rather than LINQ: one person against every benefit has to stay far below a millisecond.
    private static Truth EvaluateAll(IReadOnlyList<Condition> parts, ApplicantFacts facts)
    {
        var result = Truth.Yes;
        for (var i = 0; i < parts.Count && result != Truth.No; i++)
        {
            var part = parts[i].Evaluate(facts);
            if (part < result)
                result = part;
        }

        return result;
    }

    private static Truth EvaluateAny(IReadOnlyList<Condition> parts, ApplicantFacts facts)
    {
        var result = Truth.No;
        for (var i = 0; i < parts.Count && result != Truth.Yes; i++)
        {
            var part = parts[i].Evaluate(facts);
            if (part > result)
                result = part;
        }

        return result;
    }
}
