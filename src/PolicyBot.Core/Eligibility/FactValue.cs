namespace PolicyBot.Core.Eligibility;

/// <summary>What sort of answer a fact has. Names in facts.yaml: yes_no, number, date, choice, groups.</summary>
public enum FactType
{
    YesNo,
    Number,
    Date,

    /// <summary>Exactly one of the choices holds.</summary>
    Choice,

    /// <summary>Several of the choices may hold at once; each is yes, no or not known.</summary>
    Groups,
}

/// <summary>
/// What is known of one fact; a fact of which nothing is known has no value. Equality is by meaning.
/// The text form (<see cref="ToString"/>, <see cref="TryParse"/>) is what conversations keep and callers send: yes · no · 7 · [6,) · 2022-06-01..2022-06-30 · a,!b.
/// </summary>
public abstract record FactValue
{
    private protected FactValue()
    {
    }

    public sealed record YesNo(bool Holds) : FactValue
    {
        public override string ToString() => Holds ? "yes" : "no";
    }

    public sealed record Number(NumberRange Range) : FactValue
    {
        public override string ToString() => Range.ToString();
    }

    public sealed record Day(DateRange Range) : FactValue
    {
        public override string ToString() => Range.ToString();
    }

    public sealed record Choice(string Id) : FactValue
    {
        public override string ToString() => Id;
    }

    /// <summary>Shape: ids sorted, none in both.</summary>
    public sealed record Groups : FactValue
    {
        public Groups(IEnumerable<string> yes, IEnumerable<string> no)
        {
            Yes = [.. yes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            No = [.. no.Except(Yes, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        public IReadOnlyList<string> Yes { get; }

        public IReadOnlyList<string> No { get; }

        /// <summary>What <paramref name="later"/> says overrides.</summary>
        public Groups With(Groups later) => new(Yes.Except(later.No, StringComparer.Ordinal).Concat(later.Yes), No.Except(later.Yes, StringComparer.Ordinal).Concat(later.No));

        public bool Equals(Groups? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        public override string ToString() => string.Join(',', Yes.Concat(No.Select(n => "!" + n)));
    }

    /// <summary>False where the text is no value of that type. Group and choice ids are not checked against the catalogue here.</summary>
    public static bool TryParse(FactType type, string? text, out FactValue value)
    {
        value = new YesNo(false);
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return false;
        switch (type)
        {
            case FactType.YesNo:
                if (s is not ("yes" or "no" or "true" or "false" or "是" or "否" or "有" or "没有"))
                    return false;
                value = new YesNo(s is "yes" or "true" or "是" or "有");
                return true;
            case FactType.Number:
                if (!NumberRange.TryParse(s, out var range))
                    return false;
                value = new Number(range);
                return true;
            case FactType.Date:
                if (!DateRange.TryParse(s, out var days))
                    return false;
                value = new Day(days);
                return true;
            case FactType.Choice:
                value = new Choice(s);
                return true;
            default:
                var ids = s.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                value = new Groups(ids.Where(i => i[0] != '!'), ids.Where(i => i[0] == '!').Select(i => i[1..]));
                return ids.Length > 0;
        }
    }

    /// <summary>True where both cannot hold of the same person on the same day.</summary>
    public bool Contradicts(FactValue other) => (this, other) switch
    {
        (YesNo a, YesNo b) => a.Holds != b.Holds,
        (Number a, Number b) => a.Range.Intersect(b.Range).IsEmpty,
        (Day a, Day b) => a.Range.Intersect(b.Range).IsEmpty,
        (Choice a, Choice b) => !string.Equals(a.Id, b.Id, StringComparison.Ordinal),
        (Groups a, Groups b) => a.Yes.Intersect(b.No, StringComparer.Ordinal).Any() || a.No.Intersect(b.Yes, StringComparer.Ordinal).Any(),
        _ => true,
    };
}
