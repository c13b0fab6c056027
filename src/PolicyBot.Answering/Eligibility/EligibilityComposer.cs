using System.Globalization;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Words an assessment: verdict first, then why, clause by clause (✓ ✗ ？), the sum, the period, what is asked next. Every factual line carries its marker.</summary>
internal sealed class EligibilityComposer(KnowledgeBase knowledge, Assessor assessor)
{
    private const int ShownPerHeading = 4;

    private EligibilityTexts Texts => knowledge.EligibilityTexts;

    public EligibilityOutcome Restarted() => new(EligibilityOutcomeKind.Restarted, null, Texts.Text("restarted"), EligibilityState.Empty);

    public EligibilityOutcome Contradiction(string fact, MergedFacts merged, IReadOnlyList<Benefit> candidates)
    {
        var ask = Question(fact, merged.Facts, candidates);
        return new(EligibilityOutcomeKind.Contradiction, Core.Answers.Verdict.NeedMoreInfo, Texts.Text("contradiction", ("ask", Shown(ask))), new()
        {
            Facts = merged.Kept.Without(fact).ToText(),
            Benefits = [.. candidates.Select(c => c.Id)],
            Asked = fact,
            LastFact = merged.LastFact,
        })
        {
            Missing = [ask],
        };
    }

    public EligibilityOutcome Verdict(Assessment best, IReadOnlyList<Assessment> all, MergedFacts merged, string said, bool isAskedWhatLacks)
    {
        var benefit = best.Benefit;
        var book = new SpanBook(knowledge);
        var workings = new List<string>();
        var lines = new List<string>();
        var facts = assessor.Catalog.Complete(merged.Facts, best.AsOf);
        string? asked = null;
        var head = benefit.Condition.Leaves().Select(l => l.Words).FirstOrDefault(w => w is not null);
        // An expired benefit rests on its period alone.
        var marker = best.Verdict == Core.Answers.Verdict.Expired ? "" : book.Mark(benefit.Document, head);
        var units = UnitsOf(benefit);
        IReadOnlyList<MissingFact> missing = [];
        switch (best.Verdict)
        {
            case Core.Answers.Verdict.Expired when best.Ended is { } ended:
                AddEnd(best, ended, head, book, lines);
                lines.Add(Texts.Text("expired_advice", ("units", string.Join("、", units))));
                break;
            case Core.Answers.Verdict.Expired:
                lines.Add(Texts.Text("expired", ("title", benefit.Title), ("marker", book.Mark(benefit.Document, benefit.Period?.Words ?? head))));
                AddRate(benefit, book, lines);
                if (benefit.Period is { } over)
                    lines.Add(Texts.Text("period", ("words", over.Words.Quote), ("marker", book.Mark(benefit.Document, over.Words))));
                lines.Add(Texts.Text("expired_advice", ("units", string.Join("、", units))));
                break;
            case Core.Answers.Verdict.NotCovered:
                lines.Add(Texts.Text("not_yet", ("title", benefit.Title), ("marker", marker)));
                break;
            case Core.Answers.Verdict.LikelyEligible:
                lines.Add(Likely(best, book, marker, workings));
                lines.AddRange(ConditionLines(best, book, said));
                AddPeriod(benefit, book, lines);
                if (best.MissingForAmount.Count > 0 && !merged.IsSupposed)
                {
                    missing = [.. best.MissingForAmount.Select(f => Question(f, facts, all.Select(a => a.Benefit)))];
                    asked = missing[0].Fact;
                    lines.Add(Texts.Text("ask_amount", ("ask", Shown(missing[0]))));
                }

                break;
            case Core.Answers.Verdict.NotEligible:
                lines.Add(Texts.Text("not_eligible", ("title", benefit.Title), ("marker", marker)));
                lines.AddRange(ConditionLines(best, book, said));
                if (isAskedWhatLacks)
                    AddChange(best, merged, book, lines, workings);
                break;
            default:
                var opening = benefit.IsDraft ? "draft" : benefit.Suspended.Count > 0 ? "suspended" : best.Missing.Count > 0 ? "need_more_info" : "open_only";
                lines.Add(Texts.Text(opening, ("title", benefit.Title), ("marker", marker)));
                lines.AddRange(ConditionLines(best, book, said));
                AddRate(benefit, book, lines);
                AddPeriod(benefit, book, lines);
                if (isAskedWhatLacks)
                    AddChange(best, merged, book, lines, workings);
                missing = [.. best.Missing.Select(f => Question(f, facts, all.Select(a => a.Benefit)))];
                if (missing.Count > 0)
                {
                    asked = missing[0].Fact;
                    lines.Add(Texts.Text("ask", ("ask", Shown(missing[0]))));
                }
                else if (units.Count > 0)
                {
                    lines.Add(Texts.Text("contact", ("units", string.Join("、", units))));
                }

                break;
        }

        return new(EligibilityOutcomeKind.Verdict, best.Verdict, string.Join('\n', lines), new()
        {
            Facts = merged.Kept.ToText(),
            Benefits = [.. all.Select(a => a.Benefit.Id)],
            Asked = asked,
            LastFact = merged.LastFact,
        })
        {
            Missing = missing,
            Amount = best.Amount is { } a ? new(a.Value, a.Unit, a.Per, a.Cap, a.Working) : null,
            Spans = book.Spans,
            Contact = units,
            Notice = Texts.Text("notice"),
            Workings = workings,
            Assessments = all,
        };
    }

