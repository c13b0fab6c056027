using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>The straight rules that a PDF page draws: strokes, the edges of stroked boxes, and filled boxes so thin that they are strokes.</summary>
internal static class PdfRules
{
    private const double Thin = 2.5;
    private const int Most = 20_000;

    public static IReadOnlyList<PageRule> On(Page page)
    {
        var rules = new List<PageRule>();
        foreach (var path in page.Paths.Where(p => !p.IsClipping))
        {
            foreach (var part in path)
            {
                if (rules.Count > Most)
                    return [];
                Add(rules, part, path.IsStroked, page.Height);
            }
        }

        return rules;
    }

    private static void Add(List<PageRule> rules, PdfSubpath part, bool stroked, double height)
    {
        if (part.GetDrawnRectangle() is { } box)
        {
            var (left, right, top, foot) = (box.Left, box.Right, height - box.Top, height - box.Bottom);
            if (Math.Abs(right - left) <= Thin || Math.Abs(foot - top) <= Thin)
                rules.Add(Math.Abs(right - left) <= Thin ? new(left, top, left, foot) : new(left, top, right, top));
            else if (stroked)
                rules.AddRange([new(left, top, right, top), new(left, foot, right, foot), new(left, top, left, foot), new(right, top, right, foot)]);
            return;
        }

        if (stroked)
            rules.AddRange(part.Commands.OfType<PdfSubpath.Line>().Select(l => new PageRule(l.From.X, height - l.From.Y, l.To.X, height - l.To.Y)));
    }
}
