using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Validity;

namespace PolicyBot.Knowledge.Check;

/// <summary>What the documents do to each other, and what is over.</summary>
internal static class ValidityChecks
{
    /// <summary>Repeals and amendments of documents or articles that are not here: harmless where they never were, a hole where they should be.</summary>
    public static IEnumerable<Problem> Dangling(CheckedKnowledge knowledge)
    {
        foreach (var edge in knowledge.Timeline.Edges.Where(e => !e.IsKnown))
        {
            if (Printing(knowledge, edge.Proof) is not { } document)
                continue;
            var what = edge.Kind switch { ValidityEdgeKind.Repeal => "废止", ValidityEdgeKind.Precedence => "优先于它", _ => "修改" };
            var isHere = knowledge.Knowledge.Find(edge.To) is not null;
            yield return CheckedKnowledge.Warning(
                document.TextFile,
                isHere ? $"{what}的条款在 {edge.To} 中找不到，请核对条号" : $"{what}的文件不在知识库中：若群众还会问到，请导入",
                document.LineOf(edge.Proof.Start),
                edge.ToClause is { } clause ? $"{edge.To} {clause}" : edge.To.Value);
        }
    }

    /// <summary>Two documents of one name: the newer is answered from; a person should know.</summary>
    public static IEnumerable<Problem> Replaced(CheckedKnowledge knowledge)
    {
        foreach (var edge in knowledge.Timeline.Edges.Where(e => e.Kind == ValidityEdgeKind.Supersession))
        {
            if (Printing(knowledge, edge.Proof) is { } document)
                yield return CheckedKnowledge.Warning(document.TextFile, "与更早的一份同名，但正文没有写明废止它；程序按新文件回答，请确认", document.LineOf(edge.Proof.Start), edge.To.Value);
        }
    }

    /// <summary>One warning for a whole document that is over, else one for each clause whose own period ended.</summary>
    public static IEnumerable<Problem> Ended(CheckedKnowledge knowledge)
    {
        foreach (var document in knowledge.Documents)
        {
            var whole = knowledge.Timeline.FindingFor(document.Document, knowledge.Today);
            if (whole is { Status: ValidityStatus.Expired, Until: { } end })
            {
                yield return Ended(document, "全文", end, whole.Proof);
                continue;
            }

            var told = new HashSet<ValidityProof>();
            foreach (var clause in document.Document.Clauses)
            {
                var finding = knowledge.Timeline.FindingFor(document.Document, clause.Path, knowledge.Today);
                if (finding is { Status: ValidityStatus.Expired, Until: { } until, Proof: { } proof } && told.Add(proof))
                    yield return Ended(document, clause.Path.Value, until, proof);
            }
        }
    }

    private static Problem Ended(CheckedDocument document, string what, DateOnly until, ValidityProof? proof) => CheckedKnowledge.Warning(
        document.TextFile,
        $"{what} 的期限到 {until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 为止，已经结束；若有延期文件请导入",
        proof is not null && proof.Document == document.Document.Number ? document.LineOf(proof.Start) : null,
        proof?.Quote);

    private static CheckedDocument? Printing(CheckedKnowledge knowledge, ValidityProof proof) =>
        knowledge.Find(proof.Document);
}
