using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Model;

/// <summary>
/// The model's own look into clauses and rules, through the same kernel functions as the quotation-only way. What it finds gets the next numbers and may be cited;
/// clauses that are not in force are not shown, since only our own lines say how a clause stands. It sees numbers of this turn, never ids or places. One instance a draft.
/// </summary>
internal sealed class LookUpPlugin(WordingSources sources, IReadOnlyList<Citation> given, string conclusion, string boundary)
{
    public const string Name = "clauses";
    private const string Nothing = "没有找到。";
    private const int LongestQuote = 600;
    private const int MostClauses = 2;
    private const int LongestQuestion = 200;
    private readonly List<Citation> _found = [];

    public IReadOnlyList<Citation> Found => _found;

    [KernelFunction("look_up"), Description("资料不够时，按一句话查找其他条款；返回编号的原文")]
    public async Task<string> LookUpAsync([Description("要查的内容，一句话")] string question, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(question) || question.Length > LongestQuestion)
            return Nothing;
        var hits = await sources.Search(question, MostClauses, cancellationToken);
        return Lines(hits.Select(h => CitationOf(h.Source, h.Clause)));
    }

    [KernelFunction("read"), Description("看某个编号的资料所在的整条原文")]
    public async Task<string> ReadAsync([Description("资料的编号，如 1")] int number, CancellationToken cancellationToken)
    {
        if (given.Concat(_found).FirstOrDefault(c => c.Marker == number) is not { } cited || await sources.Clause(cited.Document, cited.Clause, cancellationToken) is not { } clause
            || sources.Knowledge.Find(cited.Document) is not { } document)
            return Nothing;
        return Lines([CitationOf(document, clause)]);
    }

    [KernelFunction("conclusion"), Description("规则对本轮问题得出的结论和算式；没有结论时说明没有")]
    public string Conclusion() => conclusion.Length > 0 ? conclusion : "本轮没有需要判断的事。";

    private string Lines(IEnumerable<Citation?> citations) =>
        string.Join('\n', citations.OfType<Citation>().Select(c => Evidence.Line(c.Marker, c.Quote, boundary))) is { Length: > 0 } lines ? lines : Nothing;

    private Citation? CitationOf(PolicyDocument source, Clause clause)
    {
        var standing = sources.ValidityOf(source, clause);
        if (standing.Status is ValidityStatus.Expired or ValidityStatus.Repealed or ValidityStatus.NotYet)
            return null;
        if (_found.Find(c => c.Document == source.Number && c.Clause == clause.Path) is { } known)
            return known;
        var (start, end) = (clause.Start, Math.Min(clause.End, clause.Start + LongestQuote));
        while (end > start && (char.IsWhiteSpace(source.Text[end - 1]) || char.IsHighSurrogate(source.Text[end - 1])))
            end--;
        if (end == start)
            return null;
        var citation = new Citation(
            given.Max(c => c.Marker) + _found.Count + 1, source.Number, source.TitleOf(clause.Path), clause.Path, clause.HeadingLine, source.Text[start..end], start, end, source.Digest, standing)
        {
            Display = source.Cite(clause.Path),
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
