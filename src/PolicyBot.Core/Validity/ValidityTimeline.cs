using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>
/// What the documents themselves say of each clause on any day: from dates of issue, stated periods, and what later documents repeal, amend and extend.
/// Pure and immutable; read once per knowledge base. Nothing is supposed: where the text is silent the finding is <see cref="ValidityStatus.Unstated"/>.
/// </summary>
public sealed partial class ValidityTimeline
{
    private readonly Dictionary<DocumentNumber, IReadOnlyList<EffectivePeriod>> _periods = [];
    private readonly Dictionary<DocumentNumber, PolicyDocument> _documents = [];
    private readonly ILookup<DocumentNumber, ValidityEdge> _edgesTo;

    // By document and part; empty where the document reserves nothing. Read once: every finding of every clause says it.
    private readonly ConditionalWeakTable<PolicyDocument, ConcurrentDictionary<string, string>> _reservations = [];

    public ValidityTimeline(IReadOnlyList<PolicyDocument> documents)
    {
        foreach (var document in documents)
        {
            if (_documents.TryAdd(document.Number, document))
                _periods.Add(document.Number, PeriodReader.Read(document));
        }

        Edges = EdgeReader.Read([.. _documents.Values], Commencement);
        _edgesTo = Edges.Where(e => e.Date is not null && e.From != e.To).ToLookup(e => e.To);
    }

    public ValidityTimeline(KnowledgeBase knowledge)
        : this(knowledge.Documents)
    {
    }

    /// <summary>Repeals, amendments, extensions and supersessions in the order of their dates, those of unknown documents included.</summary>
    public IReadOnlyList<ValidityEdge> Edges { get; }

    /// <summary>The periods that a document states; empty for a document that is not in this timeline.</summary>
    public IReadOnlyList<EffectivePeriod> PeriodsOf(PolicyDocument document) => _periods.GetValueOrDefault(document.Number, []);

    /// <summary>The document as a whole.</summary>
    public ValidityFinding FindingFor(PolicyDocument document, DateOnly asOf) => FindingFor(document, null, asOf);

    /// <summary>One clause; with a null path the document as a whole. Errors: a path that the document does not have is judged as the document is.</summary>
    public ValidityFinding FindingFor(PolicyDocument document, ClausePath? path, DateOnly asOf)
    {
        var clause = path is { } given ? document.FindClause(given) : null;
        var edges = _edgesTo[document.Number].Where(e => e.Date <= asOf).ToList();
        var periods = PeriodsAsOf(document, edges);
        var whole = periods.Where(p => p.Scope == PeriodScope.Whole && Reaches(p, document, clause)).ToList();
        var own = clause is null ? [] : periods.Where(p => p.Scope != PeriodScope.Whole && Reaches(p, document, clause)).ToList();

        var start = own.Find(p => p.From is not null) ?? whole.Find(p => p.From is not null);
        var from = start?.From ?? document.IssuedOn;
        var end = End(own, whole, edges);
        if (edges.Find(e => e.Kind is ValidityEdgeKind.Repeal or ValidityEdgeKind.Supersession && (e.ToClause is null || Touches(e, clause))) is { } repeal && !(end?.Until < repeal.Date))
            return Gone(repeal, from, end, repeal.Kind == ValidityEdgeKind.Repeal ? "已被后来的文件废止" : "已有同名的新文件，以新文件为准");
        if (clause is not null && edges.FindLast(e => e.Kind == ValidityEdgeKind.Amendment && Touches(e, clause)) is { } changed && !(end?.Until < changed.Date))
            return Gone(changed, from, end, changed.NewWords.Length > 0 ? "这一条的文字已被后来的文件修改，以修改后的文字为准" : "这一条已被后来的文件删去") with { IsAmended = changed.NewWords.Length > 0 };

        var givesWay = edges.Find(e => e.Kind == ValidityEdgeKind.Precedence) is not null ? "；后来的文件写明，与其不一致的以其为准，请一并查看" : "";
        if (asOf < from)
            return new(ValidityStatus.NotYet, from, end?.Until, start is null ? "当时文件尚未印发" : "尚未到文中写明的施行时间") { Proof = start?.Proof };
        if (end is { } stated)
        {
            return asOf > stated.Until
                ? new(ValidityStatus.Expired, from, stated.Until, "文中写明的期限已经结束") { Proof = stated.Proof, ReplacedBy = stated.By }
                : new(ValidityStatus.InForce, from, stated.Until, WithReservation(document, clause, "在文中写明的期限内" + givesWay)) { Proof = stated.Proof };
        }

        return start is null
            ? new(ValidityStatus.Unstated, from, null, WithReservation(document, clause, "文中未写明执行期" + givesWay))
            : new(ValidityStatus.InForce, from, null, WithReservation(document, clause, "文中写明了施行时间，未写明终止时间" + givesWay)) { Proof = start.Proof };
    }

