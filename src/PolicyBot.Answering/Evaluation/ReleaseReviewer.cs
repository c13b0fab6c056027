using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;

namespace PolicyBot.Answering.Evaluation;

/// <summary>
/// Asks everything of the edition before and of the edition after, side by side on two threads, and reports what changes and why.
/// Errors: an index that cannot be opened is built in memory; throws on cancellation and for our own mistakes.
/// </summary>
public sealed class ReleaseReviewer(TimeProvider time)
{
    private sealed record Asked(EvaluationReport Gold, IReadOnlyList<AnswerGist> Gists);

    /// <param name="before">Null where nothing serves yet: nothing can change then, and only the new edition is measured.</param>
    /// <param name="progress">Questions answered so far, of both editions together, out of all.</param>
    public async Task<ReleaseReview> ReviewAsync(IndexedEdition? before, IndexedEdition after, ReviewMaterial material, Action<int, int>? progress, CancellationToken cancellation)
    {
        var one = material.Gold.Count + material.Questions.Count;
        var all = before is null ? one : 2 * one;
        var done = 0;
        void Count() => progress?.Invoke(Interlocked.Increment(ref done), all);

        var next = Task.Run(() => AskAsync(after, material, Count, cancellation), cancellation);
        var last = before is null ? null : Task.Run(() => AskAsync(before, material, Count, cancellation), cancellation);
        var now = await next;
        var was = last is null ? null : await last;
        var change = KnowledgeChange.Between(before?.Knowledge ?? KnowledgeBase.Empty, after.Knowledge, material.ChangedFiles);
        return new(
            change,
            was is null ? [] : [.. was.Gold.Exact, .. was.Gold.Measured],
            material.Gold.Count == 0 ? [] : [.. now.Gold.Exact, .. now.Gold.Measured],
            was is null ? [] : Changes(material, was, now, change),
            one);
    }

    private async Task<Asked> AskAsync(IndexedEdition edition, ReviewMaterial material, Action count, CancellationToken cancellation)
    {
        var opened = PolicyIndex.Open(edition.IndexFolder, edition.Knowledge, time: time);
        using var index = opened.IsSuccess ? opened.Value : PolicyIndex.InMemory(edition.Knowledge, time: time);
        var assistant = PolicyAssistant.Create(edition.Knowledge, index.Searcher, new ConversationStore(time), time: time);
        var gold = await new GoldRun(assistant, material.Today).RunAsync(material.Gold, cancellation, count);
        var gists = new List<AnswerGist>(material.Questions.Count);
        foreach (var question in material.Questions)
        {
            cancellation.ThrowIfCancellationRequested();
            gists.Add(question.Benefit is null ? AnswerGist.Of(await assistant.AnswerAsync(Plain(question), cancellation)) : Assess(assistant, question));
            count();
        }

        return new(gold, gists);
    }

    private static Question Plain(ReviewQuestion question) => new(question.Text, question.Conversation, question.AsOf) { Facts = question.Facts };

    private static AnswerGist Assess(PolicyAssistant assistant, ReviewQuestion question)
    {
        var shape = assistant.Assess(question.Facts, question.AsOf).Assessments.FirstOrDefault(a => string.Equals(a.Benefit, question.Benefit, StringComparison.Ordinal));
        if (shape is null)
            return new("", "没有这条规则", Verdict: null, Amount: null, []);
        var open = shape.Conditions.Where(c => c.State is "failed" or "open" or "left_open").Select(c => $"{c.Label}（{c.State}）");
        return new("", string.Join("；", open), shape.Verdict, shape.Amount is { } m ? AnswerGist.Show(new(m.Value, m.Unit, m.Per, m.Cap, m.Working)) : null, []);
    }

    private static List<AnswerChange> Changes(ReviewMaterial material, Asked was, Asked now, KnowledgeChange change)
    {
        var changes = new List<AnswerChange>();
        for (var i = 0; i < material.Gold.Count; i++)
        {
            var (before, after) = (was.Gold.Outcomes[i], now.Gold.Outcomes[i]);
            var (said, says) = (AnswerGist.Of(before.Answer), AnswerGist.Of(after.Answer));
            if (said.SaysTheSame(says) && before.IsRight == after.IsRight)
                continue;
            var question = new ReviewQuestion(ReviewSource.Gold, after.Gold.Id, after.Gold.Text, after.Gold.AsOf ?? material.Today) { Conversation = after.Gold.Conversation };
            changes.Add(new(question, said, says, ChangeReason.Of(said, says, change)) { WasRight = before.IsRight, IsRight = after.IsRight, Faults = after.Faults });
        }

        foreach (var ((question, said), says) in material.Questions.Zip(was.Gists).Zip(now.Gists))
        {
            if (said.SaysTheSame(says))
                continue;
            bool? Right(AnswerGist gist) => question.Verdict is { } expected ? string.Equals(expected, gist.Verdict ?? "none", StringComparison.Ordinal) : null;
            changes.Add(new(question, said, says, ChangeReason.Of(said, says, change)) { WasRight = Right(said), IsRight = Right(says) });
        }

        return [.. changes.OrderBy(c => c.IsWorse ? 0 : c.IsBetter ? 2 : 1)];
    }
}
