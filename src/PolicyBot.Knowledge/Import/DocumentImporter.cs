using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Knowledge.Documents;
using PolicyBot.Knowledge.Import.Worker;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Received files → one folder per document. Importing the same file again changes nothing; a corrected file updates its folders and keeps hand repairs,
/// and whatever else stands in them. Nothing is written unless every document of every file is sound.
/// </summary>
public static class DocumentImporter
{
    private sealed record Pending(ReadFile File, ReadDocument Document, string Path)
    {
        public string SourceName => "source" + System.IO.Path.GetExtension(File.Name).ToLowerInvariant();
    }

    /// <summary>The way for files from outside: each is read in a worker process with limits, which may die without harm.</summary>
    /// <param name="files">Paths; a file may hold several documents.</param>
    /// <param name="intoDir">The folder that gets the document folders (knowledge/documents, or a staging folder).</param>
    /// <returns>Problems of all files at once; warnings stand in the report as well.</returns>
    public static async Task<Result<ImportReport>> ImportAsync(IReadOnlyList<string> files, string intoDir, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new();
        var taken = Lock(intoDir, chosen);
        if (!taken.IsSuccess)
            return Result<ImportReport>.Failure(taken.Problems);
        using var held = taken.Value.Held;
        var existing = Existing(intoDir, chosen);
        if (!existing.IsSuccess)
            return Result<ImportReport>.Failure(existing.Problems);
        var read = new List<Result<ReadFile>>();
        await using var worker = new ImportWorker(chosen.Limits);
        for (var i = 0; i < files.Count; i++)
        {
            progress?.Report(new(Path.GetFileName(files[i]), "读取并识别", i, files.Count));
            read.Add(await worker.ReadAsync(Path.GetFullPath(files[i]), KnownFor(existing.Value), progress, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Finish(files, read, existing.Value, intoDir, chosen, progress);
    }

    /// <summary>The same in this process, for files that are trusted: the program's own, and those of tests.</summary>
    public static Result<ImportReport> Import(IReadOnlyList<string> files, string intoDir, ImportOptions? options = null, IProgress<ImportProgress>? progress = null)
    {
        var chosen = options ?? new();
        var taken = Lock(intoDir, chosen);
        if (!taken.IsSuccess)
            return Result<ImportReport>.Failure(taken.Problems);
        using var held = taken.Value.Held;
        var existing = Existing(intoDir, chosen);
        if (!existing.IsSuccess)
            return Result<ImportReport>.Failure(existing.Problems);
        var known = KnownFor(existing.Value);
        return Finish(files, [.. files.Select(f => FileReading.Read(f, known, progress))], existing.Value, intoDir, chosen, progress);
    }

    /// <summary>What is held while an import writes; nothing in a dry run, which only reads.</summary>
    private sealed record Writing(ImportLock? Held);

    private static Result<Writing> Lock(string intoDir, ImportOptions options)
    {
        if (options.DryRun)
            return new Writing(Held: null);
        var taken = ImportLock.Take(intoDir);
        return taken.IsSuccess ? new Writing(taken.Value) : Result<Writing>.Failure(taken.Problems);
    }

    private static Result<IReadOnlyList<ExistingFolder>> Existing(string intoDir, ImportOptions options)
    {
        if (!options.DryRun)
            DocumentFolder.Recover(intoDir);
        return ExistingFolder.ReadAll(intoDir);
    }

    private static List<KnownRepairs> KnownFor(IReadOnlyList<ExistingFolder> existing) =>
        [.. existing.Select(e => new KnownRepairs(e.Yaml.Number, e.Yaml.Source.Sha256, [.. e.HandRepairs])).Where(k => k.Repairs.Count > 0)];

    private static Result<ImportReport> Finish(IReadOnlyList<string> files, List<Result<ReadFile>> read, IReadOnlyList<ExistingFolder> existing, string into, ImportOptions options, IProgress<ImportProgress>? progress)
    {
        var problems = read.Where(r => !r.IsSuccess).SelectMany(r => r.Problems).ToList();
        var warnings = read.Where(r => r.IsSuccess).SelectMany(r => r.Problems).ToList();
        var pending = read.Zip(files).Where(r => r.First.IsSuccess).SelectMany(r => r.First.Value.Documents.Select(d => new Pending(r.First.Value, d, r.Second))).ToList();
        problems.AddRange(Collisions(pending, existing));
        if (problems.Count > 0)
            return Result<ImportReport>.Failure([.. problems, .. warnings]);
        return Write(pending, existing, into, options, warnings, progress);
    }

    private static IEnumerable<Problem> Collisions(List<Pending> pending, IReadOnlyList<ExistingFolder> existing)
    {
        foreach (var group in pending.GroupBy(p => p.Document.Number, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new(string.Join('、', group.Select(p => p.File.Name).Distinct(StringComparer.Ordinal)), $"有 {group.Count()} 件文件使用同一文号，请核对原件，必要时在 document.yaml 中登记正确文号。") { Found = group.Key };
        foreach (var item in pending)
        {
            var folder = FolderOf(item, existing);
            if (folder is null)
                continue;
            if (folder.WasEdited && !string.Equals(folder.Text, item.Document.Text, StringComparison.Ordinal))
                yield return new(Path.GetFileName(folder.Path) + "/document.md", "正文在导入之后被直接改动过，再次导入会丢掉改动；请把改动登记为 document.yaml 中 by: hand 的修复，或先删除 document.md。");
            else if (LineShapes.Likeness(Matter(folder.Yaml.Title), Matter(item.Document.Title)) < 0.5 && folder.Yaml.Title.Length > 0)
                yield return new(item.File.Name, $"文号与已有文件“{folder.Yaml.Title}”相同而标题不同，请核对原件。") { Found = item.Document.Title, Expected = folder.Yaml.Title };
        }
    }

    // What a title is about: without the issuer before 关于, which all of an issuer's titles share.
    private static string Matter(string title)
    {
        var words = Blanks.Strip(title);
        return words.IndexOf("关于", StringComparison.Ordinal) is >= 0 and var at && at + 4 < words.Length ? words[(at + 2)..] : words;
    }

    private static ExistingFolder? FolderOf(Pending item, IReadOnlyList<ExistingFolder> existing) =>
        existing.FirstOrDefault(e => string.Equals(e.Yaml.Number, item.Document.Number, StringComparison.Ordinal));

    private static Result<ImportReport> Write(List<Pending> pending, IReadOnlyList<ExistingFolder> existing, string into, ImportOptions options, List<Problem> warnings, IProgress<ImportProgress>? progress)
    {
        var documents = new List<ImportedDocument>();
        foreach (var item in pending)
        {
            progress?.Report(new(item.File.Name, options.DryRun ? "比较" : "写入", documents.Count, pending.Count));
            var folder = FolderOf(item, existing);
            var number = DocumentNumber.Parse(item.Document.Number);
            var name = folder is null ? DocumentFolder.NameFor(number, item.Document.Title, item.Document.IssuedOn) : Path.GetFileName(folder.Path);
            var document = Describe(item, name, number, into);
            var written = TryWrite(item, document, folder, into, options);
            if (!written.IsSuccess)
                return Result<ImportReport>.Failure(written.Problems);
            documents.Add(document with { Outcome = written.Value });
        }

        return Result<ImportReport>.Success(new(documents, warnings, options.DryRun), warnings);
    }

    private static ImportedDocument Describe(Pending item, string name, DocumentNumber number, string into)
    {
        var (document, clauses) = (item.Document, ClauseSplitter.Split(item.Document.Text));
        return new(name, document.Number, document.Title, document.Paragraphs.Count, clauses.Count, ImportOutcome.Added, document.Repairs, document.Doubts, document.Text)
        {
            Drafted = File.Exists(Path.Combine(into, name, "benefits.yaml")) ? [] : BenefitDrafter.Draft(new(number, document.Title, document.Text, clauses)),
            Received = [.. item.File.Lines.Where(l => l.Number >= document.FirstLine && l.Number <= document.LastLine)],
            Pieces = document.Paragraphs,
            File = item.File.Name,
        };
    }

    private static Result<ImportOutcome> TryWrite(Pending item, ImportedDocument document, ExistingFolder? folder, string into, ImportOptions options)
    {
        try
        {
            // Read again: what the worker saw is what is kept, or nothing is.
            var bytes = File.ReadAllBytes(item.Path);
            if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), item.File.Sha256, StringComparison.Ordinal))
                return Result<ImportOutcome>.Failure(new Problem(item.File.Name, "文件在导入的时候被改动了，没有导入；请重新导入。"));
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
            {
                [item.SourceName] = bytes,
                ["document.md"] = Encoding.UTF8.GetBytes(item.Document.Text),
                ["document.yaml"] = Encoding.UTF8.GetBytes(item.Document.Yaml),
            };
            var outcome = folder is null ? ImportOutcome.Added : files.All(f => Same(Path.Combine(into, document.Folder, f.Key), f.Value)) ? ImportOutcome.Unchanged : ImportOutcome.Updated;
            var page = Path.Combine(into, document.Folder, SideBySidePage.FileName);
            if (outcome == ImportOutcome.Unchanged && File.Exists(page) || options.DryRun)
                return outcome;
            files[SideBySidePage.FileName] = Encoding.UTF8.GetBytes(SideBySidePage.Of([document]));
            DocumentFolder.Write(into, document.Folder, files);
            return outcome;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result<ImportOutcome>.Failure(new Problem(document.Folder, "写入失败（磁盘已满或没有权限），原有文件夹没有改动；请腾出空间或检查权限后重新导入。") { Found = e.Message });
        }
    }

    private static bool Same(string path, byte[] bytes) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
}
