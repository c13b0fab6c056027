using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Answering.Eligibility;

/// <summary>
/// What a turn says of the benefits in question without a phrase that names the fact: a bare quantity (才五个月) where one open fact is counted so, and a choice
/// (中级, 小饭馆) of another open fact than the one that was asked.
/// </summary>
internal sealed class LooseReplies(FactCatalog catalog, DialogueWords words)
{
    private const int LongestReply = 12;
    private const int LongestChange = 16;
    private readonly BareQuantities _quantities = new(words);
    private readonly AnswerReader _answers = new(words);

    /// <summary>The recognition with what follows from the benefits in question; the same one where nothing does.</summary>
    public Recognition Complete(Recognition recognized, EligibilityTurn turn, string folded, IReadOnlyList<Benefit> benefits)
    {
        if (benefits.Count == 0)
            return recognized;
        // 说错了，是五个月 and 那要是20天 are about what was stated last; 更正一下，是中级的 and 要是二等奖呢 about whatever has that choice.
        if (words.Has("correction", folded) || words.Has("suppose", folded))
            return recognized.Stated.Count == 0 && recognized.Declined is null && Instead(benefits, folded, turn.AsOf) is { } instead ? recognized with { Stated = [instead] } : recognized;
        // The benefit that was talked of last, or that is named first, before the others that go by its name.
        var found = FoundIn([benefits[0]], recognized, turn, folded) ?? FoundIn(benefits, recognized, turn, folded);
        return found is null ? recognized : recognized with { Stated = [.. recognized.Stated, found] };
    }

    private StatedFact? FoundIn(IReadOnlyList<Benefit> benefits, Recognition recognized, EligibilityTurn turn, string folded)
    {
        var known = words.Has("other_person", folded) ? ApplicantFacts.None : catalog.Complete(catalog.Read(turn.State.Facts, out _), turn.AsOf);
        var open = FactsOf(benefits).Where(id => IsOpen(id, known, recognized)).Select(catalog.Find).OfType<FactDefinition>().ToList();
        return Quantity(open, folded, recognized, turn.AsOf)
            ?? (turn.State.IsRunning && recognized.Declined is null && folded.Length <= LongestReply ? Pieces(recognized, folded).Select(p => Choice(open, p, turn.AsOf)).FirstOrDefault(c => c is not null) : null);
    }

    /// <summary>中级，不是紧缺的: what stands between commas and told nothing yet; the whole where nothing was told.</summary>
    private static IEnumerable<string> Pieces(Recognition recognized, string folded)
    {
        if (recognized.Stated.Count == 0)
            return [folded];
        var at = 0;
        var pieces = new List<string>();
        foreach (var piece in folded.Split('，', ','))
        {
            if (piece.Length > 0 && !recognized.Stated.Any(s => s.Start < at + piece.Length && at < s.Start + s.Length))
                pieces.Add(piece);
            at += piece.Length + 1;
        }

        return pieces;
    }

    private StatedFact? Instead(IReadOnlyList<Benefit> benefits, string folded, DateOnly asOf) => folded.Length > LongestChange ? null
        : Choice([.. FactsOf(benefits).Select(catalog.Find).OfType<FactDefinition>()], folded, asOf);

    private static IEnumerable<string> FactsOf(IReadOnlyList<Benefit> benefits) =>
        benefits.SelectMany(b => b.Condition.Leaves().OfType<Condition.Fact>().Select(f => f.Id).Concat(b.Amounts.SelectMany(a => a.Facts))).Distinct(StringComparer.Ordinal);

    private static bool IsOpen(string id, ApplicantFacts known, Recognition recognized) =>
        !recognized.Stated.Any(s => string.Equals(s.Id, id, StringComparison.Ordinal)) && known.Find(id) is null or FactValue.Number { Range.IsExact: false } or FactValue.Groups;

    // 三个月 of two facts that are both counted in time says nothing of either, unless its unit decides (months are not told in years).
    private StatedFact? Quantity(IReadOnlyList<FactDefinition> open, string folded, Recognition recognized, DateOnly asOf)
    {
        var read = open.Select(d => (Fact: d, Value: _quantities.For(d, folded, recognized.Stated, asOf))).Where(r => r.Value is not null).ToList();
        if (read.Count > 1 && read.Where(r => IsToldIn(r.Fact.Unit, folded)).ToList() is [_, ..] inUnit)
            read = inUnit;
        return read is [var one] ? new(one.Fact.Id, one.Value!, IsMore: false, 0, folded.Length) : null;
    }

    // 半年零三天 is told in months and days, although a year is in it.
    private static bool IsToldIn(string unit, string folded)
    {
        var isFine = folded.Contains('月', StringComparison.Ordinal) || folded.Contains('天', StringComparison.Ordinal) || folded.Contains("半年", StringComparison.Ordinal);
        return unit is "月" ? isFine : unit is "年" ? !isFine : folded.Contains(unit, StringComparison.Ordinal);
    }

    private StatedFact? Choice(IReadOnlyList<FactDefinition> open, string folded, DateOnly asOf)
    {
        var read = open.Where(d => d.Type is FactType.Choice or FactType.Groups)
            .Select(d => (Fact: d, Value: _answers.Read(d, folded, asOf, isOnlyAnswer: false))).Where(r => r.Value is not null).ToList();
        return read is [var one] ? new(one.Fact.Id, one.Value!, IsMore: false, 0, folded.Length) : null;
    }
}
