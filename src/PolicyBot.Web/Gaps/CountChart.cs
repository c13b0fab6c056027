using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace PolicyBot.Web.Gaps;

/// <summary>Bars drawn by the server, without a script: one row for each name, answered, not found and other side by side. The same numbers stand in the table below it.</summary>
public static class CountChart
{
    private const int MostRows = 10;
    private const int Row = 52;
    private const int Bar = 20;
    private const int Width = 640;
    private const int MostCharacters = 25;
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <param name="title">Read out in place of the picture.</param>
    public static IHtmlContent Draw(string title, IReadOnlyList<TurnCount> counts)
    {
        var rows = counts.Take(MostRows).ToList();
        var most = Math.Max(1, rows.Select(c => c.Asked).DefaultIfEmpty().Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Math.Max(1, rows.Count) * Row}\" role=\"img\" aria-label=\"{Encoder.Encode(title)}\">");
        foreach (var (count, i) in rows.Select((c, i) => (c, i)))
        {
            var top = (i * Row) + 20;
            var name = count.Name.Length > 0 ? count.Name : "（未确定）";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top}\">{Encoder.Encode(Short(name))}　{count.Asked}</text>");
            var x = 0.0;
            foreach (var (kind, value) in new[] { ("answered", count.Answered), ("missed", count.NotFound), ("other", count.Other) })
            {
                var width = (double)Width * value / most;
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:0.#}\" y=\"{top + 7}\" width=\"{width:0.#}\" height=\"{Bar - 2}\"/>");
                x += width;
            }
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>Notices begin alike: what they forward tells them apart. The number behind the name has to fit into the row too.</summary>
    private static string Short(string name)
    {
        var start = name.IndexOf('《', StringComparison.Ordinal);
        var own = start > 0 && name.EndsWith("》的通知", StringComparison.Ordinal) ? name[(start + 1)..^"》的通知".Length] : name;
        return own.Length <= MostCharacters ? own : own[..(MostCharacters - 1)] + "…";
    }
}
