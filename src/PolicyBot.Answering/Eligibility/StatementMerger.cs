using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Answering.Eligibility;

/// <summary>The facts after a turn.</summary>
/// <param name="Facts">What this turn is judged on.</param>
/// <param name="Kept">What the conversation keeps: without what was only supposed.</param>
/// <param name="Disputed">A fact of which two statements cannot both be true; null where all agree.</param>
public sealed record MergedFacts(ApplicantFacts Facts, ApplicantFacts Kept, string? LastFact, string? Disputed, bool IsSupposed);

/// <summary>Puts what a turn says together with what was said before: corrections replace, suppositions are not kept, contradictions are told.</summary>
internal sealed class StatementMerger(FactCatalog catalog, DialogueWords words)
{
    private const int LongestBare = 8;
    private readonly AnswerReader _answers = new(words);

    /// <summary>True for words that put something in the place of what was said of oneself before, or add to it.</summary>
    public bool Changes(string folded) => words.Has("correction", folded) || words.Has("suppose", folded) || words.Has("more", folded);

    public bool HasQuantity(string folded, EligibilityTurn turn, IReadOnlyList<Benefit> running) =>
        Quantified(AfterCorrection(folded), turn, running) is not null;

    public MergedFacts Merge(EligibilityTurn turn, string folded, Recognition recognized, IReadOnlyList<Benefit> candidates)
    {
        var before = catalog.Read(turn.State.Facts, out _);
        foreach (var (id, value) in catalog.Read(turn.GivenFacts, out _).Values)
            before = before.With(id, value);
        var isSupposed = words.Has("suppose", folded);
        var isOther = words.Has("other_person", folded);
        var isCorrection = words.Has("correction", folded);
        var facts = before;
        // What no rule in question asks for may be told in two ways without harm.
        var matters = candidates.SelectMany(c => c.Condition.Leaves().OfType<Condition.Fact>().Select(f => f.Id)).ToHashSet(StringComparer.Ordinal);
        string? disputed = isCorrection ? null : recognized.Contradicted.FirstOrDefault(c => matters.Count == 0 || matters.Contains(c));

        var stated = recognized.Stated.ToList();
        if (stated.Count == 0 && (isCorrection || isSupposed || folded.Length <= LongestBare) && recognized.Declined is null && Quantified(AfterCorrection(folded), turn, candidates) is { } bare)
            stated.Add(bare with { IsMore = words.Has("more", folded) });
        string? last = turn.State.LastFact;
        foreach (var statement in stated)
        {
            var known = facts.Find(statement.Id);
            var value = IsReply(statement, turn.State.Asked) ? OfTheOthers(statement.Value, known) : statement.Value;
            if (statement.IsMore)
            {
                if (known is not FactValue.Number { Range: var now } || value is not FactValue.Number { Range: { IsExact: true, Low: { } more } })
                    continue;
                value = new FactValue.Number(now.Plus(more));
            }
            else if (known is not null && known.Contradicts(value) && !isCorrection && !isSupposed && !isOther
                && !string.Equals(statement.Id, turn.State.Asked, StringComparison.Ordinal) && turn.State.Facts.ContainsKey(statement.Id) && !IsBareReply(folded))
            {
                disputed ??= statement.Id;
            }

            facts = facts.With(statement.Id, value is FactValue.Groups later && known is FactValue.Groups earlier ? earlier.With(later) : value);
            if (value is FactValue.Number or FactValue.Day)
                last = statement.Id;
        }

        if (recognized.Declined is { } declined)
            facts = facts.Decline(declined);
        if (disputed is null && !isSupposed && !isCorrection && catalog.Contradictions(facts, turn.AsOf).FirstOrDefault(c => matters.Count == 0 || matters.Contains(c)) is { } clash)
            disputed = clash;
        if (isCorrection && catalog.Contradictions(facts, turn.AsOf) is [var stale, ..])
            facts = DropSources(facts, stale, stated);
        return new(facts, isSupposed || isOther ? before : facts, last, disputed, isSupposed);
    }

    // 不是10个，是14个: what stands after the word that corrects; all of it where nothing does.
    private string AfterCorrection(string folded) =>
        words.Find("correction", folded).Select(c => folded[(c.Start + c.Length)..]).LastOrDefault(rest => rest.Any(c => char.IsAsciiDigit(c) || "一二两三四五六七八九十半".Contains(c, StringComparison.Ordinal))) ?? folded;

    private static bool IsReply(StatedFact statement, string? asked) => string.Equals(statement.Id, asked, StringComparison.Ordinal);

    // 都不是, answered by somebody who named one before, is about the others that were offered.
    private static FactValue OfTheOthers(FactValue reply, FactValue? known) =>
        reply is FactValue.Groups { Yes.Count: 0 } none && known is FactValue.Groups { Yes: [_, ..] } before && before.Yes.All(y => none.No.Contains(y, StringComparer.Ordinal))
            ? new FactValue.Groups(before.Yes, none.No)
            : reply;

    /// <summary>A quantity without a phrase around it: what was stated last, what was asked, else the only count of the benefits that is read in that unit.</summary>
    private StatedFact? Quantified(string folded, EligibilityTurn turn, IReadOnlyList<Benefit> candidates)
    {
        var ids = new[] { turn.State.LastFact, turn.State.Asked }.OfType<string>()
            .Concat(candidates.SelectMany(c => c.Amounts.SelectMany(a => a.Facts).Concat(c.Condition.Leaves().OfType<Condition.Fact>().Select(f => f.Id))));
        // 三年 answers in years where years were never told, before it is 36 months of something else.
        var ordered = ids.Distinct(StringComparer.Ordinal).ToList();
        if (turn.State.LastFact is null)
            ordered = [.. ordered.OrderByDescending(id => catalog.Find(id) is { Unit.Length: > 0 } d && folded.Contains(d.Unit, StringComparison.Ordinal))];
        foreach (var id in ordered)
        {
            if (catalog.Find(id) is { } definition && FitsUnit(definition, folded) && AnswerReader.QuantityOf(definition, folded, turn.AsOf) is { } value)
                return new(id, value, IsMore: false, 0, folded.Length);
        }

        return null;
    }

    private bool FitsUnit(FactDefinition definition, string folded) => definition.Type == FactType.Date
        || (definition.Type == FactType.Number && definition.Unit switch
        {
            "人" => folded.Contains('人', StringComparison.Ordinal) || folded.Contains('个', StringComparison.Ordinal) && !folded.Contains('月', StringComparison.Ordinal) || folded.Contains('名', StringComparison.Ordinal),
            "月" or "年" or "%" => true,
            var unit => folded.Contains(unit, StringComparison.Ordinal),
        } && _answers.Read(definition, folded, default) is not null);

    private static bool IsBareReply(string folded) => folded.Length <= 6;

    private ApplicantFacts DropSources(ApplicantFacts facts, string stale, IReadOnlyList<StatedFact> stated)
    {
        // 说错了，是五个月: an earlier date of opening no longer holds, nor the other way round.
        if (stated.Any(s => string.Equals(s.Id, stale, StringComparison.Ordinal)))
            return catalog.Find(stale)!.Derivations.OfType<Derivation.Since>().Aggregate(facts, (f, d) => f.Without(d.From));
        return facts.Without(stale);
    }
}
