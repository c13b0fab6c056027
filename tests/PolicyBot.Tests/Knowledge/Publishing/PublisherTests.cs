using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Publishing;

public sealed class PublisherTests : IDisposable
{
    private readonly GivenPublishing _given = new();

    [Fact]
    public async Task A_published_version_holds_knowledge_and_index_and_is_sound()
    {
        var published = await _given.PublishAsync();

        Assert.Equal(1, published.Value.Event!.Version);
        var current = _given.Store.Current!;
        Assert.True(_given.Store.Verify(current.Name, current.Manifest).IsSuccess);
        var knowledge = KnowledgeReader.Read(_given.Store.KnowledgeOf(current.Name)).Value;
        using var index = PolicyIndex.Open(_given.Store.IndexOf(current.Name), knowledge).Value;
        Assert.Equal(knowledge.Digest, index.Manifest.Knowledge);
    }

    [Fact]
    public async Task Editing_the_knowledge_changes_nothing_until_it_is_published()
    {
        await _given.QuickAsync();
        _given.WriteAllowance(45);
        Assert.Contains("每人每天30元", _given.ServedText(), StringComparison.Ordinal);
        await _given.QuickAsync();
        Assert.Contains("每人每天45元", _given.ServedText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_answers_are_shown_before_and_after_with_the_reason()
    {
        _given.WriteGold("30元");
        await _given.QuickAsync();
        _given.WriteAllowance(45);
        var review = (await _given.PublishAsync()).Value.Review!;

        var change = Assert.Single(review.Changes);
        Assert.Equal(ReviewSource.Gold, change.Question.Source);
        Assert.Contains("30元", change.Before.Text, StringComparison.Ordinal);
        Assert.Contains("45元", change.After.Text, StringComparison.Ordinal);
        Assert.Contains(change.Why, w => w.StartsWith("云川政发〔2025〕7号 正文/", StringComparison.Ordinal) && w.EndsWith("的文字改了", StringComparison.Ordinal));
        Assert.True(change.IsWorse);
    }

    [Fact]
    public async Task An_answer_that_was_right_and_would_be_wrong_is_refused_until_somebody_gives_a_reason()
    {
        _given.WriteGold("30元");
        await _given.QuickAsync();
        _given.WriteAllowance(45);

        var refused = (await _given.PublishAsync()).Value;
        Assert.True(refused.IsRefused);
        Assert.Null(refused.Event);
        Assert.Contains(refused.Refusals, r => r.Contains("变成答错", StringComparison.Ordinal));
        Assert.Contains("30元", _given.ServedText(), StringComparison.Ordinal);

        var accepted = (await _given.PublishAsync(r => r with { Accept = "标准已经提高" })).Value;
        Assert.Equal("标准已经提高", accepted.Event!.Reason);
        Assert.Contains("45元", _given.ServedText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measure_under_its_floor_is_refused()
    {
        _given.WriteGold("31元");
        var outcome = (await _given.PublishAsync()).Value;
        Assert.True(outcome.IsRefused);
        Assert.Contains(outcome.Refusals, r => r.Contains("answer accuracy", StringComparison.Ordinal) && r.Contains("下限", StringComparison.Ordinal));
        Assert.Null(_given.Store.Current);
    }

    [Fact]
    public async Task Leaving_out_the_comparison_needs_a_reason()
    {
        var outcome = await _given.PublishAsync(r => r with { SkipReview = true });
        Assert.False(outcome.IsSuccess);
        Assert.Null(_given.Store.Current);
    }

    [Fact]
    public async Task Real_questions_and_eligibility_cases_are_compared_too()
    {
        await _given.QuickAsync();
        _given.WriteAllowance(45);
        _given.Write("documents/a/cases.yaml", "cases:\n  - {say: 高温津贴每天给多少, verdict: none}\n");
        var review = (await _given.PublishAsync(r => r with { Asked = [new(ReviewSource.Asked, "提问1", "工地上天热给多少津贴", GivenPublishing.Today)] })).Value.Review!;
        Assert.Equal(2, review.Asked);
        Assert.Equal([ReviewSource.Asked, ReviewSource.Case], review.Changes.Select(c => c.Question.Source).Order());
    }

    [Fact]
    public async Task Knowledge_with_errors_is_not_published_whatever_is_accepted()
    {
        await _given.QuickAsync();
        _given.Write("documents/b/document.md", GivenPublishing.TextOf(9));
        var outcome = await _given.PublishAsync(r => r with { Accept = "硬要发布" });
        Assert.False(outcome.IsSuccess);
        Assert.Contains(outcome.Problems, p => p.Message.Contains("编号相同", StringComparison.Ordinal));
        Assert.Equal(1, _given.Store.Current!.Version);
    }

    [Fact]
    public async Task The_same_knowledge_is_not_published_twice()
    {
        await _given.QuickAsync();
        Assert.True((await _given.PublishAsync()).Value.IsUnchanged);
        Assert.Single(_given.Store.History());
    }

    [Fact]
    public async Task A_dry_run_swaps_nothing()
    {
        var outcome = (await _given.PublishAsync(r => r with { DryRun = true })).Value;
        Assert.NotNull(outcome.Review);
        Assert.Null(_given.Store.Current);
        Assert.Empty(_given.Store.List());
    }

    [Fact]
    public async Task Of_two_publishers_one_wins_and_the_other_is_told_who_holds_it()
    {
        PolicyBot.Core.Result<PublishOutcome>? second = null;
        _given.OnStep = step =>
        {
            if (step == PublishStep.Index)
                second = _given.Publisher().PublishAsync(new(_given.Knowledge, "李四", GivenPublishing.Today) { SkipReview = true, Accept = "抢" }, _ => { }, default).GetAwaiter().GetResult();
        };
        await _given.QuickAsync();

        Assert.False(second!.IsSuccess);
        Assert.Contains("张三", second.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("张三", _given.Store.Current!.By);
    }

    [Fact]
    public async Task A_lock_that_a_dead_publisher_left_is_taken_over_and_told()
    {
        Directory.CreateDirectory(_given.Store.Root);
        await File.WriteAllTextAsync(Path.Combine(_given.Store.Root, "publish.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(_given.Store.Root, "publish.lock.owner"), "王五（别的机器，进程 1）");
        var outcome = (await _given.PublishAsync()).Value;
        Assert.Equal(1, outcome.Event!.Version);
        Assert.Contains(outcome.Warnings, w => w.Message.Contains("王五", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_publication_leaves_no_trace()
    {
        await _given.QuickAsync();
        _given.WriteAllowance(45);
        using var stop = new CancellationTokenSource();
        _given.OnStep = step =>
        {
            if (step == PublishStep.Review)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _given.PublishAsync(cancellation: stop.Token));
        Assert.Contains("30元", _given.ServedText(), StringComparison.Ordinal);
        Assert.Equal(["1-" + _given.Store.List()[0].Digest["sha256:".Length..][..12]], Directory.EnumerateDirectories(Path.Combine(_given.Store.Root, "versions")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_disk_that_refuses_while_the_index_is_built_leaves_the_old_version_serving()
    {
        await _given.QuickAsync();
        _given.WriteAllowance(45);
        var failing = _given.Publisher((_, _, _, _) => throw new IOException("No space left on device"));
        var outcome = await failing.PublishAsync(new(_given.Knowledge, "张三", GivenPublishing.Today) { SkipReview = true, Accept = "试" }, _ => { }, default);
        Assert.False(outcome.IsSuccess);
        Assert.Contains("30元", _given.ServedText(), StringComparison.Ordinal);
        Assert.Equal(2, (await _given.QuickAsync()).Version);
    }

    [Fact]
    public async Task As_many_versions_are_kept_as_the_setting_says_and_numbers_are_never_used_again()
    {
        _given.Options.Keep = 3;
        for (var yuan = 1; yuan <= 6; yuan++)
        {
            _given.WriteAllowance(yuan);
            await _given.QuickAsync();
        }

        Assert.Equal([6, 5, 4], _given.Store.List().Select(v => v.Number));
        Assert.Equal([1, 2, 3, 4, 5, 6], _given.Store.History().Select(e => e.Version));
    }

    [Fact]
    public async Task A_link_in_the_knowledge_folder_is_refused_and_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(_given.Knowledge, "documents", "a", "secret.yaml"), "/etc/hostname");
        var outcome = await _given.PublishAsync();
        Assert.False(outcome.IsSuccess);
        Assert.Contains(outcome.Problems, p => p.Message.Contains("链接", StringComparison.Ordinal));
    }

    public void Dispose() => _given.Dispose();
}
