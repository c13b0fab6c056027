using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Check;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>
/// Check, build, verify, compare, swap: one publication at a time. Everything is made in a folder that nobody reads; two renames put it in place and make it serve.
/// Killed at any moment it leaves the old version serving or the new one, and nothing that the next publication does not clear away.
/// </summary>
public sealed class Publisher(VersionStore store, PublishingOptions options, IndexBuilder build, VersionReviewer review, TimeProvider clock)
{
    private sealed record Staged(string Folder, IReadOnlyList<VersionFile> Files, KnowledgeBase Knowledge, IReadOnlyList<Problem> Warnings)
    {
        public string KnowledgeFolder => Path.Combine(Folder, VersionManifest.KnowledgeFolder);

        public string IndexFolder => Path.Combine(Folder, VersionManifest.IndexFolder);
    }

    /// <summary>Errors: another publisher, knowledge with errors, a draft that others overtook, a disk that refuses. What served then goes on serving.</summary>
    public async Task<Result<PublishOutcome>> PublishAsync(PublishRequest request, Action<PublishProgress> progress, CancellationToken cancellation)
    {
        if (request.SkipReview && string.IsNullOrWhiteSpace(request.Accept))
            return Result<PublishOutcome>.Failure(new Problem("--no-diff", "不做前后对比就没有把关，必须用 --accept 写明理由"));
        var taken = PublishLock.Take(store.Root, request.By, clock);
        if (!taken.IsSuccess)
            return Result<PublishOutcome>.Failure(taken.Problems);
        using var held = taken.Value;
        var drafts = new DraftStore(store.Drafts, clock);
        drafts.Settle(store.Current, request.Knowledge);
        store.Record();
        store.Clean(options.Keep);
        var staging = store.NewStaging();
        try
        {
            var result = await PublishAsync(request, drafts, staging, progress, cancellation);
            return result.IsSuccess && held.Stale is { } stale
                ? Result<PublishOutcome>.Success(result.Value with { Warnings = [.. result.Value.Warnings, new("发布", $"上一次发布没有做完（{stale}），留下的半成品已清理") { Severity = ProblemSeverity.Warning }] }, result.Problems)
                : result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result<PublishOutcome>.Failure(new Problem(store.Root, $"发布时读写失败，正在服务的版本没有变：{e.Message}"));
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private async Task<Result<PublishOutcome>> PublishAsync(PublishRequest request, DraftStore drafts, string folder, Action<PublishProgress> progress, CancellationToken cancellation)
    {
        var copied = Stage(request, drafts, folder, progress, cancellation);
        if (!copied.IsSuccess)
            return Result<PublishOutcome>.Failure(copied.Problems);
        var digest = VersionManifest.DigestOf(copied.Value);
        var before = store.Current is { } current ? store.Read(current.Name) : null;
        if (before is not null && string.Equals(before.Digest, digest, StringComparison.Ordinal) && store.Verify(before.Name, store.Current!.Manifest, cancellation).IsSuccess)
            return new PublishOutcome(Event: null, Review: null, [], []) { IsUnchanged = true };

        progress(new(PublishStep.Check, 0, 0));
        var read = Check(request, folder, copied.Value);
        if (!read.IsSuccess)
            return Result<PublishOutcome>.Failure(read.Problems);
        var staged = read.Value;
        cancellation.ThrowIfCancellationRequested();
        progress(new(PublishStep.Index, 0, 0));
        var served = Served(before, staged);
        var built = build(staged.IndexFolder, staged.Knowledge, served, cancellation);
        if (built.Any(p => p.Severity == ProblemSeverity.Error))
            return Result<PublishOutcome>.Failure(built);

        var compared = request.SkipReview ? null : await CompareAsync(request, staged, before, served, progress, cancellation);
        IReadOnlyList<string> refusals = compared is null ? ["没有做前后对比"] : compared.Refusals(options.MostWorse);
        var outcome = new PublishOutcome(Event: null, compared, refusals, staged.Warnings) { IsRefused = refusals.Count > 0 && string.IsNullOrWhiteSpace(request.Accept) };
        if (outcome.IsRefused || request.DryRun)
            return outcome;
        cancellation.ThrowIfCancellationRequested();
        var published = Swap(request, staged, digest, before, served?.Knowledge, compared, progress);
        var left = Settle(drafts, published, request.Knowledge);
        progress(new(PublishStep.Clean, 0, 0));
        store.Clean(options.Keep);
        return outcome with { Event = published, Warnings = [.. staged.Warnings, .. left] };
    }

    private static Result<IReadOnlyList<VersionFile>> Stage(PublishRequest request, DraftStore drafts, string folder, Action<PublishProgress> progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(request.Knowledge))
            return Result<IReadOnlyList<VersionFile>>.Failure(new Problem(request.Knowledge, "没有这个知识文件夹"));
        var into = Path.Combine(folder, VersionManifest.KnowledgeFolder);
        var listed = FolderCopy.List(request.Knowledge);
        if (!listed.IsSuccess)
            return Result<IReadOnlyList<VersionFile>>.Failure(listed.Problems);
        var files = FolderCopy.Copy(request.Knowledge, into, listed.Value, n => progress(new(PublishStep.Copy, n, listed.Value.Count)), cancellation);
        return request.Draft is { } draft ? drafts.LayOver(draft, into, files) : Result<IReadOnlyList<VersionFile>>.Success(files);
    }

    private static Result<Staged> Check(PublishRequest request, string folder, IReadOnlyList<VersionFile> files)
    {
        var knowledge = Path.Combine(folder, VersionManifest.KnowledgeFolder);
        var sheets = KnowledgeReader.ReadSheets(knowledge);
        var problems = KnowledgeCheck.Run(knowledge, sheets, request.Today);
        var read = sheets.Read;
        if (!read.IsSuccess || problems.Any(p => p.Severity == ProblemSeverity.Error))
            return Result<Staged>.Failure(problems);
        return read.Value.Documents.Count == 0
            ? Result<Staged>.Failure(new Problem(request.Knowledge, "知识文件夹里没有任何文件，请先用 import 导入"))
            : new Staged(folder, files, read.Value, problems);
    }

    private async Task<ReleaseReview> CompareAsync(PublishRequest request, Staged staged, VersionManifest? before, IndexedEdition? served, Action<PublishProgress> progress, CancellationToken cancellation)
    {
        progress(new(PublishStep.Review, 0, 0));
        var goldFile = Path.Combine(staged.KnowledgeFolder, "gold", "questions.jsonl");
        var gold = File.Exists(goldFile) && GoldReader.Read(goldFile) is { IsSuccess: true } read ? read.Value : [];
        var questions = request.Asked.Concat(CaseQuestions.Of(staged.KnowledgeFolder, staged.Knowledge, request.Today)).ToList();
        return await review(
            served,
            new(staged.Knowledge, staged.IndexFolder),
            new(gold, questions, ChangedFiles(before, staged.Files), request.Today),
            (done, all) => progress(new(PublishStep.Review, done, all)),
            cancellation);
    }

    private PublishEvent Swap(PublishRequest request, Staged staged, string digest, VersionManifest? before, KnowledgeBase? served, ReleaseReview? compared, Action<PublishProgress> progress)
    {
        progress(new(PublishStep.Seal, 0, 0));
        if (compared is not null)
            File.WriteAllText(Path.Combine(staged.Folder, VersionManifest.ReviewFile), JsonSerializer.Serialize(compared, AnswerJson.Options));
        var number = store.LastNumber() + 1;
        var at = clock.GetUtcNow();
        var change = compared?.Knowledge ?? KnowledgeChange.Between(served ?? KnowledgeBase.Empty, staged.Knowledge, ChangedFiles(before, staged.Files));
        var what = $"{change.Describe()}；{compared?.Describe() ?? "没有做前后对比"}";
        var manifest = new VersionManifest(VersionManifest.ProductName, VersionManifest.SchemaVersion, number, digest, before?.Number, request.By, at, what, request.Accept,
            staged.Knowledge.Documents.Count, staged.Knowledge.Documents.Sum(d => d.Clauses.Count), VersionSeal.List(staged.Folder, staged.Files));
        var file = Path.Combine(staged.Folder, VersionManifest.FileName);
        VersionStore.WriteDurably(file, manifest.ToJson());
        var next = new PublishEvent(Guid.CreateVersion7(at).ToString("N"), "publish", number, manifest.Name, VersionStore.DigestOf(file), store.Current?.Version, request.By, at, what, request.Accept, request.Draft);
        progress(new(PublishStep.Commit, 0, 0));
        store.Commit(staged.Folder, manifest.Name);
        progress(new(PublishStep.Switch, 0, 0));
        store.Switch(next);
        progress(new(PublishStep.Record, 0, 0));
        store.Record();
        return next;
    }

    /// <summary>What serves, as it was published: of documents whose files are those of the new version nothing is read again. Null where nothing serves or it cannot be read.</summary>
    private IndexedEdition? Served(VersionManifest? before, Staged staged)
    {
        if (before is null)
            return null;
        var now = staged.Files.Select(f => f with { Path = $"{VersionManifest.KnowledgeFolder}/{f.Path}" });
        var read = KnowledgeReader.Read(store.KnowledgeOf(before.Name), SameDocuments.Of(staged.Knowledge, now, before.Files));
        return read.IsSuccess ? new(read.Value, store.IndexOf(before.Name)) : null;
    }

    // The version serves already: what cannot be written back into the maintained folder is told, and tried again by the next publication.
    private static IReadOnlyList<Problem> Settle(DraftStore drafts, PublishEvent published, string knowledge)
    {
        try
        {
            drafts.Settle(published, knowledge);
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new(knowledge, $"版本已经发布，但草稿没能写回知识文件夹，下次发布时会再写：{e.Message}") { Severity = ProblemSeverity.Warning }];
        }
    }

    private static List<string> ChangedFiles(VersionManifest? before, IReadOnlyList<VersionFile> now)
    {
        const string Prefix = VersionManifest.KnowledgeFolder + "/";
        var old = (before?.Files ?? []).Where(f => f.Path.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Path[Prefix.Length..], f => f.Sha256, StringComparer.Ordinal);
        var changed = now.Where(f => !string.Equals(old.GetValueOrDefault(f.Path), f.Sha256, StringComparison.Ordinal)).Select(f => f.Path);
        return [.. changed.Concat(old.Keys.Except(now.Select(f => f.Path), StringComparer.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
