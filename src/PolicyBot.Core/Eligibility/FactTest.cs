namespace PolicyBot.Core.Eligibility;

/// <summary>A test of one known fact.</summary>
public abstract record FactTest
{
    private protected FactTest()
    {
    }

    /// <summary>A value of another type than the test is for gives unknown; the check refuses such a rule.</summary>
    public abstract Truth Of(FactValue value);

    public sealed record Is(bool Wanted) : FactTest
    {
        public override Truth Of(FactValue value) => value is FactValue.YesNo known ? Kleene.Of(known.Holds == Wanted) : Truth.Unknown;
    }

    /// <summary>以上, 以内, 满 include the number; 超过, 不满 exclude it.</summary>
    public sealed record Within(NumberRange Range) : FactTest
    {
        public override Truth Of(FactValue value) => value is FactValue.Number known ? known.Range.LiesIn(Range) : Truth.Unknown;
    }

    /// <summary>Both ends inclusive.</summary>
    public sealed record Between(DateRange Range) : FactTest
    {
        public override Truth Of(FactValue value) => value is FactValue.Day known ? known.Range.LiesIn(Range) : Truth.Unknown;
    }

    /// <summary>Membership in a list. Shape: ids of the fact's choices. <paramref name="IsOpen"/>: the text goes on with 等, so that somebody outside the list is unknown, never no.</summary>
    public sealed record OneOf(IReadOnlyList<string> Listed, bool IsOpen) : FactTest
    {
        public override Truth Of(FactValue value) => value switch
        {
            FactValue.Choice known => Listed.Contains(known.Id, StringComparer.Ordinal) ? Truth.Yes : Outside,
            FactValue.Groups known when known.Yes.Any(y => Listed.Contains(y, StringComparer.Ordinal)) => Truth.Yes,
            FactValue.Groups known when Listed.All(l => known.No.Contains(l, StringComparer.Ordinal)) => Outside,
            _ => Truth.Unknown,
        };

        /// <summary>True where the list is open and the applicant is known to stand outside: no further answer changes that.</summary>
        public bool IsSettledOutside(FactValue? value) => IsOpen && value switch
        {
            FactValue.Choice known => !Listed.Contains(known.Id, StringComparer.Ordinal),
            FactValue.Groups known => Listed.All(l => known.No.Contains(l, StringComparer.Ordinal)),
            _ => false,
        };

        private Truth Outside => IsOpen ? Truth.Unknown : Truth.No;
    }
}
