namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Finds head, plan title, attachments and displaced titles of one document, moves what is displaced, and settles the paragraphs that follow from them.
/// Afterwards <see cref="Content"/> is in the order of the official text.
/// </summary>
internal sealed class DocumentShaper
{
    private readonly ShapedLines _lines;
    private readonly HeadShaper _head;
    private readonly AttachmentShaper _attachments;

    public DocumentShaper(List<SourceLine> content, Stretch stretch, LineRoles roles, Layout layout)
    {
        _lines = new(content, roles, layout);
        _head = new(_lines, stretch);
        _attachments = new(_lines);
    }

    public List<SourceLine> Content => _lines.Content;

    public List<Repair> Moves => _lines.Moves;

    public IReadOnlyList<string> Doubts => _lines.Doubts;

    public IReadOnlyList<SourceLine> TitleLines => _head.TitleLines;

    public IReadOnlyList<SourceLine> AddresseeLines => _head.AddresseeLines;

    public IReadOnlyList<SourceLine> SignatureLines => _head.SignatureLines;

    public SourceLine? NumberLine => _head.NumberLine;

    public SourceLine? DateLine => _head.DateLine;

    public IReadOnlyList<(string Part, string Title)> Attachments => _attachments.Attachments;

    public void Shape()
    {
        var head = _head.Shape();
        if (_head.NoticeEnd > 0)
            new PlanTitleShaper(_lines, _head).Shape();
        _attachments.Shape(head);
        for (var i = 1; i < Content.Count; i++)
        {
            if (LineShapes.Date().IsMatch(Content[i].Words) && _lines.IsStandalone(i))
                _lines.Roles.Together(Content, i, 1);
        }
    }
}
