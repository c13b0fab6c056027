using PolicyBot.Core.Evaluation;

namespace PolicyBot.Tests.Core.Evaluation;

public sealed class ChangeReasonTests
{
    private static readonly GistCitation Old = new("甲政发〔2024〕1号", "正文/一", "每月100元", "sha256:a", "in_force");

    [Fact]
    public void A_new_document_is_named_as_new() =>
        Assert.Contains("引用了新增的 甲政发〔2025〕2号 正文/二", ChangeReason.Of(Gist(), Gist(new GistCitation("甲政发〔2025〕2号", "正文/二", "每月200元", "sha256:b", "in_force")), KnowledgeChange.None with { Added = ["甲政发〔2025〕2号"] }));

    [Fact]
    public void A_changed_validity_is_told_from_and_to() =>
        Assert.Contains("甲政发〔2024〕1号 正文/一 的效力由 in_force 变为 repealed", ChangeReason.Of(Gist(Old), Gist(Old with { Validity = "repealed" }), KnowledgeChange.None));

    [Fact]
    public void Where_no_cited_text_was_touched_the_files_that_were_are_named() =>
        Assert.Contains("条款原文没有变；改动了 lexicon/a.yaml", ChangeReason.Of(Gist(Old), Gist(Old) with { Text = "另一种说法" }, KnowledgeChange.None with { OtherFiles = ["lexicon/a.yaml"] }));

    [Fact]
    public void A_verdict_and_a_sum_are_told_from_and_to() =>
        Assert.Equal(["结论由 need_more_info 变为 not_eligible", "金额由 100元 变为 无"], ChangeReason.Of(Gist(Old) with { Verdict = "need_more_info", Amount = "100元" }, Gist(Old) with { Verdict = "not_eligible" }, KnowledgeChange.None with { Reworded = ["甲政发〔2024〕1号"] }));

    [Fact]
    public void The_same_words_from_the_same_place_are_the_same_answer_though_the_document_around_them_changed() =>
        Assert.True(Gist(Old).SaysTheSame(Gist(Old with { Digest = "sha256:z" })));

    [Fact]
    public void A_review_refuses_for_floors_and_for_answers_that_became_wrong()
    {
        var worse = new AnswerChange(new(ReviewSource.Gold, "g", "问", new(2026, 1, 1)), Gist(Old), Gist(), ["原因"]) { WasRight = true, IsRight = false };
        var review = new ReleaseReview(KnowledgeChange.None, [new("answer accuracy", 0.95, 0.88, 10)], [new("answer accuracy", 0.80, 0.88, 10)], [worse], 10);
        Assert.Equal(["answer accuracy 为 0.8（发布前 0.95），低于下限 0.88", "有 1 个原来答对的问题变成答错（最多允许 0 个）"], review.Refusals(0));
        Assert.Single(review.Refusals(1));
    }

    private static AnswerGist Gist(params GistCitation[] citations) => new("answered", "回答", Verdict: null, Amount: null, citations);
}
