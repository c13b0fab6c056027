using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Knowledge.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Received files → one folder per document. Importing the same file again changes nothing; a corrected file updates its folders and keeps hand repairs,
/// and whatever else stands in them. Nothing is written unless every document of every file is sound.
/// </summary>
public static class DocumentImporter
{
    private sealed record Pending(Draft Draft, ReceivedText Received, byte[] Bytes, string File, string Digest)
    {
        public string SourceName => "source" + Path.GetExtension(File).ToLowerInvariant();

        public DocumentYaml Yaml { get; } = DocumentFolder.ToYaml(Draft, "source" + Path.GetExtension(File).ToLowerInvariant(), Received.Encoding, Digest);
    }

    /// <param name="intoDir">The folder that gets the document folders (knowledge/documents).</param>
    /// <returns>Problems of all files at once; warnings stand in the report as well.</returns>
    public static Result<ImportReport> Import(IReadOnlyList<string> files, string intoDir, ImportOptions? options = null, IProgress<ImportProgress>? progress = null)
    {
        var dryRun = options?.DryRun ?? false;
        if (!dryRun)
            DocumentFolder.Recover(intoDir);
        var existing = ExistingFolder.ReadAll(intoDir);
        if (!existing.IsSuccess)
            return Result<ImportReport>.Failure(existing.Problems);
        var (pending, problems, warnings) = (new List<Pending>(), new List<Problem>(), new List<Problem>());
        for (var i = 0; i < files.Count; i++)
        {
            progress?.Report(new(Path.GetFileName(files[i]), "读取并识别", i, files.Count));
            var drafts = Guarded(files[i], existing.Value, pending);
            (drafts.IsSuccess ? warnings : problems).AddRange(drafts.Problems);
        }

        problems.AddRange(Collisions(pending, existing.Value));
        if (problems.Count > 0)
            return Result<ImportReport>.Failure([.. problems, .. warnings]);
        return Write(pending, existing.Value, intoDir, dryRun, warnings, progress);
    }

    // A hostile line may be made to keep a pattern busy: the file is refused, the others go on.
    private static Result<bool> Guarded(string path, IReadOnlyList<ExistingFolder> existing, List<Pending> pending)
    {
        try
        {
            return Recognise(path, existing, pending);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return Result<bool>.Failure(new Problem(Path.GetFileName(path), "识别超时：文件里有异常长的文字，没有导入；请检查文件是否损坏。"));
        }
    }

