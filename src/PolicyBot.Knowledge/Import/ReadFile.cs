namespace PolicyBot.Knowledge.Import;

/// <summary>
/// One received file, read and recognised, before anything is written. Plain data: it crosses the border of the worker process as JSON.
/// Shape: <see cref="Lines"/> as received, in order; every document owns a stretch of them.
/// </summary>
/// <param name="Name">File name as received, without a folder.</param>
/// <param name="Encoding">utf-8, gb18030 … or the form's name (docx, pdf, pdf-ocr …).</param>
public sealed record ReadFile(string Name, string Sha256, string Encoding)
{
    public IReadOnlyList<ReadLine> Lines { get; init; } = [];

    public IReadOnlyList<ReadDocument> Documents { get; init; } = [];
}

/// <param name="Number">1-based.</param>
/// <param name="Page">1-based; null where the form has no pages.</param>
public sealed record ReadLine(int Number, int? Page, string Text);

/// <summary>A document as it would be written: text, yaml and what was repaired. Lines are those of the file, both ends inclusive.</summary>
public sealed record ReadDocument(string Number, string Title, DateOnly? IssuedOn, string Text, string Yaml, int FirstLine, int LastLine)
{
    public IReadOnlyList<ReadParagraph> Paragraphs { get; init; } = [];

    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    public IReadOnlyList<string> Doubts { get; init; } = [];
}

/// <summary>Unit: UTF-16 offsets into the document's text, end exclusive; numbers of the received lines it is made of, in order.</summary>
public sealed record ReadParagraph(int Start, int End, IReadOnlyList<int> Lines);

/// <summary>What people repaired by hand in a folder that may belong to a file: known by its number or by the digest of what it came from.</summary>
public sealed record KnownRepairs(string Number, string Sha256, IReadOnlyList<Repair> Repairs);
