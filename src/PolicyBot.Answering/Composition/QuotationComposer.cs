using PolicyBot.Answering.Evidence;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Composes from official words alone: a short lead, the words that settle each facet, what the text does not state, and how it stands on the day.
/// Pure; safe for any number of threads.
/// </summary>
public sealed class QuotationComposer(KnowledgeBase knowledge, ClauseValidity validity, AnsweringOptions options)
{
    public Composed Compose(EvidenceSet evidence)
    {
        var picker = new SentencePicker(new(evidence.Asked));
        var lines = new List<DraftLine>();
        var notStated = new List<Facet>();
        var best = Tabled(evidence);
        if (evidence.IsAboutDocument && DocumentFacts.Of(best.Document, best.Clause, evidence.Asked.Normal) is [_, ..] facts)
            return new(new([Line($"{evidence.Asked.Language.LeadOf(Facet.WhenIssued)}：", facts, null)]), [], []);
        if (evidence.Looked is { } looked && picker.Naming(best.Document, best.Clause, looked) is [_, ..] naming)
            return new(new([Line("文件规定：", naming, null)]), [], []);
        if (evidence.Compared.Count > 1 && !evidence.Clauses.Any(c => Rows(evidence).Names(c.Document, c.Clause)) && Contrast(evidence) is [_, _, ..] contrast)
            lines.AddRange(contrast);
        else if (!Rows(evidence).Names(best.Document, best.Clause) && ListOf(best, evidence, picker) is { Count: > 0 } items)
        {
            lines.AddRange(items);
            // 要什么材料，给多少钱: the list answers the first; the other clause was found for the second.
            foreach (var clause in evidence.Asked.SubQuestions.Count > 1 ? evidence.Clauses.Skip(1).Take(options.MostClauses - 1) : [])
                lines.AddRange(ListOf(clause, evidence, picker) is { Count: > 0 } others ? others : LinesOf(clause, evidence, picker, []));
        }
        else
        {
            foreach (var clause in evidence.Clauses.Skip(1).Prepend(best).Take(options.MostClauses))
                lines.AddRange(LinesOf(clause, evidence, picker, notStated));
        }

        lines = Distinct(lines);
        var contact = ContactsOf(best.Clause);
        foreach (var detail in notStated.Distinct().Take(2))
            lines.Insert(0, DraftLine.Frame($"文中没有写明{evidence.Asked.Language.DetailOf(detail)}。"));
        var standing = ValidityLines.Of(best, lines, evidence, knowledge);
        lines.InsertRange(standing.First ? 0 : lines.Count, standing.Lines);
        if (evidence.Unknown.Count > 0 && notStated.Count == 0)
            lines.Insert(0, DraftLine.Frame($"文中没有提到“{string.Join("、", evidence.Unknown.Take(2))}”，最接近的规定如下。"));
        if (notStated.Any(IsForTheUnit) && UnitsLine(best, lines) is { } units)
            lines.Add(units);
        return new(new(lines), [.. notStated.Distinct()], contact);
    }

    /// <summary>A line for each of the two things: its own words out of its own clause, other words where both stand in one.</summary>
    private static List<DraftLine> Contrast(EvidenceSet evidence)
    {
        // A short explanation of the difference is quoted as it is.
        if (evidence.Clauses.Select(c => c.Clause).Distinct().Count() == 1 && evidence.Best.Clause.Text.Length <= ShortExplanation)
            return [];
        var lines = new List<DraftLine>();
        for (var i = 0; i < evidence.Compared.Count; i++)
        {
            var found = evidence.Clauses[Math.Min(i, evidence.Clauses.Count - 1)];
            var quotes = new SentencePicker(new(evidence.Compared[i])).Gist(found.Document, found.Clause, evidence.Clauses.Count > 1 ? 2 : 1, [.. lines.SelectMany(l => l.Quotations)]);
            var name = ClauseTopic.Of(found.Clause);
            if (quotes.Count > 0)
                lines.Add(Line((name.Length == 0 || evidence.Clauses.Count == 1 && i > 0 ? "" : $"【{name}】") + evidence.Asked.Language.LeadOf(null) + "：", quotes, null));
        }

        return lines;
    }

