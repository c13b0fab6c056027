using System.Text;
using System.Text.Json;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>One clause as it is exported.</summary>
public sealed record ExportRow(string Number, string Title, string Clause, string Words, string Unit, string Validity, string? From, string? Until, string Category);

/// <summary>The hotline's knowledge, clause by clause, for other systems.</summary>
public static class KnowledgeExport
{
    private static readonly string[] Head = ["文号", "标题", "条款", "原文", "单位", "效力", "起", "止", "分类"];

    /// <param name="category">Id; empty for all, <c>-</c> for what no category holds.</param>
    public static IEnumerable<ExportRow> Rows(Serving serving, DateOnly day, string category, bool onlyInForce)
    {
        var taxonomy = serving.Knowledge.Taxonomy;
        foreach (var document in serving.Knowledge.Documents)
        {
            foreach (var clause in document.Clauses)
            {
                var sorted = taxonomy.CategoryOf(document, clause);
                if (category.Length > 0 && !string.Equals(sorted?.Id ?? "-", category, StringComparison.Ordinal))
                    continue;
                var validity = serving.ValidityOf(document, clause.Path, day);
                if (!onlyInForce || validity.Status is ValidityStatus.InForce or ValidityStatus.Unstated)
                    yield return RowOf(document, clause, validity, sorted?.Title ?? "未分类");
            }
        }
    }

    /// <summary>UTF-8 with a mark of it for Excel; CRLF; RFC 4180 quotes.</summary>
    public static byte[] Csv(IEnumerable<ExportRow> rows)
    {
        var text = new StringBuilder().AppendJoin(',', Head.Select(Field)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', new[] { row.Number, row.Title, row.Clause, row.Words, row.Unit, row.Validity, row.From ?? "", row.Until ?? "", row.Category }.Select(Field)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static byte[] Json(IEnumerable<ExportRow> rows) => JsonSerializer.SerializeToUtf8Bytes(rows, AnswerJson.Options);

    /// <summary>A cell that a spreadsheet would take for a formula gets an apostrophe in front, which it shows to nobody.</summary>
    public static string Field(string text)
    {
        var isFormula = text.TrimStart() is [var first, ..] && "=+-@＝＋－＠".Contains(first) || (text.Length > 0 && text[0] is '\t' or '\r');
        return "\"" + (isFormula ? "'" : "") + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static ExportRow RowOf(PolicyDocument document, Clause clause, ValidityFinding validity, string category) => new(
        document.Number.Value,
        document.TitleOf(clause.Path),
        clause.Path.Value,
        clause.Text.Trim(),
        string.Join('、', clause.LeadUnits.Concat(clause.ResponsibleUnits)),
        Cards.CardText.NameOf(AnswerJson.NameOf(validity.Status)),
        AnswerJson.DateOf(validity.From),
        AnswerJson.DateOf(validity.Until),
        category);
}
