using PolicyBot.Answering.Evidence;
using PolicyBot.Core;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Composition;

/// <summary>How a clause stands on the day, in one line with the words that prove it; said first where it is not in force.</summary>
internal static class ValidityLines
{
    public static (IReadOnlyList<DraftLine> Lines, bool First) Of(
        EvidenceClause found, IReadOnlyList<DraftLine> lines, EvidenceSet evidence, KnowledgeBase knowledge)
    {
        var proof = ProofOf(found, knowledge);
        var shown = proof is not null && lines.SelectMany(l => l.Quotations).FirstOrDefault(q => q.Document.Number == proof.Document.Number && q.Start <= proof.Start && proof.End <= q.End) is { } whole
            ? new Piece.Quote(whole, IsShown: false)
            : proof is null ? null : new Piece.Quote(proof);
        return found.Validity.Status switch
        {
            ValidityStatus.Expired => ([Said("提醒：这项规定现已到期，是否延续请向负责单位确认", shown)], true),
            ValidityStatus.Repealed when found.Validity.IsAmended => ([Said("提醒：原文的下列文字已被修改，旧的文字不再执行，以修改后的为准", shown)], true),
            ValidityStatus.Repealed => ([Said("提醒：这项规定已被废止，下面是原来的规定", shown)], true),
            ValidityStatus.NotYet => ([Said("提醒：在您问的日期，这项规定尚未施行", shown)], true),
            ValidityStatus.InForce when found.Validity.Until is not null && proof is not null && (proof.Clause == found.Clause || AsksOfTime(evidence)) => ([Said("目前在执行期内", shown)], false),
            ValidityStatus.InForce when found.Validity.Until is not null => ([], false),
            _ when evidence.Asks(Facet.StillValid) || evidence.Asks(Facet.Until) || IsGrant(lines) => ([DraftLine.Frame("文中没有写明执行期限，是否仍在执行请以负责单位答复为准。")], false),
            _ => ([], false),
        };
    }

    private static bool AsksOfTime(EvidenceSet evidence) => evidence.Asks(Facet.StillValid) || evidence.Asks(Facet.Until) || evidence.Asks(Facet.Since);

    private static bool IsGrant(IReadOnlyList<DraftLine> lines) => lines.SelectMany(l => l.Quotations).Any(q => FacetPatterns.Money.IsMatch(q.Text));

    private static DraftLine Said(string words, Piece.Quote? proof)
    {
        if (proof is null)
            return DraftLine.Frame(words + "。");
        return proof.IsShown
            ? new([new Piece.Words(words + "（"), proof, new Piece.Words("）。")])
            : new([new Piece.Words(words), proof, new Piece.Words("。")]);
    }

    private static Quotation? ProofOf(EvidenceClause found, KnowledgeBase knowledge)
    {
        if (found.Validity.Proof is not { } proof)
            return null;
        if (knowledge.Find(proof.Document) is not { } document || proof.End > document.Text.Length)
            return null;
        var clause = document.FindClause(proof.Clause) ?? document.Clauses.First(c => c.Start <= proof.Start && proof.End <= c.End);
        return SentencePicker.Trim(new(document, clause, proof.Start, proof.End));
    }
}
