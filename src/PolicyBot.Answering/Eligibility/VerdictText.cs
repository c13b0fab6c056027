using System.Globalization;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Eligibility;

/// <summary>The lines of one verdict as they are written: collects the spans they rest on and the arithmetic they show.</summary>
internal sealed class VerdictText(KnowledgeBase knowledge, Assessor assessor, string said)
{
    private const int MostRates = 7;
    private readonly List<string> _lines = [];
    private readonly List<string> _workings = [];
    private readonly HashSet<ClausePath> _replaced = [];
    private readonly HashSet<string> _shownAmendments = new(StringComparer.Ordinal);
    private readonly ConditionLines _conditions = new(knowledge.EligibilityTexts);

    public SpanBook Book { get; } = new(knowledge);

    public IReadOnlyList<string> Workings => _workings;

    private EligibilityTexts Texts => knowledge.EligibilityTexts;

    public override string ToString() => string.Join('\n', _lines);

    public void Add(string id, params ReadOnlySpan<(string Name, string Value)> values) => _lines.Add(Texts.Text(id, values));

    /// <summary>The first line: the verdict, the benefit and, where it follows, the sum.</summary>
    public void Open(string id, Assessment assessment, ClauseWords? restsOn) =>
        Add(id, ("title", assessment.Benefit.Title), ("marker", Book.Mark(assessment.Benefit.Document, restsOn)));

    public void Likely(Assessment assessment, ClauseWords? head)
    {
        var marker = Book.Mark(assessment.Benefit.Document, head);
        if (assessment.Amount is not { } amount)
        {
            Add("likely", ("title", assessment.Benefit.Title), ("marker", marker));
            return;
        }

        var own = Book.Mark(assessment.Benefit.Document, amount.Words.FirstOrDefault());
        Add("likely_amount", ("title", assessment.Benefit.Title), ("amount", Sum(amount)), ("marker", string.Equals(own, marker, StringComparison.Ordinal) ? marker : marker + own));
    }

    public void Conditions(Assessment assessment) => _lines.AddRange(_conditions.Of(assessment, Book, said));

    /// <summary>What it comes to, in the clause's own words; a rate for other cases than this one (线上, of somebody who trains 线下) is left out.</summary>
    public void Rate(Benefit benefit, ApplicantFacts facts)
    {
        foreach (var words in benefit.Amounts.Where(a => a.When?.Evaluate(facts) != Truth.No).SelectMany(a => a.Words).DistinctBy(w => w.Quote, StringComparer.Ordinal).Take(2))
            Add("rate", ("words", words.Quote), ("marker", Book.Mark(benefit.Document, words)));
        foreach (var grants in RatesFor(benefit))
            Add(!benefit.IsDraft ? "grants" : IsRow(grants.Quote) ? "draft_row" : "draft_rate", ("words", grants.Quote), ("marker", Book.Mark(benefit.Document, grants)));
    }

    // Of a table its head and the rows that say something of what the person said; all rows where none does.
    private IEnumerable<ClauseWords> RatesFor(Benefit benefit)
    {
        if (!benefit.IsDraft)
            return benefit.Grants;
        var rates = benefit.Grants.Where(g => !_replaced.Contains(g.Clause)).ToList();
        var near = rates.Where(g => Said.Touches(g.Quote, said)).ToList();
        var head = rates.Find(g => IsRow(g.Quote));
        return (near.Exists(g => IsRow(g.Quote)) || rates.Count(g => !IsRow(g.Quote)) > 3 ? rates.Where(g => g == rates[0] || g == head || near.Contains(g)) : rates).Take(MostRates);
    }

    /// <summary>What other documents made of the clauses since, in their words; the old words are then not shown any more.</summary>
    public void Amendments(Benefit benefit, DateOnly asOf, ClauseValidity? validity)
    {
        if (validity is null || !benefit.IsDraft || knowledge.Find(benefit.Document) is not { } document)
            return;
        foreach (var path in benefit.Grants.Select(g => g.Clause).Distinct())
        {
            if (document.FindClause(path) is not { } clause || validity(document, clause, asOf) is not { IsAmended: true } finding)
                continue;
            _replaced.Add(path);
            if (finding.Proof is { } proof && _shownAmendments.Add(proof.Quote))
                Add("draft_amended", ("words", proof.Quote.TrimEnd()), ("marker", Book.Mark(proof.Document, new(proof.Clause, proof.Quote, proof.Start, proof.End))));
        }
    }