    public EligibilityOutcome Overview(EligibilityOverview overview, MergedFacts merged)
    {
        var book = new SpanBook(knowledge);
        var workings = new List<string>();
        var lines = new List<string>();
        foreach (var a in overview.Likely.Take(ShownPerHeading))
            lines.Add(Texts.Text("overview_likely", ("title", a.Benefit.Title), ("amount", a.Amount is { } sum ? "，" + Amount(sum, workings) : ""), ("marker", Mark(a))));
        var told = merged.Facts.Values.Count > 0;
        foreach (var a in overview.Possible.Where(p => !told || p.Conditions.Any(c => c.Truth == Truth.Yes)).Take(ShownPerHeading))
            lines.Add(Texts.Text("overview_possible", ("title", a.Benefit.Title), ("marker", Mark(a))));
        foreach (var a in overview.Excluded.Where(e => told && e.Failed.Any() && e.Conditions.Any(c => c.Truth == Truth.Yes)).Take(2))
            lines.Add(Texts.Text("overview_excluded", ("title", a.Benefit.Title), ("words", a.Failed.First().Condition.Words!.Quote), ("marker", book.Mark(a.Benefit.Document, a.Failed.First().Condition.Words))));
        foreach (var a in overview.Expired.Where(e => e.Truth != Truth.No && e.Conditions.Any(c => c.Truth == Truth.Yes)).Take(2))
            lines.Add(Texts.Text("overview_expired", ("title", a.Benefit.Title), ("marker", book.Mark(a.Benefit.Document, (a.Ended is null ? a.Benefit.Period?.Words : null) ?? a.Conditions[0].Condition.Words))));
        if (lines.Count == 0)
            lines.Add(Texts.Text("overview_none"));
        IReadOnlyList<MissingFact> missing = overview.MostUseful(merged.Facts) is { } useful ? [Question(useful, merged.Facts, overview.Possible.Select(a => a.Benefit))] : [];
        if (missing.Count > 0)
            lines.Add(Texts.Text("ask", ("ask", Shown(missing[0]))));
        IReadOnlyList<Assessment> shown = [.. overview.Likely, .. overview.Possible];
        return new(EligibilityOutcomeKind.Overview, overview.Likely.Count > 0 ? Core.Answers.Verdict.LikelyEligible : Core.Answers.Verdict.NeedMoreInfo, string.Join('\n', lines), new()
        {
            Facts = merged.Kept.ToText(),
            Benefits = [.. shown.Take(ShownPerHeading * 2).Select(a => a.Benefit.Id)],
            Asked = missing.Count > 0 ? missing[0].Fact : null,
            LastFact = merged.LastFact,
        })
        {
            Missing = missing,
            Spans = book.Spans,
            Contact = [.. shown.Take(2).SelectMany(a => UnitsOf(a.Benefit)).Distinct(StringComparer.Ordinal)],
            Notice = Texts.Text("notice"),
            Workings = workings,
            Assessments = [.. shown, .. overview.Excluded, .. overview.Expired],
        };

        string Mark(Assessment a) => book.Mark(a.Benefit.Document, a.Benefit.Condition.Leaves().Select(l => l.Words).FirstOrDefault(w => w is not null));
    }

    private string Likely(Assessment best, SpanBook book, string marker, List<string> workings)
    {
        if (best.Amount is not { } amount)
            return Texts.Text("likely", ("title", best.Benefit.Title), ("marker", marker));
        var own = book.Mark(best.Benefit.Document, amount.Words.FirstOrDefault());
        return Texts.Text("likely_amount", ("title", best.Benefit.Title), ("amount", Amount(amount, workings)), ("marker", string.Equals(own, marker, StringComparison.Ordinal) ? marker : marker + own));
    }