    /// <summary>Unit: UTF-16 units.</summary>
    private const int ShortExplanation = 200;

    private static TableAnswer Rows(EvidenceSet evidence) => new(evidence, new(evidence.Asked));

    /// <summary>The best clause; where it is the head of a list, the item with the row that the question names.</summary>
    private EvidenceClause Tabled(EvidenceSet evidence)
    {
        var best = evidence.Best;
        if (ClauseList.Under(best.Document, best.Clause)?.Items.FirstOrDefault(i => Rows(evidence).Names(best.Document, i)) is not { } item)
            return best;
        return best with { Clause = item, Validity = validity(best.Document, item, evidence.Asked.AsOf) };
    }

    // Where the text ends, the office begins.
    private static bool IsForTheUnit(Facet facet) => facet is Facet.Where or Facet.HowToApply or Facet.Phone or Facet.Materials or Facet.ProcessingTime or Facet.WhoIsResponsible;

    /// <summary>The lead-in once, then each item on a line of its own; one item alone stands behind its lead-in.</summary>
    private List<DraftLine> ListOf(EvidenceClause found, EvidenceSet evidence, SentencePicker picker)
    {
        if (new ListAnswer(evidence, picker, new(evidence.Asked)).Items(found, out var list) is not { Count: > 0 } items || list is null)
            return [];
        var lead = ClauseBody.IsHeadingOnly(found.Document, list.Lead) ? null : list.LeadIn;
        var name = ClauseTopic.Of(list.Lead);
        var label = name.Length == 0 ? "" : $"【{name}】";
        if (items.Count == 1 && lead is not null)
            return [OnTheDay(new([new Piece.Words(label), new Piece.Quote(lead), new Piece.Words("："), .. Line("", items[0], null).Pieces]), evidence)];
        var first = lead is null ? Line(label + "包括：", items[0], null) : new DraftLine([new Piece.Words(label), new Piece.Quote(lead), new Piece.Words("：")]);
        return [first, .. items.Skip(lead is null ? 1 : 0).Select(i => OnTheDay(Line("", i, null), evidence))];
    }

    /// <summary>Items of a list run out one by one: each says so itself.</summary>
    private DraftLine OnTheDay(DraftLine line, EvidenceSet evidence) =>
        line.Quotations.First() is var quote && validity(quote.Document, quote.Clause, evidence.Asked.AsOf).Status is ValidityStatus.Expired or ValidityStatus.Repealed
            ? line with { Pieces = [.. line.Pieces.SkipLast(1), new Piece.Words("（现已到期）。")] }
            : line;

    /// <summary>The clauses as they are, with no word around: what goes out where a better wording did not pass the gate.</summary>
    public Composed Bare(EvidenceSet evidence)
    {
        var picker = new SentencePicker(new(evidence.Asked));
        var quotes = evidence.Clauses.Take(1).SelectMany(c => picker.Gist(c.Document, c.Clause)).ToList();
        var lines = quotes.Select(q => new DraftLine([new Piece.Quote(q), new Piece.Words("。")])).ToList();
        var standing = ValidityLines.Of(evidence.Best, lines, evidence, knowledge);
        lines.InsertRange(standing.First ? 0 : lines.Count, standing.Lines);
        return new(new(lines), [], ContactsOf(evidence.Best.Clause));
    }

    /// <summary>Lead units first.</summary>
    public static IReadOnlyList<string> ContactsOf(Clause clause) =>
        [.. clause.LeadUnits.Concat(clause.ResponsibleUnits).Where(u => !u.StartsWith('各')).Distinct(StringComparer.Ordinal).Take(3)];

    /// <summary>Unit: UTF-16 units; a clause up to this length is quoted whole: a part of it would not be shorter by much, and might be the wrong part.</summary>
    private const int ShortClause = 130;

