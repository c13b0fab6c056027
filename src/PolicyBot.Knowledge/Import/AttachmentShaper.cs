namespace PolicyBot.Knowledge.Import;

/// <summary>Finds the note that names the attachments and the headings under which they begin, and moves a heading that the layout displaced.</summary>
internal sealed class AttachmentShaper(ShapedLines lines)
{
    private List<SourceLine> Content => lines.Content;

    public List<(string Part, string Title)> Attachments { get; } = [];

    public void Shape(int head)
    {
        var heading = FindHeading(head, 0);
        var note = Content.FindIndex(head, l => LineShapes.AttachmentNote().IsMatch(l.Words));
        // 附件： alone on its line is the note where another heading follows, else the heading itself.
        if (note >= 0 && note == heading)
            heading = FindHeading(note + 1, note + 1);
        if (note >= 0 && heading >= 0 && heading < note)
            note = -1;
        if (note >= 0 && note > 0 && !LineEnd.IsTerminal(Content[note - 1].Words) && lines.Layout.Wrapped && LineEnd.HasComma(Content[note - 1].Words))
            note = -1;
        var names = note >= 0 ? new AttachmentNote(lines).Shape(note, heading, out _noteEnd) : [];
        if (heading < 0)
        {
            AddNamed(names);
            return;
        }

        var noteEnd = note < 0 ? -1 : _noteEnd;
        var count = ShapeHeading(heading, names);
        if (note >= 0 && FirstOfText(noteEnd) is var text && text < heading)
        {
            lines.Move(heading, count, text, "附件标题印在附件正文之中或之后，移到附件正文之前");
            heading = text;
            lines.Roles.Together(Content, heading, 1);
            if (count > 1)
                lines.Roles.Together(Content, heading + 1, count - 1);
        }

        lines.Roles.StartPart(Content[heading]);
        for (var next = heading; next >= 0; next = FindHeading(next + 1, next + 1))
        {
            count = next == heading ? count : ShapeHeading(next, names);
            lines.Roles.StartPart(Content[next]);
            var number = LineShapes.AttachmentHeading().Match(Content[next].Words).Groups["number"].Value;
            var printed = string.Concat(Content.Skip(next + 1).Take(count - 1).Select(l => Blanks.Normalize(l.Text, inList: false)));
            var index = number.Length > 0 && int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : Attachments.Count + 1;
            var title = names.Count == 1 && index <= 1 ? names[0] : index <= names.Count ? names[index - 1] : printed;
            Attachments.Add(("附件" + number, title));
        }

        foreach (var name in names.Skip(Attachments.Count))
            lines.Doubts.Add($"附件说明列出的“{name}”没有在文中找到");
        if (Attachments.GroupBy(a => a.Part, StringComparer.Ordinal).Any(g => g.Count() > 1))
        {
            for (var i = 0; i < Attachments.Count; i++)
                Attachments[i] = ($"附件{i + 1}", Attachments[i].Title);
        }
    }

    private int _noteEnd;

    private void AddNamed(IReadOnlyList<string> names)
    {
        if (names.Count > 0 && _noteEnd < Content.Count && FirstOfText(_noteEnd) >= Content.Count)
            lines.Doubts.Add($"附件说明列出的附件没有随文收到：{string.Join("、", names)}");
    }

    private int FindHeading(int from, int floor)
    {
        for (var i = Math.Max(from, floor); i < Content.Count; i++)
        {
            if (LineShapes.AttachmentHeading().IsMatch(Content[i].Words) && i + 1 < Content.Count)
                return i;
        }

        return -1;
    }

    // The first line after the note that is neither signature nor date nor （此件公开发布）: the attachment's own text or its heading.
    private int FirstOfText(int from)
    {
        var i = from;
        while (i < Content.Count && (ShapedLines.IsSignature(Content[i]) || LineShapes.Date().IsMatch(Content[i].Words) || Content[i].Words is ['（', .., '）']))
            i++;
        return i;
    }

    // Heading line and the title lines under it; returns their number.
    private int ShapeHeading(int heading, IReadOnlyList<string> names)
    {
        var titles = heading + 1 < Content.Count ? lines.CountTitleLines(heading + 1, names) : 0;
        if (titles == 0)
            titles = heading + 1 < Content.Count ? Boundaries.TitleBelow(Content, heading + 1) : 0;
        if (titles == 0 && heading + 1 < Content.Count && !LineEnd.IsTerminal(Content[heading + 1].Words) && !LineEnd.HasComma(Content[heading + 1].Words) && ItemMark.At(Content[heading + 1].Words) is null && Content[heading + 1].Words.Length <= 30)
            titles = 1;
        lines.Roles.Together(Content, heading, 1);
        if (titles > 0)
            lines.Roles.Together(Content, heading + 1, titles);
        return 1 + titles;
    }
}
