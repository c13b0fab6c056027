using System.Security.Cryptography;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>A file on disk → what it holds, recognised and proven complete. Writes nothing. Runs in the worker process for files from outside.</summary>
public static class FileReading
{
    public static Result<ReadFile> Read(string path, IReadOnlyList<KnownRepairs> known, IProgress<ImportProgress>? progress = null)
    {
        var name = Path.GetFileName(path);
        try
        {
            var bytes = BytesOf(path, name);
            return bytes.IsSuccess ? Recognise(bytes.Value, name, known, progress) : Result<ReadFile>.Failure(bytes.Problems);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            // A hostile line may be made to keep a pattern busy.
            return Result<ReadFile>.Failure(new Problem(name, "识别超时：文件里有异常长的文字，没有导入；请检查文件是否损坏。"));
        }
    }

    /// <summary>The received text alone.</summary>
    public static Result<ReceivedText> ReadText(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var bytes = BytesOf(path, name);
            return bytes.IsSuccess ? SourceReader.Read(bytes.Value, name) : Result<ReceivedText>.Failure(bytes.Problems);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return Result<ReceivedText>.Failure(new Problem(name, "识别超时：文件里有异常长的文字；请检查文件是否损坏。"));
        }
    }

    private static Result<byte[]> BytesOf(string path, string name)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > SourceReader.MaxBytes }
                ? Result<byte[]>.Failure(new Problem(name, $"文件超过 {SourceReader.MaxBytes / 1024 / 1024} MB，不予导入。"))
                : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result<byte[]>.Failure(new Problem(name, e is FileNotFoundException or DirectoryNotFoundException ? "找不到文件，请检查路径。" : "文件不能读取，请检查是否被占用或没有权限。"));
        }
    }

    private static Result<ReadFile> Recognise(byte[] bytes, string name, IReadOnlyList<KnownRepairs> known, IProgress<ImportProgress>? progress)
    {
        var received = SourceReader.Read(bytes, name, progress);
        if (!received.IsSuccess)
            return Result<ReadFile>.Failure(received.Problems);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        // First without hand repairs, to know whose folders are concerned; then with theirs.
        var plain = Recogniser.Recognise(received.Value, name, []);
        if (!plain.IsSuccess)
            return Result<ReadFile>.Failure(plain.Problems);
        var numbers = plain.Value.Select(d => d.Metadata.Number.Value).ToHashSet(StringComparer.Ordinal);
        var hand = known.Where(k => string.Equals(k.Sha256, digest, StringComparison.Ordinal) || numbers.Contains(k.Number)).SelectMany(k => k.Repairs).Distinct().ToList();
        var drafts = hand.Count == 0 ? plain : Recogniser.Recognise(received.Value, name, hand);
        return drafts.IsSuccess ? Proven(received.Value, drafts, name, digest) : Result<ReadFile>.Failure(drafts.Problems);
    }

    private static Result<ReadFile> Proven(ReceivedText received, Result<IReadOnlyList<Draft>> drafts, string name, string digest)
    {
        var unnamed = drafts.Value.Where(d => d.Metadata.Number.Value.Length == 0).ToList();
        if (unnamed.Count > 0)
            return Result<ReadFile>.Failure([.. unnamed.Select(d => new Problem(name, "没有找到发文字号，也没有找到标题，无法引用；请确认这是一件公文，或在文件开头补上标题或文号。") { Line = d.FirstLine, Found = Short(d.Paragraphs[0].Text), Expected = "某政发〔2024〕1号" })]);
        var source = "source" + Path.GetExtension(name).ToLowerInvariant();
        var yamls = drafts.Value.Select(d => DocumentFolder.ToYaml(d, source, received.Encoding, digest)).ToList();
        var conservation = Conservation.Check(received.Text, [.. drafts.Value.Zip(yamls, (d, y) => (d.Text, y))]);
        if (!conservation.IsSuccess)
            return Result<ReadFile>.Failure(conservation.Problems);
        var file = new ReadFile(name, digest, received.Encoding)
        {
            Lines = [.. received.Lines.Select(l => new ReadLine(l.Number, l.Page, l.Text))],
            Documents = [.. drafts.Value.Zip(yamls, (d, y) => DocumentOf(d, y.Write()))],
        };
        return Result<ReadFile>.Success(file, [.. drafts.Problems, .. drafts.Value.Where(d => d.Metadata.Number.IsTitle).Select(d =>
            new Problem(name, "没有找到发文字号，以标题引用。") { Severity = ProblemSeverity.Warning, Found = d.Metadata.Title })]);
    }

    private static ReadDocument DocumentOf(Draft draft, string yaml)
    {
        var (paragraphs, at) = (new List<ReadParagraph>(), 0);
        foreach (var paragraph in draft.Paragraphs)
        {
            paragraphs.Add(new(at, at + paragraph.Text.Length, [.. paragraph.Lines.Select(l => l.Number)]));
            at += paragraph.Text.Length + 1;
        }

        return new(draft.Metadata.Number.Value, draft.Metadata.Title, draft.Metadata.IssuedOn, draft.Text, yaml, draft.FirstLine, draft.LastLine)
        {
            Paragraphs = paragraphs,
            Repairs = draft.Repairs,
            Doubts = draft.Doubts,
        };
    }

    private static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