    /// <summary>Documents that go before this one where they differ, by then; their proofs say so. In the order of their dates.</summary>
    public IReadOnlyList<ValidityEdge> PrecedenceOver(DocumentNumber document, DateOnly asOf) => [.. _edgesTo[document].Where(e => e.Kind == ValidityEdgeKind.Precedence && e.Date <= asOf)];

    /// <summary>The words of a clause on a day, where some document has changed them by then; null where they are as printed.</summary>
    public AmendedText? TextAsOf(PolicyDocument document, ClausePath path, DateOnly asOf)
    {
        if (document.FindClause(path) is not { } clause)
            return null;
        var edges = _edgesTo[document.Number].Where(e => e.Date <= asOf && e.Kind == ValidityEdgeKind.Amendment && Touches(e, clause)).ToList();
        if (edges.Count == 0)
            return null;
        var text = clause.Text;
        foreach (var edge in edges)
            text = edge.OldWords.Length == 0 ? edge.NewWords : text.Replace(edge.OldWords, edge.NewWords, StringComparison.Ordinal);
        return new(path, clause.Text, text, edges);
    }

    private static ValidityFinding Gone(ValidityEdge edge, DateOnly? from, EndOfPeriod? end, string note)
    {
        var last = edge.Date!.Value.AddDays(-1);
        return new(ValidityStatus.Repealed, from, end?.Until < last ? end?.Until : last, note) { Proof = edge.Proof, ReplacedBy = edge.From };
    }

    private DateOnly? Commencement(PolicyDocument document) =>
        PeriodsOf(document).FirstOrDefault(p => p.Scope == PeriodScope.Whole && p.From is not null && string.Equals(p.PrintedIn.Part, "正文", StringComparison.Ordinal))?.From ?? document.IssuedOn;

    /// <summary>What is printed, less the clauses that an amendment replaced by then, plus what its new words state.</summary>
    private List<EffectivePeriod> PeriodsAsOf(PolicyDocument document, List<ValidityEdge> edges)
    {
        var amendments = edges.FindAll(e => e.Kind == ValidityEdgeKind.Amendment);
        var periods = PeriodsOf(document).Where(p => !amendments.Exists(e => e.ToClause is { } to && to == p.PrintedIn && (e.OldWords.Length == 0 || p.Proof.Quote.Contains(e.OldWords, StringComparison.Ordinal)))).ToList();
        foreach (var edge in amendments.Where(e => e.OldWords.Length == 0 && e.NewWords.Length > 0).DistinctBy(e => e.Proof))
        {
            if (!_documents.TryGetValue(edge.From, out var by) || edge.ToClause is not { } target)
                continue;
            periods.AddRange(PeriodReader.ReadWords(by, edge.NewWords, edge.NewWordsStart, edge.Proof.Clause, document.IssuedOn, quotedToo: true)
                .Select(p => p with { PrintedIn = target, Scope = p.Scope == PeriodScope.Whole && !SpeaksOfDocument().IsMatch(edge.NewWords) ? PeriodScope.Clause : p.Scope }));
        }

        return periods;
    }

    private readonly record struct EndOfPeriod(DateOnly Until, ValidityProof Proof, DocumentNumber? By);

