using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>What a reader cannot read, said in one Chinese sentence for maintainers.</summary>
internal sealed class UnreadableException(string message) : Exception(message);

/// <summary>
/// Runs one reader over a file from outside: in time, on a stack that deep nesting does not exhaust, and with every damage told as one sentence.
/// </summary>
internal static class FormReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private const int StackBytes = 128 * 1024 * 1024;

    public static Result<ReceivedText> Read(string name, string form, Func<ReceivedText> read)
    {
        var result = Result<ReceivedText>.Failure(new Problem(name, $"读取 {form} 文件超过 {Patience.TotalSeconds} 秒，已放弃，没有导入；请检查文件是否异常，或另存为文本后再导入。"));
        var worker = new Thread(() => result = Guarded(name, form, read), StackBytes) { IsBackground = true };
        worker.Start();
        worker.Join(Patience);
        return result;
    }

    private static Result<ReceivedText> Guarded(string name, string form, Func<ReceivedText> read)
    {
        try
        {
            var received = read();
            return received.Lines.Count == 0
                ? Result<ReceivedText>.Failure(new Problem(name, $"{form} 文件里没有可导入的文字；请检查收到的文件是否完整。"))
                : Result<ReceivedText>.Success(received);
        }
        catch (UnreadableException e)
        {
            return Result<ReceivedText>.Failure(new Problem(name, e.Message));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or XmlException or OpenXmlPackageException or FormatException or ArgumentException or InvalidOperationException
            or NotSupportedException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or ArithmeticException or InvalidCastException or OutOfMemoryException or UnauthorizedAccessException
            || e.GetType().Namespace?.StartsWith("UglyToad", StringComparison.Ordinal) == true)
        {
            return Result<ReceivedText>.Failure(new Problem(name, $"{form} 文件已损坏或不完整，不能读取，没有导入；请向发文单位重新索取，或另存为文本后再导入。"));
        }
    }
}

/// <summary>A zip from outside: names stay inside it, sizes and nesting have limits, XML has no DTD. Nothing is ever unpacked to disk.</summary>
internal static class Package
{
    private const int MaxEntries = 10_000;
    private const long MaxExpanded = 256L * 1024 * 1024;
    private const long MaxRatio = 200;
    private const int MaxDepth = 256;

    /// <summary>Every entry with its bytes as they really are, whatever its header says.</summary>
    public static Dictionary<string, byte[]> Open(byte[] bytes, string form)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (zip.Entries.Count > MaxEntries)
            throw new UnreadableException($"{form} 文件里的部件超过 {MaxEntries} 个，不予导入。");
        var parts = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            if (Resolve("", entry.FullName) is null)
                throw new UnreadableException($"{form} 文件里有指向文件包之外的路径，可能有害，不予导入。");
            if (entry.FullName.EndsWith('/'))
                continue;
            using var from = entry.Open();
            using var to = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                to.Write(buffer, 0, read);
                total += read;
                if (total > MaxExpanded || (total > 16 * 1024 * 1024 && total > MaxRatio * bytes.Length))
                    throw new UnreadableException($"{form} 文件解压后异常庞大，可能有害，不予导入。");
            }

            parts[entry.FullName.Replace('\\', '/')] = to.ToArray();
        }

        foreach (var (name, part) in parts)
        {
            if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                Scan(part, form);
        }

        return parts;
    }

    /// <summary>A path of a part, seen from another part's folder; null where it leaves the package.</summary>
    public static string? Resolve(string folder, string path)
    {
        var parts = new List<string>();
        var whole = path.Replace('\\', '/');
        if (whole.Contains(':', StringComparison.Ordinal))
            return null;
        foreach (var part in (whole.StartsWith('/') ? whole : folder + "/" + whole).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is ".")
                continue;
            if (part is not "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    public static XmlReader Xml(byte[] part) => XmlReader.Create(new MemoryStream(part), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxExpanded });

    private static void Scan(byte[] part, string form)
    {
        try
        {
            using var reader = Xml(part);
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                    throw new UnreadableException($"{form} 文件嵌套超过 {MaxDepth} 层，可能有害，不予导入。");
            }
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new UnreadableException($"{form} 文件里有外部实体声明（DTD），可能有害，不予导入；请用 Word 或 WPS 重新另存后再导入。");
        }
    }
}

/// <summary>Lines as a reader finds them → a received text in which they have numbers and offsets.</summary>
internal sealed class LineCollector
{
    private readonly List<SourceLine> _lines = [];
    private readonly System.Text.StringBuilder _text = new();
    private bool _blank;
    private int _radicals;

    public List<Problem> Warnings { get; } = [];

    private readonly List<string> _doubts = [];

    public int Count => _lines.Count;

    public void Blank() => _blank = true;

    public void Add(string text, Func<SourceLine, SourceLine>? with = null)
    {
        _radicals += Radicals.Count(text);
        foreach (var part in Radicals.Unify(text).Split(['\n', '\r', '\v', '\f', '\u2028', '\u2029']))
        {
            if (Blanks.Strip(part).Length == 0)
                continue;
            if (_text.Length > SourceReader.MaxCharacters)
                throw new UnreadableException($"文件的文字超过 {SourceReader.MaxCharacters / 10_000} 万字，不予导入；请拆分后再导入。");
            var line = new SourceLine(_lines.Count + 1, _text.Length, part) { AfterBlank = _blank };
            _lines.Add(with is null ? line : with(line));
            _text.Append(part).Append('\n');
            _blank = false;
        }
    }

    /// <summary>A row of a table: its cells set apart by tabs. A row of one cell is no row.</summary>
    public void AddRow(IReadOnlyList<string> cells)
    {
        var clean = cells.Select(c => string.Join(' ', c.Split([' ', '\t', '\n', '\r', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))).ToList();
        if (clean.Count(c => c.Length > 0) == 1)
            Add(clean.First(c => c.Length > 0));
        else
            Add(string.Join('\t', clean), l => l with { Style = LineStyle.TableRow, Cells = [.. clean.Select(Radicals.Unify)] });
    }

    /// <summary>What the reader is not sure of, for document.yaml.</summary>
    public void Doubt(string doubt) => _doubts.Add(doubt);

    public void Warn(string name, string message)
    {
        if (!Warnings.Exists(w => string.Equals(w.Message, message, StringComparison.Ordinal)))
            Warnings.Add(new Problem(name, message) { Severity = ProblemSeverity.Warning });
    }

    public ReceivedText ToReceived(string form, bool paragraphs) => new ReceivedText(_text.ToString(), [.. _lines], form, paragraphs) { Warnings = [.. Warnings], Doubts = [.. _doubts] }.WithRadicals(_radicals);
}
