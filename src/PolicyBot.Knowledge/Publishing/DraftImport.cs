using PolicyBot.Core;
using PolicyBot.Knowledge.Check;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>A draft made of received files, with what import repaired and what the check says of it. <see cref="Draft"/> null where the files held nothing new.</summary>
public sealed record DraftReport(Draft? Draft, ImportReport Import, IReadOnlyList<Problem> Check)
{
    public int Errors => Check.Count(p => p.Severity == ProblemSeverity.Error);
}

/// <summary>Received files → one draft: import into a copy of the knowledge, then check. The served knowledge is not touched; what fails leaves no draft.</summary>
public static class DraftImport
{
    public const string ReceivedFolder = "received";
    public const string ReportFile = "report.txt";
    public const string PageFile = "import.html";

    /// <param name="files">Full paths; the file names are shown to people.</param>
    public static async Task<Result<DraftReport>> RunAsync(
        DraftStore drafts, string knowledge, IReadOnlyList<string> files, string by, DateOnly today, Action<string, int, int>? progress, CancellationToken cancellation)
    {
        progress?.Invoke("准备草稿", 0, files.Count);
        var title = Path.GetFileName(files[0]) + (files.Count > 1 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" 等{files.Count}个文件") : "");
        var created = await Task.Run(() => drafts.Create(title, by, knowledge, cancellation), cancellation);
        if (!created.IsSuccess)
            return Result<DraftReport>.Failure(created.Problems);
        var id = created.Value.Id;
        var isKept = false;
        try
        {
            var result = await ImportAsync(drafts, created.Value, files, today, progress, cancellation);
            cancellation.ThrowIfCancellationRequested();
            isKept = result is { IsSuccess: true, Value.Draft: not null };
            return result;
        }
        finally
        {
            if (!isKept)
                drafts.Delete(id);
        }
    }

    private static async Task<Result<DraftReport>> ImportAsync(DraftStore drafts, Draft draft, IReadOnlyList<string> files, DateOnly today, Action<string, int, int>? progress, CancellationToken cancellation)
    {
        var work = drafts.WorkOf(draft.Id);
        var imported = await DocumentImporter.ImportAsync(files, KnowledgeReader.DocumentsRoot(work), progress: new Told(progress), cancellationToken: cancellation);
        if (!imported.IsSuccess)
            return Result<DraftReport>.Failure(imported.Problems);
        if (imported.Value.Documents.All(d => d.Outcome == ImportOutcome.Unchanged))
            return new DraftReport(Draft: null, imported.Value, []);
        progress?.Invoke("检查", files.Count, files.Count);
        var received = Directory.CreateDirectory(drafts.PathOf(draft.Id, ReceivedFolder)).FullName;
        foreach (var file in files)
            File.Copy(file, Path.Combine(received, Path.GetFileName(file)), overwrite: true);
        await File.WriteAllTextAsync(drafts.PathOf(draft.Id, ReportFile), imported.Value.ToString(), cancellation);
        await File.WriteAllTextAsync(drafts.PathOf(draft.Id, PageFile), imported.Value.ToHtml(), cancellation);
        var named = draft with
        {
            Title = string.Join('、', imported.Value.Documents.Take(3).Select(d => d.Title)) + (imported.Value.Documents.Count > 3 ? "等" : ""),
            Received = [.. files.Select(f => Path.GetFileName(f))],
        };
        drafts.Save(named);
        return new DraftReport(named, imported.Value, await Task.Run(() => KnowledgeCheck.Run(work, today), cancellation));
    }

    private sealed class Told(Action<string, int, int>? progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress?.Invoke($"{value.Step}：{value.File}", value.Done, value.Total);
    }
}