    private static Result<bool> Recognise(string path, IReadOnlyList<ExistingFolder> existing, List<Pending> pending)
    {
        var name = Path.GetFileName(path);
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > SourceReader.MaxBytes })
                return Result<bool>.Failure(new Problem(name, $"文件超过 {SourceReader.MaxBytes / 1024 / 1024} MB，不予导入。"));
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result<bool>.Failure(new Problem(name, e is FileNotFoundException or DirectoryNotFoundException ? "找不到文件，请检查路径。" : "文件不能读取，请检查是否被占用或没有权限。"));
        }

        var received = SourceReader.Read(bytes, name);
        if (!received.IsSuccess)
            return Result<bool>.Failure(received.Problems);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        // First without hand repairs, to know whose folders are concerned; then with theirs.
        var plain = Recogniser.Recognise(received.Value, name, []);
        if (!plain.IsSuccess)
            return Result<bool>.Failure(plain.Problems);
        var numbers = plain.Value.Select(d => d.Metadata.Number.Value).ToHashSet(StringComparer.Ordinal);
        var hand = existing.Where(e => string.Equals(e.Yaml.Source.Sha256, digest, StringComparison.Ordinal) || numbers.Contains(e.Yaml.Number))
            .SelectMany(e => e.HandRepairs).Distinct().ToList();
        var drafts = hand.Count == 0 ? plain : Recogniser.Recognise(received.Value, name, hand);
        if (!drafts.IsSuccess)
            return Result<bool>.Failure(drafts.Problems);
        var made = drafts.Value.Select(d => new Pending(d, received.Value, bytes, name, digest)).ToList();
        var unnamed = made.Where(p => p.Draft.Metadata.Number.Value.Length == 0).ToList();
        if (unnamed.Count > 0)
            return Result<bool>.Failure([.. unnamed.Select(p => new Problem(name, "没有找到发文字号，也没有找到标题，无法引用；请确认这是一件公文，或在文件开头补上标题或文号。") { Line = p.Draft.FirstLine, Found = Short(p.Draft.Paragraphs[0].Text), Expected = "某政发〔2024〕1号" })]);
        var conservation = Conservation.Check(received.Value.Text, [.. made.Select(p => (p.Draft.Text, p.Yaml))]);
        if (!conservation.IsSuccess)
            return Result<bool>.Failure(conservation.Problems);
        pending.AddRange(made);
        return Result<bool>.Success(true, [.. drafts.Problems, .. made.Where(p => p.Draft.Metadata.Number.IsTitle).Select(p =>
            new Problem(name, "没有找到发文字号，以标题引用。") { Severity = ProblemSeverity.Warning, Found = p.Draft.Metadata.Title })]);
    }

    private static IEnumerable<Problem> Collisions(List<Pending> pending, IReadOnlyList<ExistingFolder> existing)
    {
        foreach (var group in pending.GroupBy(p => p.Draft.Metadata.Number).Where(g => g.Count() > 1))
            yield return new(string.Join('、', group.Select(p => p.File).Distinct(StringComparer.Ordinal)), $"有 {group.Count()} 件文件使用同一文号，请核对原件，必要时在 document.yaml 中登记正确文号。") { Found = group.Key.Value };
        foreach (var item in pending)
        {
            var folder = FolderOf(item, existing);
            if (folder is null)
                continue;
            if (folder.WasEdited && !string.Equals(folder.Text, item.Draft.Text, StringComparison.Ordinal))
                yield return new(Path.GetFileName(folder.Path) + "/document.md", "正文在导入之后被直接改动过，再次导入会丢掉改动；请把改动登记为 document.yaml 中 by: hand 的修复，或先删除 document.md。");
            else if (LineShapes.Likeness(Matter(folder.Yaml.Title), Matter(item.Draft.Metadata.Title)) < 0.5 && folder.Yaml.Title.Length > 0)
                yield return new(item.File, $"文号与已有文件“{folder.Yaml.Title}”相同而标题不同，请核对原件。") { Found = item.Draft.Metadata.Title, Expected = folder.Yaml.Title };
        }
    }

    // What a title is about: without the issuer before 关于, which all of an issuer's titles share.
    private static string Matter(string title)
    {
        var words = Blanks.Strip(title);
        return words.IndexOf("关于", StringComparison.Ordinal) is >= 0 and var at && at + 4 < words.Length ? words[(at + 2)..] : words;
    }

    private static ExistingFolder? FolderOf(Pending item, IReadOnlyList<ExistingFolder> existing) =>
        existing.FirstOrDefault(e => string.Equals(e.Yaml.Number, item.Draft.Metadata.Number.Value, StringComparison.Ordinal));

    private static Result<ImportReport> Write(List<Pending> pending, IReadOnlyList<ExistingFolder> existing, string into, bool dryRun, List<Problem> warnings, IProgress<ImportProgress>? progress)
    {
        var documents = new List<ImportedDocument>();
        foreach (var item in pending)
        {
            progress?.Report(new(item.File, dryRun ? "比较" : "写入", documents.Count, pending.Count));
            var metadata = item.Draft.Metadata;
            var folder = FolderOf(item, existing);
            var name = folder is null ? DocumentFolder.NameFor(metadata.Number, metadata.Title, metadata.IssuedOn) : Path.GetFileName(folder.Path);
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
            {
                [item.SourceName] = item.Bytes,
                ["document.md"] = Encoding.UTF8.GetBytes(item.Draft.Text),
                ["document.yaml"] = Encoding.UTF8.GetBytes(item.Yaml.Write()),
            };
            var outcome = folder is null ? ImportOutcome.Added : files.All(f => Same(Path.Combine(into, name, f.Key), f.Value)) ? ImportOutcome.Unchanged : ImportOutcome.Updated;
            if (outcome != ImportOutcome.Unchanged && !dryRun)
            {
                try
                {
                    DocumentFolder.Write(into, name, files);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return Result<ImportReport>.Failure(new Problem(name, "写入失败（磁盘已满或没有权限），原有文件夹没有改动；请腾出空间或检查权限后重新导入。") { Found = e.Message });
                }
            }

            var clauses = ClauseSplitter.Split(item.Draft.Text);
            documents.Add(new(name, metadata.Number.Value, metadata.Title, item.Draft.Paragraphs.Count, clauses.Count, outcome, item.Draft.Repairs, item.Draft.Doubts, item.Draft.Text)
            {
                Drafted = File.Exists(Path.Combine(into, name, "benefits.yaml")) ? [] : BenefitDrafter.Draft(new(metadata.Number, metadata.Title, item.Draft.Text, clauses)),
            });
        }

        return Result<ImportReport>.Success(new(documents, warnings, dryRun), warnings);
    }

    private static bool Same(string path, byte[] bytes) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    private static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