    /// <summary>
    /// The clause's own end (the latest, where it states several: while one of them runs the clause is not over), never later than the whole's; an extension moves the whole's,
    /// and where the whole has none, the clause's.
    /// </summary>
    private static EndOfPeriod? End(List<EffectivePeriod> own, List<EffectivePeriod> whole, List<ValidityEdge> edges)
    {
        var mine = Latest(own);
        var all = whole.Exists(p => p.Until is not null && !p.IsFromTitle) ? Latest(whole.FindAll(p => !p.IsFromTitle)) : Latest(whole);
        if (edges.FindLast(e => e.Kind == ValidityEdgeKind.Extension && e.Until is not null) is { } extension)
        {
            var moved = new EndOfPeriod(extension.Until!.Value, extension.Proof, extension.From);
            if (all is not null || mine is null)
                all = all is { } longer && longer.Until > moved.Until ? longer : moved;
            else if (mine.Value.Until < moved.Until)
                mine = moved;
        }

        if (mine is { } one && all is { } other)
            return one.Until <= other.Until ? one : other;
        return mine ?? all;
    }

    private static EndOfPeriod? Latest(List<EffectivePeriod> periods)
    {
        var last = periods.Where(p => p.Until is not null).MaxBy(p => p.Until);
        return last is null ? null : new(last.Until!.Value, last.Proof, null);
    }

    private static bool Touches(ValidityEdge edge, Clause? clause) =>
        clause is not null && edge.ToClause is { } to && (to == clause.Path || (edge.Kind == ValidityEdgeKind.Repeal && to.Contains(clause.Path)));

    private static bool Reaches(EffectivePeriod period, PolicyDocument document, Clause? clause)
    {
        var printed = period.PrintedIn;
        switch (period.Scope)
        {
            case PeriodScope.Whole:
                return string.Equals(printed.Part, "正文", StringComparison.Ordinal) || (clause is not null && string.Equals(clause.Path.Part, printed.Part, StringComparison.Ordinal));
            case PeriodScope.Subject:
                return clause is not null && IsNamed(clause, period, document);
            case PeriodScope.Siblings:
                return clause is not null && (printed.Parent is { } parent ? parent.Contains(clause.Path) : printed == clause.Path);
            default:
                return clause is not null && printed.Contains(clause.Path);
        }
    }

    /// <summary>其中实习补贴…: clauses under a heading with these words; within the clause that says so it is one thing of several, and ends nothing.</summary>
    private static bool IsNamed(Clause clause, EffectivePeriod period, PolicyDocument document)
    {
        if (!PeriodReader.IsClosing(period.PrintedIn))
            return clause.Path != period.PrintedIn && period.PrintedIn.Contains(clause.Path) && clause.Heading.Contains(period.Subject, StringComparison.Ordinal);
        if (document.Clauses.Any(c => c.Heading.Contains(period.Subject, StringComparison.Ordinal)))
            return clause.HeadingChain.Any(h => h.Contains(period.Subject, StringComparison.Ordinal));
        return clause.Heading.Length > 0 && clause.Text.Contains(period.Subject, StringComparison.Ordinal);
    }

    /// <summary>若国家、省制定了新的政策规定，按新规定执行: said with every finding, in the document's own words.</summary>
    private string WithReservation(PolicyDocument document, Clause? clause, string note) =>
        note + _reservations.GetOrCreateValue(document).GetOrAdd(clause?.Path.Part ?? "", static (part, of) => ReservationIn(of, part), document);

    /// <param name="part">Empty for the document as a whole.</param>
    private static string ReservationIn(PolicyDocument document, string part)
    {
        foreach (var candidate in document.Clauses)
        {
            if (part.Length > 0 && !string.Equals(candidate.Path.Part, part, StringComparison.Ordinal) && !string.Equals(candidate.Path.Part, "正文", StringComparison.Ordinal))
                continue;
            if (PeriodReader.IsClosing(candidate.Path) && Reservation().Match(candidate.Text) is { Success: true } words)
                return $"；文中另写明“{words.Value.Trim()}”";
        }

        return "";
    }

    [GeneratedRegex("(?:若|如|遇)?(?:国家|省|上级|国家和省)[^。；，\n\\d]{0,40}(?:新的?|另有|调整)[^。；\n\\d]{0,30}(?:规定|政策)[^。；，\n\\d]{0,10}[，,][^。；\n\\d]{0,20}(?:执行|为准)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Reservation();

    [GeneratedRegex("(?:本|该)(?:[\u4e00-\u9fff]{1,6}?)(?:自|有效期|试行|由|的)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SpeaksOfDocument();
}