    private List<DraftLine> LinesOf(EvidenceClause found, EvidenceSet evidence, SentencePicker picker, List<Facet> notStated)
    {
        var lines = new List<DraftLine>();
        var name = ClauseTopic.Of(found.Clause);
        var prefix = name.Length == 0 ? "" : $"【{name}】";
        var missing = new List<Facet>();
        var most = evidence.IsList ? 4 : evidence.MainFacet == Facet.Who ? 3 : 2;
        var rows = Rows(evidence).LinesOf(found.Document, found.Clause);
        var whole = ClauseBody.Whole(found.Document, found.Clause) is { Count: > 0 } all && all.Sum(q => q.Length) <= ShortClause ? all : null;
        foreach (var facet in evidence.Facets.Where(f => FacetPatterns.Of(f) is not null).Take(3))
        {
            var quotes = Find(found, facet, picker, most);
            if (whole is not null && facet is not (Facet.Phone or Facet.WhoPays) && quotes.Count > 0 && quotes.All(q => whole.Any(w => w.Clause == q.Clause && w.Start <= q.Start && q.End <= w.End)))
                quotes = whole;
            if (whole is null && quotes.Count > 0 && !IsSharp(facet))
                quotes = Filled(found, quotes, picker);
            if (quotes.Count > 0)
                lines.Add(Line(prefix + evidence.Asked.Language.LeadOf(facet) + "：", quotes, PositionalMatch.Find(quotes, evidence.Asked.Normal)));
            else if (FacetPatterns.IsMissed(facet) && IsClear(evidence.Asked, facet) && rows.Count == 0 && !IsStatedOtherwise(facet, evidence, found, picker))
                missing.Add(facet);
            if (lines.Count > 0)
                prefix = "";
        }

        // Only the clause that was meant decides that a thing is not stated.
        if (found.Clause == Tabled(evidence).Clause && (lines.Count == 0 || missing.Count > 0 && missing[0] == evidence.MainFacet))
            notStated.AddRange(missing);
        if (lines.Count == 0)
        {
            var gist = whole ?? Filled(found, picker.Gist(found.Document, found.Clause, evidence.Unknown.Count > 0 ? Math.Max(most, WhenUnsure) : most), picker);
            if (gist.Count > 0)
                lines.Add(Line(prefix + (notStated.Count > 0 ? "最接近的规定：" : evidence.Asked.Language.LeadOf(null) + "："), gist, null));
        }

        lines.AddRange(rows);
        if (found.Clause == Tabled(evidence).Clause)
            lines.AddRange(OfPieces(found, evidence, lines));
        if (found.Clause == Tabled(evidence).Clause && whole is null && !(evidence.MainFacet is { } main && (IsSharp(main) && main != Facet.WhoIsResponsible || main is Facet.HowMuch or Facet.Cap)))
            lines.AddRange(OfTheRest(found, evidence, lines));
        return WithLeadIn(found, lines);
    }

    /// <summary>A word of substance that a long clause has, and no line yet: the sentence that has it goes along.</summary>
    private static List<DraftLine> OfTheRest(EvidenceClause found, EvidenceSet evidence, List<DraftLine> lines)
    {
        var topic = new TopicMatcher(evidence.Asked);
        var said = string.Join('\n', lines.SelectMany(l => l.Quotations).Select(q => q.Text));
        var rest = topic.TokensIn(found.Clause.Text[found.Clause.Heading.Length..]).Except(topic.TokensIn(said)).Where(t => t is { Weight: >= OfSubstance, IsTold: false }).ToList();
        if (rest.Count == 0 || said.Length > Enough)
            return [];
        var left = new TopicMatcher(evidence.Asked with { Facets = [], ContentTokens = rest, Amounts = [] });
        return new SentencePicker(left).Pick(found.Document, found.Clause, facet: null, 1) is [var quote] && left.TokensIn(quote.Text).Count > 0 ? [Line(evidence.Asked.Language.LeadOf(null) + "：", [quote], null)] : [];
    }

    private const double OfSubstance = 0.35;

