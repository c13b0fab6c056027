namespace PolicyBot.Core.Documents;

/// <summary>The numbered levels of a part, with the paragraphs (款) of articles.</summary>
internal sealed class LevelSplitter(string part, IReadOnlyList<TextLine> lines, IReadOnlyList<MarkedLine> marks, int end, List<ClausePiece> pieces)
{
    private readonly bool _hasArticles = marks.Any(m => m.Mark.Kind == MarkKind.Article);
    private readonly List<(ClauseMark Mark, string Path)> _open = [];
    private readonly List<(MarkKind Kind, string Heading)> _chapters = [];

    public void Add()
    {
        for (var i = 0; i < marks.Count; i++)
        {
            var next = i + 1 < marks.Count ? marks[i + 1].Line : end;
            if (marks[i].Mark.Kind == MarkKind.Article)
            {
                var last = i + 1;
                while (last < marks.Count && marks[last].Mark.Kind > MarkKind.Article)
                    last++;
                AddArticle(i, last);
                i = last - 1;
            }
            else
            {
                AddLevel(marks[i], next);
            }
        }
    }

    private void AddLevel(MarkedLine marked, int next)
    {
        var mark = marked.Mark;
        if (mark.Kind <= MarkKind.ChapterSection)
            Enter(mark, lines[marked.Line].Trimmed);
        _open.RemoveAll(o => o.Mark.Kind >= mark.Kind);
        // Articles run on over chapters, so with articles a chapter is a heading and no level of the path.
        var above = _open.Where(o => !_hasArticles || o.Mark.Kind > MarkKind.ChapterSection || mark.Kind <= MarkKind.ChapterSection).Select(o => o.Path).LastOrDefault() ?? part;
        var path = $"{above}/{mark.Segment}";
        _open.Add((mark, path));
        Lines(path, marked.Line, next, mark, _hasArticles && mark.Kind > MarkKind.ChapterSection ? Chapters() : []);
    }

    private void Enter(ClauseMark mark, string heading)
    {
        _chapters.RemoveAll(c => c.Kind >= mark.Kind);
        _chapters.Add((mark.Kind, heading));
    }

    /// <summary>An article of several paragraphs is split into 款; items belong to the 款 they stand under.</summary>
    private void AddArticle(int first, int last)
    {
        var article = marks[first];
        var stop = last < marks.Count ? marks[last].Line : end;
        var items = marks.Skip(first + 1).Take(last - first - 1).ToDictionary(m => m.Line, m => m.Mark);
        var path = $"{part}/{article.Mark.Segment}";
        var paragraphs = ParagraphStarts(article, stop, items);
        var chapters = Chapters();
        var open = new List<(MarkKind Kind, string Path)>();
        var above = path;
        var mark = (ClauseMark?)article.Mark;
        for (var i = article.Line; i < stop; i++)
        {
            if (paragraphs.IndexOf(i) is >= 0 and var at && (paragraphs.Count > 1 || at == 0))
            {
                above = paragraphs.Count > 1 ? $"{path}/第{Chinese(at + 1)}款" : path;
                open.Clear();
                pieces.Add(new(above, lines[i].Start, lines[i].End, mark, IsNew: true, at == 0 || paragraphs.Count == 1 ? chapters : [.. chapters, article.Mark.Segment]));
                mark = null;
            }
            else if (items.TryGetValue(i, out var item))
            {
                open.RemoveAll(o => o.Kind >= item.Kind);
                var child = $"{(open.Count > 0 ? open[^1].Path : above)}/{item.Segment}";
                open.Add((item.Kind, child));
                pieces.Add(new(child, lines[i].Start, lines[i].End, item, IsNew: true, chapters));
            }
            else
            {
                pieces[^1] = pieces[^1] with { End = lines[i].End };
            }
        }
    }

    private List<int> ParagraphStarts(MarkedLine article, int stop, Dictionary<int, ClauseMark> items)
    {
        var starts = new List<int> { article.Line };
        // 第三条 alone on its line: the first paragraph is the next one.
        var isBare = article.Mark.Length >= lines[article.Line].Text.TrimEnd().Length;
        var quoted = 0;
        for (var i = article.Line; i < stop; i++)
        {
            var begins = i > article.Line && !lines[i].IsBlank && !lines[i].IsTableRow && !items.ContainsKey(i) && quoted <= 0;
            if (begins && isBare)
                isBare = false;
            else if (begins && !IsTableText(i))
                starts.Add(i);
            quoted = Math.Max(0, quoted + lines[i].Text.Count(c => c == '“') - lines[i].Text.Count(c => c == '”'));
        }

        return starts;
    }

    /// <summary>A caption, or cells parted by blanks, belongs to the paragraph before it.</summary>
    private bool IsTableText(int i) => !lines[i].EndsSentence && lines[i].Trimmed.Split(' ', '　').Count(c => c.Length > 0) > 2;

    private void Lines(string path, int from, int to, ClauseMark mark, IReadOnlyList<string> above)
    {
        for (var i = from; i < to; i++)
            pieces.Add(new(path, lines[i].Start, lines[i].End, i == from ? mark : null, IsNew: i == from, above));
    }

    private List<string> Chapters() => _chapters.ConvertAll(c => c.Heading);

    private static string Chinese(int number)
    {
        const string Digits = "零一二三四五六七八九";
        return number switch
        {
            < 10 => Digits[number].ToString(),
            10 => "十",
            < 20 => $"十{Digits[number - 10]}",
            _ => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        };
    }
}