    private static bool IsRow(string words) => words.Contains('\t', StringComparison.Ordinal) || (words.Contains(' ', StringComparison.Ordinal) && !words.Contains('，', StringComparison.Ordinal));

    /// <summary>The sum that hangs only on the conditions that are still open; nothing where the clause's own words for it say the same.</summary>
    public void Prospect(Assessment assessment)
    {
        if (assessment.Prospect is { } amount && assessment.Benefit.Amounts is not [BenefitAmount.Fixed])
            Add("prospect", ("amount", Sum(amount)), ("marker", Book.Mark(assessment.Benefit.Document, amount.Words.FirstOrDefault())));
    }

    /// <summary>What somebody's counted case came to while it was granted.</summary>
    public void ProspectThen(Assessment assessment)
    {
        if (assessment.Prospect is { Count: not null } amount)
            Add("prospect_then", ("amount", Sum(amount)), ("marker", Book.Mark(assessment.Benefit.Document, amount.Words.FirstOrDefault())));
    }

    /// <summary>The day that the document itself prints as its own, where it stands in its notice.</summary>
    public void Issued(Benefit benefit)
    {
        if (knowledge.Find(benefit.Document) is not { IssuedOn: { } day } document)
            return;
        var printed = string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
        if (document.Clauses.FirstOrDefault(c => c.Text.Contains(printed, StringComparison.Ordinal)) is not { } clause)
            return;
        var start = clause.Start + clause.Text.LastIndexOf(printed, StringComparison.Ordinal);
        Add("not_yet_issued", ("words", printed), ("marker", Book.Mark(benefit.Document, new(clause.Path, printed, start, start + printed.Length))));
    }

    public void Period(Benefit benefit)
    {
        if (benefit.Period is { } period)
            Add("period", ("words", period.Words.Quote), ("marker", Book.Mark(benefit.Document, period.Words)));
    }

    /// <summary>The words that ended it, from whichever document they stand in; where none are printed, the rule's own clause.</summary>
    public void End(Assessment assessment, ValidityFinding ended, ClauseWords? head)
    {
        var benefit = assessment.Benefit;
        var marker = ended.Proof is { } proof ? Book.Mark(proof.Document, new(proof.Clause, proof.Quote, proof.Start, proof.End)) : "";
        if (marker.Length == 0)
            marker = Book.Mark(benefit.Document, head);
        Add("ended", ("title", benefit.Title), ("note", ended.Note.Split('；')[0]), ("marker", marker));
        if (ended.Proof is { } words)
            Add("ended_words", ("words", words.Quote.Split('\n')[0]), ("marker", marker));
    }

    /// <summary>The smallest change after which it would be granted, with the sum then; nothing where no effort of the applicant helps.</summary>
    public void Change(Assessment assessment, ApplicantFacts facts)
    {
        if (SmallestChange.Find(assessment.Benefit, facts, assessment.AsOf, assessor) is not { } change || change.Changes.Any(c => !c.IsChangeable))
            return;
        var parts = new StringBuilder();
        foreach (var one in change.Changes)
        {
            // 还差0.03个月 helps nobody: the condition's own words do.
            if (one.Delta is not { } delta || delta <= 0 || delta != decimal.Truncate(delta) || one.To is not FactValue.Number { Range.Low: { } target })
                continue;
            var unit = assessor.Catalog.Find(one.Leaf.Id)!.Unit;
            var working = $"{Show(target)}-{Show(target - delta)}={Show(delta)}{(unit is "月" ? "个月" : unit)}";
            _workings.Add(working);
            parts.Append(parts.Length > 0 ? "，" : "").Append(working).Append(Book.Mark(assessment.Benefit.Document, one.Leaf.Words));
        }

        if (parts.Length == 0)
            return;
        Add("lacking", ("change", parts.ToString()));
        if (change.Amount is { } amount)
            Add("lacking_amount", ("amount", Sum(amount)), ("marker", Book.Mark(assessment.Benefit.Document, amount.Words.FirstOrDefault())));
    }

    /// <summary>The arithmetic of a computed sum, else the sum as printed.</summary>
    public string Sum(AmountFinding amount)
    {
        if (amount.Working is { } working)
        {
            _workings.Add(working);
            return working;
        }

        // Five thousand printed as 1万元 is said as printed; both forms are one number to the gate.
        return Show(amount.Value) + amount.Unit + (amount.Per is { } per ? "/" + per : "");
    }

    private static string Show(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