    /// <summary>The clause's own words for a sum that was not computed, else the arithmetic.</summary>
    private static string Amount(AmountFinding amount, List<string> workings)
    {
        if (amount.Working is { } working)
        {
            workings.Add(working);
            return working;
        }

        var sum = amount.Value.ToString("0.##", CultureInfo.InvariantCulture) + amount.Unit;
        if (amount.Per is { } per)
            sum += "/" + per;
        // Five thousand printed as 1万元 is said as printed; both forms are one number to the gate.
        return sum;
    }

    private IEnumerable<string> ConditionLines(Assessment assessment, SpanBook book, string said)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var relevant = Relevant(assessment).ToList();
        foreach (var finding in relevant)
        {
            // 住房困难家庭 inside 城镇中等偏下收入住房困难家庭 is said once where both stand alike.
            if (relevant.Exists(o => o != finding && o.Truth == finding.Truth && Holds(o.Condition.Words, finding.Condition.Words)))
                continue;
            // What is still open does not matter to somebody whom another condition excludes.
            if (finding.Condition.Words is not { } words || (assessment.Verdict == Core.Answers.Verdict.NotEligible && finding.Truth == Truth.Unknown))
                continue;
            var id = finding.Truth switch { Truth.Yes => "met", Truth.No => "failed", _ => finding.IsLeftOpen ? "left_open" : "unsettled" };
            if (shown.Add(id + words.Quote))
            {
                // Nobody has made rules of a draft's words: what was said of them is set beside them, and judged by no one.
                var own = assessment.Benefit.IsDraft ? Said.About(words.Quote, said) : null;
                yield return own is null
                    ? Texts.Text(assessment.Benefit.IsDraft ? "draft_open" : id, ("words", words.Quote), ("marker", book.Mark(assessment.Benefit.Document, words)))
                    : Texts.Text("draft_said", ("words", words.Quote), ("said", own), ("marker", book.Mark(assessment.Benefit.Document, words)));
            }
        }
    }

    private static bool Holds(ClauseWords? outer, ClauseWords? inner) =>
        outer is not null && inner is not null && outer.Clause == inner.Clause && outer.Start <= inner.Start && inner.End <= outer.End && outer.End - outer.Start > inner.End - inner.Start;

    /// <summary>Alternatives that failed say nothing where another one holds.</summary>
    private static IEnumerable<ConditionFinding> Relevant(Assessment assessment)
    {
        var truths = new Dictionary<object, ConditionFinding>(ReferenceEqualityComparer.Instance);
        foreach (var finding in assessment.Conditions)
            truths[finding.Condition] = finding;
        return Walk(assessment.Benefit.Condition).Select(l => truths[l]);

        IEnumerable<Condition> Walk(Condition condition) => condition switch
        {
            Condition.Any any when any.Parts.Any(p => TruthOf(p) == Truth.Yes) => any.Parts.Where(p => TruthOf(p) == Truth.Yes).Take(1).SelectMany(Walk),
            Condition.Any any when any.Parts.Any(p => TruthOf(p) == Truth.Unknown) => any.Parts.Where(p => TruthOf(p) == Truth.Unknown).SelectMany(Walk),
            Condition.Any any => any.Parts.SelectMany(Walk),
            Condition.All all => all.Parts.SelectMany(Walk),
            Condition.Not not => Walk(not.Part),
            _ => [condition],
        };

        Truth TruthOf(Condition condition) => condition switch
        {
            Condition.All all => Kleene.All(all.Parts.Select(TruthOf)),
            Condition.Any any => Kleene.Any(any.Parts.Select(TruthOf)),
            Condition.Not not => Kleene.Not(TruthOf(not.Part)),
            _ => truths[condition].Truth,
        };
    }

    /// <summary>What it comes to, in the clause's own words, for somebody who does not know yet whether to go on.</summary>
    private void AddRate(Benefit benefit, SpanBook book, List<string> lines)
    {
        foreach (var words in benefit.Amounts.SelectMany(a => a.Words).DistinctBy(w => w.Quote, StringComparer.Ordinal).Take(2))
            lines.Add(Texts.Text("rate", ("words", words.Quote), ("marker", book.Mark(benefit.Document, words))));
    }

    /// <summary>The words that ended it, from whichever document they stand in; where none are printed, the rule's own clause.</summary>
    private void AddEnd(Assessment assessment, ValidityFinding ended, ClauseWords? head, SpanBook book, List<string> lines)
    {
        var benefit = assessment.Benefit;
        var marker = ended.Proof is { } proof ? book.Mark(proof.Document, new(proof.Clause, proof.Quote, proof.Start, proof.End)) : "";
        if (marker.Length == 0)
            marker = book.Mark(benefit.Document, head);
        lines.Add(Texts.Text("ended", ("title", benefit.Title), ("note", ended.Note.Split('；')[0]), ("marker", marker)));
        if (ended.Proof is { } words)
            lines.Add(Texts.Text("ended_words", ("words", words.Quote.Split('\n')[0]), ("marker", marker)));
    }

    private void AddPeriod(Benefit benefit, SpanBook book, List<string> lines)
    {
        if (benefit.Period is { } period)
            lines.Add(Texts.Text("period", ("words", period.Words.Quote), ("marker", book.Mark(benefit.Document, period.Words))));
    }

    private void AddChange(Assessment assessment, MergedFacts merged, SpanBook book, List<string> lines, List<string> workings)
    {
        if (SmallestChange.Find(assessment.Benefit, merged.Facts, assessment.AsOf, assessor) is not { } change || change.Changes.Any(c => !c.IsChangeable))
            return;
        var parts = new StringBuilder();
        foreach (var one in change.Changes)
        {
            // 还差0.03个月 helps nobody: the condition's own words do.
            if (one.Delta is not { } delta || delta <= 0 || delta != decimal.Truncate(delta) || one.To is not FactValue.Number { Range.Low: { } target })
                continue;
            var working = $"{Show(target)}-{Show(target - delta)}={Show(delta)}{(assessor.Catalog.Find(one.Leaf.Id)!.Unit is "月" ? "个月" : assessor.Catalog.Find(one.Leaf.Id)!.Unit)}";
            workings.Add(working);
            parts.Append(parts.Length > 0 ? "，" : "").Append(working).Append(book.Mark(assessment.Benefit.Document, one.Leaf.Words));
        }

        if (parts.Length == 0)
            return;
        lines.Add(Texts.Text("lacking", ("change", parts.ToString())));
        if (change.Amount is { } amount)
            lines.Add(Texts.Text("lacking_amount", ("amount", Amount(amount, workings)), ("marker", book.Mark(assessment.Benefit.Document, amount.Words.FirstOrDefault()))));
    }

    private MissingFact Question(string fact, ApplicantFacts facts, IEnumerable<Benefit> benefits)
    {
        var definition = assessor.Catalog.Find(fact)!;
        var isRough = definition.AskPrecisely is not null && facts.Find(fact) is FactValue.Number { Range.IsExact: false } or FactValue.Day { Range.IsExact: false };
        return new(fact, isRough ? definition.AskPrecisely! : definition.Ask, isRough ? [] : Choices(definition, benefits));
    }

    // Of many groups only those that some rule in question lists, and what excludes them all.
    private static IReadOnlyList<string> Choices(FactDefinition definition, IEnumerable<Benefit> benefits)
    {
        if (definition.Type != FactType.Groups)
            return [.. definition.Choices.Select(c => c.Text)];
        var listed = benefits.SelectMany(b => b.Condition.Leaves()).OfType<Condition.Fact>().Where(l => string.Equals(l.Id, definition.Id, StringComparison.Ordinal))
            .SelectMany(l => l.Test is FactTest.OneOf list ? list.Listed : []).ToHashSet(StringComparer.Ordinal);
        return [.. definition.Choices.Where(c => c.Value is FactValue.Groups g && (g.Yes.Count == 0 || g.Yes.Any(listed.Contains))).Select(c => c.Text)];
    }

    private string Shown(MissingFact question) =>
        // Choices with numbers would state borders without their clause; channels offer them as buttons.
        question.Ask + (question.Choices.Count == 0 || question.Choices.Any(c => c.Any(char.IsAsciiDigit)) ? "" : Texts.Text("choices", ("choices", string.Join("／", question.Choices))));

    private IReadOnlyList<string> UnitsOf(Benefit benefit) => benefit.Units.Count > 0 ? benefit.Units
        : knowledge.Find(benefit.Document)?.FindClause(benefit.Clause) is { } clause ? [.. clause.LeadUnits, .. clause.ResponsibleUnits] : [];

    private static string Show(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