    /// <summary>Sentences where a word of the question is nowhere: the one it stands for may be the second best.</summary>
    private const int WhenUnsure = 3;

    /// <summary>Of several asks in one breath about one clause, those whose words no line has yet: each gets the sentence that has them.</summary>
    private static List<DraftLine> OfPieces(EvidenceClause found, EvidenceSet evidence, List<DraftLine> lines)
    {
        var added = new List<DraftLine>();
        foreach (var piece in Asking.Pieces(evidence.Asked))
        {
            var topic = new TopicMatcher(piece);
            if (new SentencePicker(topic).Pick(found.Document, found.Clause, Facet.ListAll, 1) is not [var quote] || topic.TokensIn(quote.Text).Count == 0)
                continue;
            var said = lines.Concat(added).SelectMany(l => l.Quotations).Select(q => q.Text).ToList();
            if (topic.Score(string.Join('\n', said)) < topic.Score(quote.Text) - 0.05)
                added.Add(Line(evidence.Asked.Language.LeadOf(null) + "：", [quote], null));
        }

        return added;
    }

    /// <summary>政府给牵线 only sounds a little like how much: what is hardly asked is not missed.</summary>
    private static bool IsClear(QuestionUnderstanding asked, Facet facet) =>
        asked.Facets.FirstOrDefault(f => f.Facet == facet) is not { Score: < Heard } || OfQuantity.Any(w => asked.Normal.Contains(w, StringComparison.Ordinal));

    private static readonly IReadOnlyList<string> OfQuantity = OfficialGrammar.Words("of_quantity");

    private const double Heard = 0.66;

    private static bool IsSharp(Facet facet) => facet is Facet.WhoPays or Facet.Phone or Facet.Until or Facet.Since or Facet.WhoIsResponsible or Facet.WhenIssued or Facet.Person;

    /// <summary>Unit: UTF-16 units; less than this is followed by the sentence behind it, up to the second length.</summary>
    private const int Scant = 60;
    private const int Enough = 170;

    /// <summary>A few words of a long clause seldom answer alone: the sentence behind them goes along while there is room.</summary>
    private static IReadOnlyList<Quotation> Filled(EvidenceClause found, IReadOnlyList<Quotation> quotes, SentencePicker picker)
    {
        if (quotes.Count == 0 || quotes.Sum(q => q.Length) >= Scant || quotes[^1].Clause != found.Clause)
            return quotes;
        var behind = SentenceReader.Read(found.Document, found.Clause).FirstOrDefault(s => s.IsBody && s.Start >= quotes[^1].End);
        return behind is null || quotes.Sum(q => q.Length) + behind.Length > Enough || picker.IsOfAnother(behind.Text) ? quotes : [.. quotes, new(found.Document, found.Clause, behind.Start, behind.End)];
    }

    private static readonly IReadOnlyList<string> OfMoney = OfficialGrammar.Words("of_money");

    /// <summary>What seemed to be asked as one thing is stated as a neighbouring one: a number of days, a fine, the office to go to.</summary>
    private static bool IsStatedOtherwise(Facet facet, EvidenceSet evidence, EvidenceClause found, SentencePicker picker) => found.Clause is var clause && AskedMeasure.IsStated(evidence.Asked.Normal, clause.Text + (ClauseList.Around(found.Document, clause) is { Announces: true } list ? list.Lead.Text : "")) || facet switch
    {
        Facet.HowMany => FacetPatterns.Money.IsMatch(clause.Text),
        Facet.HowMuch => !OfMoney.Any(w => evidence.Asked.Normal.Contains(w, StringComparison.Ordinal)),
        Facet.Where => picker.Pick(found.Document, found.Clause, Facet.HowToApply).Count > 0,
        Facet.WhoIsResponsible => FacetPatterns.Of(Facet.Phone)!.IsMatch(clause.Text),
        Facet.HowToApply => picker.Pick(found.Document, found.Clause, Facet.Where).Count > 0,
        _ => false,
    };

