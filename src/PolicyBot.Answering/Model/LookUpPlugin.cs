using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;
using PolicyBot.Search;

namespace PolicyBot.Answering.Model;

/// <summary>
/// The model's own look into the clauses, through the same search as ours. What it finds gets the next numbers and may be cited; clauses that are not in force are
/// not shown, since only our own lines say how a clause stands. One instance a draft.
/// </summary>
internal sealed class LookUpPlugin(Func<string, IReadOnlyList<ClauseHit>> search, Func<ClauseHit, ValidityFinding> validity, int lastMarker, string boundary)
{
    public const string Name = "clauses";
    private const int LongestQuote = 600;
    private const int MostClauses = 2;
    private const int LongestQuestion = 200;
    private readonly List<Citation> _found = [];

    public IReadOnlyList<Citation> Found => _found;

    [KernelFunction("look_up"), Description("资料不够时，按一句话查找其他条款；返回编号的原文")]
    public string LookUp([Description("要查的内容，一句话")] string question)
    {
        if (string.IsNullOrWhiteSpace(question) || question.Length > LongestQuestion)
            return "没有找到。";
        var lines = new List<string>();
        foreach (var hit in search(question).Take(MostClauses))
        {
            if (CitationOf(hit) is { } citation)
                lines.Add(Evidence.Line(citation.Marker, citation.Quote, boundary));
        }

        return lines.Count == 0 ? "没有找到。" : string.Join('\n', lines);
    }

    private Citation? CitationOf(ClauseHit hit)
    {
        var standing = validity(hit);
        if (standing.Status is ValidityStatus.Expired or ValidityStatus.Repealed or ValidityStatus.NotYet)
            return null;
        if (_found.Find(c => c.Document == hit.Document && c.Clause == hit.Path) is { } known)
            return known;
        var (start, end) = (hit.Clause.Start, Math.Min(hit.Clause.End, hit.Clause.Start + LongestQuote));
        while (end > start && (char.IsWhiteSpace(hit.Source.Text[end - 1]) || char.IsHighSurrogate(hit.Source.Text[end - 1])))
            end--;
        if (end == start)
            return null;
        var citation = new Citation(lastMarker + _found.Count + 1, hit.Document, hit.Source.TitleOf(hit.Path), hit.Path, hit.Clause.HeadingLine, hit.Source.Text[start..end], start, end, hit.Source.Digest, standing)
        {
            Display = hit.Source.Cite(hit.Path),
        };
        _found.Add(citation);
        return citation;
    }
}

/// <summary>How evidence stands in a prompt: one numbered piece between boundaries that only this turn knows.</summary>
internal static class Evidence
{
    public static string Line(int marker, string quote, string boundary) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"〈{boundary}〉[{marker}]{EvidenceText.Squeeze(quote)}〈/{boundary}〉");
}
