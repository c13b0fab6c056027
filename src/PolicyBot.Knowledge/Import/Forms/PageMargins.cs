using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Headers and footers of pages: known by their place, and by standing in the same place on several pages.</summary>
internal sealed partial class PageMargins
{
    private readonly IReadOnlyList<GlyphPage> _pages;
    private readonly HashSet<(string Key, int Place)> _repeated;
    private readonly double _body;

    private PageMargins(IReadOnlyList<GlyphPage> pages, HashSet<(string, int)> repeated, double body) => (_pages, _repeated, _body) = (pages, repeated, body);

    public static PageMargins Of(IReadOnlyList<GlyphPage> pages, IReadOnlyList<List<GlyphLine>> lines)
    {
        var sizes = lines.SelectMany(p => p).Select(l => l.Size).Order().ToList();
        var margins = new PageMargins(pages, [], sizes.Count == 0 ? 0 : sizes[sizes.Count / 2]);
        // Odd and even pages may have different ones.
        var enough = Math.Max(2, (int)Math.Ceiling(pages.Count * 0.3));
        foreach (var group in lines.SelectMany((page, i) => page.Where(l => margins.CouldRepeat(l, page, i)).SelectMany(l => KeysOf(l)).Distinct()).GroupBy(k => k).Where(g => g.Count() >= enough))
            margins._repeated.Add(group.Key);
        return margins;
    }

    /// <summary>The usual size of a line.</summary>
    public double BodySize => _body;

    public bool Holds(GlyphLine line, int page)
    {
        var words = Blanks.Strip(line.Text);
        if (line.Cells.Count > 0)
            return false;
        var outside = line.Y < _pages[page].Height * 0.1 || line.Y > _pages[page].Height * 0.88;
        return (outside && (PageNumber().IsMatch(words) || Printed().IsMatch(words))) || KeysOf(line).Any(_repeated.Contains);
    }

    // No larger than the text, at the very top or foot of its page: titles are larger, and a repeated sentence stands in mid-page.
    private bool CouldRepeat(GlyphLine line, List<GlyphLine> page, int number)
    {
        if (line.Cells.Count > 0 || line.Size > _body * 1.2)
            return false;
        var height = _pages[number].Height;
        return (line.Y < height * 0.16 && page.Count(l => l.Y < line.Y - 1) < 3) || (line.Y > height * 0.85 && page.Count(l => l.Y > line.Y + 1) < 3);
    }

    // Places a point or two apart are one place: each line counts for two neighbouring ones.
    private static IEnumerable<(string Key, int Place)> KeysOf(GlyphLine line)
    {
        var key = Digits().Replace(Blanks.Strip(line.Text), "#");
        var place = (int)Math.Floor(line.Y / 4);
        return [(key, place), (key, place + 1)];
    }

    [GeneratedRegex(@"^(?:[—–\-－·•∙．]{0,4}\d{1,4}[—–\-－·•∙．]{0,4}|第\d{1,4}页(?:[，,]?共\d{1,4}页)?|\d{1,4}/\d{1,4})$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex PageNumber();

    // What browsers print around a page: the day and the time before the title, the address before the number.
    [GeneratedRegex(@"^(?:\d{2,4}/\d{1,2}/\d{1,4}[,，]?(?:上午|下午)?\d{1,2}:\d{2}.*|(?:https?|file)://.*\d{1,4}/\d{1,4})$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Printed();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Digits();
}