    /// <summary>An item is no sentence without the words that announce it: 有下列情形之一的，免收：…</summary>
    private static List<DraftLine> WithLeadIn(EvidenceClause found, List<DraftLine> lines)
    {
        if (ClauseList.Around(found.Document, found.Clause) is not { Announces: true, IsShort: true, LeadIn: { } lead } || lead.Length > LongestLeadIn)
            return lines;
        var at = lines.FindIndex(l => l.Quotations.Any(q => q.Clause == found.Clause));
        if (at >= 0)
            lines[at] = lines[at] with { Pieces = [new Piece.Quote(lead), new Piece.Words("："), .. lines[at].Pieces.Where((p, i) => i > 0 || p is not Piece.Words)] };
        return lines;
    }

    private const int LongestLeadIn = 90;

    /// <summary>In the clause itself, else in the one above it or (for units, money and dates) the last one beside it.</summary>
    private IReadOnlyList<Quotation> Find(EvidenceClause found, Facet facet, SentencePicker picker, int most)
    {
        var own = picker.Pick(found.Document, found.Clause, facet, most);
        if (facet is Facet.Until or Facet.StillValid && found.Validity is { Until: not null, Proof: { } proof } && !own.Any(q => q.Clause == found.Clause && (q.Text.Any(char.IsAsciiDigit) || QuantityReader.Read(TopicMatcher.Fold(q.Text)).Count > 0))
            && !found.Clause.Governing.Any(g => g.Kind == GoverningKind.Deadline) && knowledge.Find(proof.Document) is { } by && by.FindClause(proof.Clause) is { } printed)
            return [SentencePicker.Trim(new(by, printed, proof.Start, proof.End))];
        if (own.Count > 0 || facet is not (Facet.WhoIsResponsible or Facet.WhoPays or Facet.Until))
            return own;
        for (var path = found.Clause.Path.Parent; path is { } above && found.Document.FindClause(above) is { } parent; path = above.Parent)
        {
            if (picker.Pick(found.Document, parent, facet) is [_, ..] inherited)
                return inherited;
        }

        return facet == Facet.WhoPays ? picker.Pick(found.Document, found.Clause, facet, most, FacetPatterns.Free) : own;
    }

    private static DraftLine Line(string lead, IReadOnlyList<Quotation> quotes, string? highlight)
    {
        var pieces = new List<Piece> { new Piece.Words(lead + (highlight is null ? "" : highlight + "。原文：")) };
        if (highlight is not null)
            pieces = [new Piece.Words(lead + highlight), new Piece.Quote(quotes[0], IsShown: false), new Piece.Words("。原文：")];
        for (var i = 0; i < quotes.Count; i++)
        {
            pieces.Add(new Piece.Quote(quotes[i]));
            pieces.Add(new Piece.Words(i + 1 < quotes.Count ? "；" : "。"));
        }

        return new(pieces);
    }

    private static List<DraftLine> Distinct(List<DraftLine> lines)
    {
        var kept = new List<DraftLine>();
        var seen = new List<Quotation>();
        foreach (var line in lines)
        {
            var quotes = line.Quotations.ToList();
            if (quotes.Count > 0 && quotes.All(q => seen.Exists(s => s.Document.Number == q.Document.Number && s.Start <= q.Start && q.End <= s.End)))
                continue;
            seen.AddRange(quotes);
            kept.Add(line);
        }

        return kept;
    }

    private static DraftLine? UnitsLine(EvidenceClause found, List<DraftLine> lines)
    {
        var picker = new SentencePicker(new(new() { Original = "", Normal = "", AsOf = default }));
        if (found.Clause.LeadUnits.Count + found.Clause.ResponsibleUnits.Count == 0 || picker.Pick(found.Document, found.Clause, Facet.WhoIsResponsible) is not [var units, ..])
            return null;
        return lines.Exists(l => l.Quotations.Any(q => q == units))
            ? null
            : new([new Piece.Words("可向负责单位咨询："), new Piece.Quote(units), new Piece.Words("。")]);
    }
}
