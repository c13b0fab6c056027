using System.Globalization;

namespace PolicyBot.Core.Eligibility;

/// <summary>A sum that follows from the facts. Unit: <see cref="Unit"/> (元 unless the text says otherwise).</summary>
/// <param name="Working">The arithmetic, null where nothing was computed.</param>
public sealed record AmountFinding(decimal Value, string Unit, string? Per, decimal? Cap, string? Working, IReadOnlyList<ClauseWords> Words)
{
    /// <summary>How many (people, days) it was worked out for; null where nothing was counted, or the count leaves the sum as it is printed.</summary>
    public decimal? Count { get; init; }
}

/// <summary>One way in which a benefit's sum is fixed. Shape: <see cref="Words"/> has at least one entry.</summary>
public abstract record BenefitAmount(string Unit, IReadOnlyList<ClauseWords> Words)
{
    /// <summary>Null where it applies always.</summary>
    public Condition? When { get; init; }

    /// <summary>人, 人/天, 课时 …; null for a sum that is given once.</summary>
    public string? Per { get; init; }

    /// <summary>Null where a fact it needs is unknown.</summary>
    public abstract AmountFinding? Compute(ApplicantFacts facts, FactCatalog catalog);

    /// <summary>Facts the sum depends on.</summary>
    public virtual IReadOnlyList<string> Facts => [];

    public sealed record Fixed(decimal Value, string Unit, IReadOnlyList<ClauseWords> Words) : BenefitAmount(Unit, Words)
    {
        public override AmountFinding Compute(ApplicantFacts facts, FactCatalog catalog) => new(Value, Unit, Per, null, null, Words);
    }

    /// <summary>
    /// <paramref name="Base"/> and <paramref name="Step"/> for each one above <paramref name="Above"/>, at most <paramref name="Cap"/>.
    /// Counted facts that were not stated count as none, as long as one was; without a count the rate itself is the answer where there is no base.
    /// </summary>
    public sealed record Counted(decimal Base, decimal Step, IReadOnlyList<string> Count, decimal Above, decimal? Cap, string Unit, IReadOnlyList<ClauseWords> Words)
        : BenefitAmount(Unit, Words)
    {
        public override IReadOnlyList<string> Facts => Count;

        public override AmountFinding? Compute(ApplicantFacts facts, FactCatalog catalog)
        {
            var known = Count.Select(c => facts.Find(c) as FactValue.Number).OfType<FactValue.Number>().ToList();
            if (known.Count == 0)
                return Base == 0 ? new(Step, Unit, Per, Cap, null, Words) : null;
            if (known.Any(k => !k.Range.IsExact))
                return null;
            var count = known.Sum(k => k.Range.Low!.Value);
            var extra = Math.Max(0, count - Above);
            var sum = Base + (Step * extra);
            var capped = Cap is { } cap && sum > cap ? cap : sum;
            return new(capped, Unit, null, Cap, WorkingOf(count, extra, sum, capped, known), Words) { Count = Base == 0 || extra > 0 ? count : null };
        }

        private string WorkingOf(decimal count, decimal extra, decimal sum, decimal capped, IReadOnlyList<FactValue.Number> known)
        {
            var counted = known.Count > 1 ? $"（{string.Join("+", known.Select(k => Show(k.Range.Low!.Value)))}）" : Show(count);
            var working = Base == 0
                ? $"{Show(Step)}×{counted}={Show(sum)}{Unit}"
                : extra == 0 ? $"{Show(Base)}{Unit}" : $"{Show(Base)}+{Show(Step)}×（{Show(count)}-{Show(Above)}）={Show(sum)}{Unit}";
            return capped == sum ? working : $"{working}，超过上限，按{Show(capped)}{Unit}";
        }
    }

    /// <summary>A value for each combination of choices of the facts in <paramref name="By"/>.</summary>
    public sealed record Table(IReadOnlyList<string> By, IReadOnlyList<TableRow> Rows, string Unit, IReadOnlyList<ClauseWords> Words) : BenefitAmount(Unit, Words)
    {
        public override IReadOnlyList<string> Facts => By;

        public override AmountFinding? Compute(ApplicantFacts facts, FactCatalog catalog)
        {
            var keys = By.Select(b => facts.Find(b)?.ToString()).ToList();
            var row = Rows.FirstOrDefault(r => r.Keys.SequenceEqual(keys, StringComparer.Ordinal));
            return row is null ? null : new(row.Value, Unit, Per, null, null, row.Words.Count > 0 ? row.Words : Words);
        }
    }

    private protected static string Show(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One row. Shape: <see cref="Keys"/> are the facts' values in text form, in the order of the table's facts.</summary>
public sealed record TableRow(IReadOnlyList<string> Keys, decimal Value, IReadOnlyList<ClauseWords> Words);
