using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Core;
using PolicyBot.Core.Text;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// What was received and what became of it, paragraph by paragraph, as one HTML page that needs nothing else: no script, no picture, no address.
/// Received words are text in it and never markup; invisible characters are shown by their code.
/// </summary>
public static partial class SideBySidePage
{
    public const string FileName = "import.html";

    private const string Style = """
        body{font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1.5rem auto;max-width:90rem;padding:0 1rem;color:#1b1b1b;background:#fff}
        h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%;table-layout:fixed}
        th,td{border:1px solid #b8b8b8;padding:.35rem .6rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}th{background:#f0f0f0}
        td.n{color:#595959;font-size:.8rem}col.n{width:5.5rem}.l{display:block;white-space:pre-wrap}.furniture td{background:#f4f4f4;color:#595959}
        .doubt td{background:#fff3c4}.moved td{background:#e4f0ff}mark{background:#ffd24d;padding:0 .2rem}.note{font-size:.85rem;color:#5c3b00}code{background:#ffe0e0;padding:0 .15rem}
        """;

    /// <summary>Shape: documents in the order given. The same documents give the same characters.</summary>
    public static string Of(IReadOnlyList<ImportedDocument> documents, IReadOnlyList<Problem>? warnings = null)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>导入对照</title><style>").Append(Style).Append("</style></head><body>\n<h1>导入对照：左边是收到的，右边是整理成的</h1>\n");
        if (warnings is { Count: > 0 })
            Items(page, "提醒", warnings.Select(w => w.ToString()));
        foreach (var document in documents)
            Document(page, document);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Document(StringBuilder page, ImportedDocument document)
    {
        page.Append("<section><h2>").Append(Escape(document.Number)).Append("　").Append(Escape(document.Title)).Append("</h2>\n<p>")
            .Append(CultureInfo.InvariantCulture, $"收到的文件：{Escape(document.File)}；{document.Paragraphs} 段，{document.Clauses} 个条款，整理 {document.Repairs.Count} 处，存疑 {document.Doubts.Count} 处。</p>\n");
        Items(page, "存疑，请对照原件", document.Doubts);
        page.Append("<table><caption class=\"note\">黄色：存疑；蓝色：移动过；灰色：页眉页码，不属于正文</caption><colgroup><col class=\"n\"><col><col></colgroup><thead><tr><th scope=\"col\">行</th><th scope=\"col\">收到的</th><th scope=\"col\">整理成的正文</th></tr></thead><tbody>\n");
        var lines = document.Received.ToDictionary(l => l.Number);
        var doubted = document.Doubts.SelectMany(LinesIn).ToHashSet();
        var moved = document.Repairs.Where(r => r.Kind == RepairKind.Move).SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).ToHashSet();
        var said = document.Repairs.Where(r => r.Kind is RepairKind.Move or RepairKind.Split or RepairKind.Set).ToLookup(r => r.First, r => r.Why + (r.ByHand ? "（手工）" : ""));
        var furniture = new Queue<Repair>(document.Repairs.Where(r => r.Kind == RepairKind.Furniture).OrderBy(r => r.First));
        foreach (var piece in document.Pieces)
        {
            while (furniture.TryPeek(out var next) && piece.Lines.Count > 0 && !moved.Contains(piece.Lines[0]) && next.First < piece.Lines[^1])
                Furniture(page, furniture.Dequeue(), lines);
            var style = piece.Lines.Any(doubted.Contains) ? "doubt" : piece.Lines.Any(moved.Contains) ? "moved" : "";
            Row(page, style, piece.Lines, lines, Text(document.Text[piece.Start..piece.End]) + Why(document, piece, doubted, said));
        }

        while (furniture.TryDequeue(out var left))
            Furniture(page, left, lines);
        page.Append("</tbody></table></section>\n");
    }

    private static string Why(ImportedDocument document, ReadParagraph piece, HashSet<int> doubted, ILookup<int, string> said)
    {
        var why = piece.Lines.SelectMany(n => said[n]);
        var doubts = piece.Lines.Any(doubted.Contains) ? document.Doubts.Where(d => LinesIn(d).Any(piece.Lines.Contains)).Select(d => "存疑：" + d) : [];
        return string.Concat(why.Concat(doubts).Select(w => $"<div class=\"note\"><mark>{Escape(w)}</mark></div>"));
    }

    private static void Furniture(StringBuilder page, Repair repair, Dictionary<int, ReadLine> lines) =>
        Row(page, "furniture", [.. Enumerable.Range(repair.First, repair.Last - repair.First + 1)], lines, $"（{Escape(repair.Why)}，不属于正文）");

    private static void Row(StringBuilder page, string style, IReadOnlyList<int> numbers, Dictionary<int, ReadLine> lines, string right)
    {
        var received = numbers.Select(lines.GetValueOrDefault).OfType<ReadLine>().ToList();
        var place = received.Count == 0 ? "" : received.Count == 1 ? $"{received[0].Number}" : $"{received[0].Number}–{received[^1].Number}";
        var sheet = received.Count > 0 && received[0].Page is { } number ? $"<br>第{number}页" : "";
        page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{style}\"><td class=\"n\">{place}{sheet}</td><td>{string.Concat(received.Select(l => $"<span class=\"l\">{Text(l.Text)}</span>"))}</td><td>{right}</td></tr>\n");
    }

    private static void Items(StringBuilder page, string title, IEnumerable<string> items)
    {
        var all = string.Concat(items.Select(i => $"<li>{Text(i)}</li>"));
        if (all.Length > 0)
            page.Append("<p><strong>").Append(title).Append("</strong></p><ul>").Append(all).Append("</ul>\n");
    }

    private static IEnumerable<int> LinesIn(string doubt) =>
        LineNumber().Matches(doubt).Select(m => int.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Text(string words)
    {
        var text = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.Value != '\t' && rune.Value != '\n' && TextNormalizer.IsInvisible(rune))
                text.Append(CultureInfo.InvariantCulture, $"<code>U+{rune.Value:X4}</code>");
            else
                text.Append(Escape(rune.ToString()));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"第(?<n>\d{1,7})行", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex LineNumber();
}
