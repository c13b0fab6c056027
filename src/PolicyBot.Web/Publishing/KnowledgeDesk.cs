using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Check;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Publishing;

/// <summary>What maintainers have done for them: import, check, comparison, publication, each a piece of work in the queue. Pages ask here and show what came of it.</summary>
public sealed class KnowledgeDesk(
    KnowledgeJobs jobs, DraftStore drafts, VersionStore versions, Publisher publisher, ServingLoader loader, IDbContextFactory<PolicyBotDb> databases, AuditLog audit, IOptions<PublishingOptions> options, TimeProvider clock)
{
    private const string CheckFile = "check.json";
    private const string ReviewFile = "review.json";
    private static readonly string[] NoQuestions = ["not_ready", "busy", "too_many", "failed", "refused", "greeting"];
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    /// <param name="folder">Holds the uploads under their own names; deleted when they are read.</param>
    public KnowledgeJob? Import(string folder, IReadOnlyList<string> names, string by) =>
        jobs.Add($"导入 {string.Join('、', names.Take(3))}{(names.Count > 3 ? " 等" : "")}", by, async (job, cancellation) =>
        {
            try
            {
                var made = await DraftImport.RunAsync(drafts, loader.Folders.Knowledge, [.. names.Select(n => Path.Combine(folder, n))], by, ChinaTime.Today(clock), job.Tell, cancellation);
                if (!made.IsSuccess)
                    return new(JobState.Failed, "", 0, 0) { Problems = made.Problems, Message = "没有导入，没有留下任何改动。" };
                if (made.Value.Draft is not { } draft)
                    return new(JobState.Done, "", 0, 0) { Message = "与现有知识相同，没有新内容。" };
                Keep(draft.Id, CheckFile, made.Value.Check);
                return new(JobState.Done, "", 0, 0) { Draft = draft.Id, Message = $"已起草：{draft.Title}", Problems = made.Value.Check };
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });

    /// <summary>A draft of the knowledge as it stands, to edit words, rules and texts.</summary>
    public KnowledgeJob? Begin(string title, string by) => jobs.Add($"起草 {title}", by, (job, cancellation) =>
    {
        job.Tell("复制知识", 0, 0);
        var made = drafts.Create(title, by, loader.Folders.Knowledge, cancellation);
        return Task.FromResult(made.IsSuccess
            ? new JobView(JobState.Done, "", 0, 0) { Draft = made.Value.Id, Message = "草稿已经建好。" }
            : new(JobState.Failed, "", 0, 0) { Problems = made.Problems });
    });

    public KnowledgeJob? Check(string draft, string by) => jobs.Add("检查草稿", by, (job, _) =>
    {
        job.Tell("检查", 0, 0);
        var found = KnowledgeCheck.Run(drafts.WorkOf(draft), ChinaTime.Today(clock));
        Keep(draft, CheckFile, found);
        return Task.FromResult(new JobView(JobState.Done, "", 0, 0) { Draft = draft, Problems = found, Message = "检查完了。" });
    });

    /// <param name="draft">Null: the knowledge folder as it stands.</param>
    /// <param name="isDryRun">True: everything but the swap.</param>
    public KnowledgeJob? Publish(string? draft, string by, string? accept, bool isDryRun) => jobs.Add(isDryRun ? "发布前后对比" : "发布", by, async (job, cancellation) =>
    {
        var request = new PublishRequest(loader.Folders.Knowledge, by, ChinaTime.Today(clock)) { Draft = draft, Accept = accept, DryRun = isDryRun, Asked = await AskedAsync(cancellation) };
        var result = await Task.Run(() => publisher.PublishAsync(request, p => job.Tell(PublishProgress.NameOf(p.Step), p.Done, p.Total), cancellation), cancellation);
        if (!result.IsSuccess)
            return new(JobState.Failed, "", 0, 0) { Problems = result.Problems, Draft = draft, Message = "没有发布，正在服务的版本没有变。" };
        var outcome = result.Value;
        if (draft is not null && outcome is { Review: not null, Event: null })
            Keep(draft, ReviewFile, outcome.Review);
        if (outcome.Event is { } done)
        {
            await audit.RecordAsync(by, context: null, AuditAction.KnowledgePublished, done.Name, done.What, CancellationToken.None);
            await loader.FollowAsync(CancellationToken.None);
        }

        return ViewOf(outcome, draft, isDryRun);
    });

    /// <summary>Quick enough to wait for.</summary>
    public async Task<Result<PublishEvent>> RollBackAsync(int number, string by, string? reason, CancellationToken cancellationToken)
    {
        var done = await Task.Run(() => Rollback.Run(versions, number, by, reason, clock), cancellationToken);
        if (done.IsSuccess)
            await loader.FollowAsync(cancellationToken);
        return done;
    }

    /// <summary>Null where it was never checked.</summary>
    public IReadOnlyList<Problem>? CheckOf(string draft) => Kept<List<Problem>>(drafts.PathOf(draft, CheckFile));

    /// <summary>The last comparison of a draft; null where there was none.</summary>
    public ReleaseReview? ReviewOf(string draft) => Kept<ReleaseReview>(drafts.PathOf(draft, ReviewFile));

    /// <summary>What a published version was compared with; null where it was not.</summary>
    public ReleaseReview? ReviewOf(VersionManifest version) => Kept<ReleaseReview>(Path.Combine(versions.FolderOf(version.Name), VersionManifest.ReviewFile));

    /// <summary>What is known of a draft is of its text before: told away with every edit.</summary>
    public void Forget(string draft)
    {
        File.Delete(drafts.PathOf(draft, CheckFile));
        File.Delete(drafts.PathOf(draft, ReviewFile));
    }

    private static JobView ViewOf(PublishOutcome outcome, string? draft, bool isDryRun) => new(outcome.IsRefused && !isDryRun ? JobState.Refused : JobState.Done, "", 0, 0)
    {
        Draft = outcome.Event is null ? draft : null,
        Review = outcome.Review,
        Reasons = outcome.Refusals,
        Problems = outcome.Warnings,
        Message = outcome switch
        {
            { IsUnchanged: true } => "与正在服务的版本相同，没有可发布的改动。",
            { Event: { } done } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"已发布第 {done.Version} 版，正在服务。{done.What}"),
            { IsRefused: true } when !isDryRun => "没有发布，正在服务的版本没有变。",
            _ => "对比完了，没有切换。",
        },
    };

    private async Task<IReadOnlyList<ReviewQuestion>> AskedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MostAsked == 0)
            return [];
        var from = clock.GetUtcNow() - Month;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var texts = await db.Turns.Where(t => t.At >= from && !t.IsHandOff && !NoQuestions.Contains(t.Status))
            .GroupBy(t => t.Question).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).Take(options.Value.MostAsked).ToListAsync(cancellationToken);
        return [.. texts.Select((text, i) => new ReviewQuestion(ReviewSource.Asked, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"提问{i + 1}"), text, ChinaTime.Today(clock)))];
    }

    private void Keep<T>(string draft, string name, T value)
    {
        var file = drafts.PathOf(draft, name);
        File.WriteAllText(file + ".tmp", JsonSerializer.Serialize(value, AnswerJson.Options));
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private static T? Kept<T>(string file)
        where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllText(file), AnswerJson.Options) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }
}
