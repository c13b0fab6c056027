namespace PolicyBot.Core.Documents;

/// <summary>One part, line by line: title, introduction, numbered levels, closing, names of attachments.</summary>
internal sealed class PartSplitter
{
    private readonly string _part;
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly List<ClausePiece> _pieces = [];

    private PartSplitter(string part, IReadOnlyList<TextLine> lines)
    {
        _part = part;
        _lines = lines;
    }

    public static IReadOnlyList<ClausePiece> Split(DocumentPart part)
    {
        var splitter = new PartSplitter(part.Name, part.Lines);
        splitter.AddNotice(part.Notice);
        splitter.AddBody(part.Notice, part.Notice > 0);
        return splitter._pieces;
    }

    private void AddNotice(int length)
    {
        var name = "通知";
        for (var i = 0; i < length; i++)
        {
            if (_lines[i].NamesAttachments)
                name = "附件说明";
            else if (string.Equals(name, "附件说明", StringComparison.Ordinal) && !ContinuesNames(i))
                name = "落款";
            Add(name, i);
        }
    }

    private void AddBody(int from, bool afterNotice)
    {
        if (from >= _lines.Count)
            return;
        var marks = MarkReader.Read(_lines, from);
        var firstMark = marks.Count > 0 ? marks[0].Line : _lines.Count;
        var title = TitleEnd(from, firstMark, afterNotice);
        for (var i = from; i < title; i++)
            Add("标题", i);
        if (marks.Count == 0)
        {
            AddRest("全文", title, Closing.Start(_lines, title - 1, marks));
            return;
        }

        for (var i = title; i < firstMark; i++)
            Add("引言", i);
        var closing = Closing.Start(_lines, marks[^1].Line, marks);
        new LevelSplitter(_part, _lines, marks, closing, _pieces).Add();
        AddRest("结尾", closing, closing);
    }

    /// <summary>From the first line that closes the part to its end: closing, names of attachments, signature.</summary>
    private void AddRest(string name, int from, int closing)
    {
        for (var i = from; i < _lines.Count; i++)
        {
            if (i == closing && !string.Equals(name, "结尾", StringComparison.Ordinal))
                name = "结尾";
            if (_lines[i].NamesAttachments)
                name = "附件说明";
            else if (string.Equals(name, "附件说明", StringComparison.Ordinal) && !ContinuesNames(i))
                name = _pieces.Exists(p => p.Path.EndsWith("/结尾", StringComparison.Ordinal)) ? "落款" : "结尾";
            Add(name, i);
        }
    }

    /// <summary>2.乙 under 附件：1.甲, or the name printed below a bare 附件：.</summary>
    private bool ContinuesNames(int i) =>
        _lines[i].IsBlank
        || _lines[i].NamesAttachments
        || ClauseMark.Read(_lines[i].Trimmed) is { Kind: MarkKind.Arabic }
        || _lines[i - 1].NamesAttachments && _lines[i - 1].Trimmed.EndsWith('：')
        || (i + 1 == _lines.Count || _lines[i + 1].IsBlank) && !_lines[i].IsDate && _lines[i].Trimmed.Length <= 12 && _lines[i - 1].Trimmed.Length > 20 && !_lines[i].EndsSentence;

    /// <summary>Title lines, the number under them, and a bracketed line on who passed it and when.</summary>
    private int TitleEnd(int from, int firstMark, bool afterNotice)
    {
        var limit = Math.Min(firstMark, from + 9);
        if (!afterNotice)
        {
            for (var i = from; i < limit; i++)
            {
                if (DocumentNumber.TryParse(_lines[i].Trimmed, out _) && _lines.Skip(from).Take(i - from).All(l => l.Trimmed.Length <= 60 && !l.Trimmed.EndsWith('。')))
                    return SkipNotes(i + 1, limit);
            }
        }

        var end = from;
        var isAttachment = _part.StartsWith("附件", StringComparison.Ordinal);
        if (isAttachment && end < _lines.Count)
            end++;
        // A list's rows have no full stops either: a title is short, has no colon, and at most four lines.
        var most = Math.Min(limit, end + (isAttachment ? 3 : 4));
        while (end < most && IsTitleLine(_lines[end]) && !(isAttachment && end > from + 1 && LooksLikeRow(_lines[end])))
            end++;
        return SkipNotes(end, limit);
    }

    private int SkipNotes(int at, int limit)
    {
        while (at < limit && (_lines[at].IsBlank || _lines[at].Trimmed is ['（' or '(', .., '）' or ')']))
            at++;
        return at;
    }

    private static bool IsTitleLine(TextLine line) =>
        line.IsBlank || line.Trimmed.Length <= 50 && !line.EndsSentence && !line.IsTableRow && !line.IsDate && !line.Trimmed.Contains('：', StringComparison.Ordinal) && !line.Trimmed.Contains('。', StringComparison.Ordinal);

    private static bool LooksLikeRow(TextLine line) => line.Trimmed.Split(' ', '　').Count(c => c.Length > 0) > 2;

    private void Add(string name, int line) =>
        _pieces.Add(new($"{_part}/{name}", _lines[line].Start, _lines[line].End, Mark: null, IsNew: false, Above: []));
}
