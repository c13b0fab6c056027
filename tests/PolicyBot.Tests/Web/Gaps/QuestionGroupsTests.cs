using FsCheck.Xunit;
using PolicyBot.Web.Gaps;

namespace PolicyBot.Tests.Web.Gaps;

public sealed class QuestionGroupsTests
{
    [Fact]
    public void The_same_matter_in_other_words_is_one_group_and_the_same_frame_around_other_matters_is_not()
    {
        string[] questions =
        [
            "公租房怎么申请", "怎么申请公租房", "公租房怎么申请？", "公租房申请怎么弄",
            "失业金怎么申请", "失业金怎么申请啊",
            "老年卡怎么申请",
        ];

        var groups = Named(questions);

        Assert.Equal(["公租房怎么申请", "怎么申请公租房", "公租房怎么申请？", "公租房申请怎么弄"], groups[0].Order(Comparer(questions)));
        Assert.Equal(["失业金怎么申请", "失业金怎么申请啊"], groups[1].Order(Comparer(questions)));
        Assert.Equal(["老年卡怎么申请"], groups[2]);
    }

    [Fact]
    public void Width_case_and_blanks_make_no_difference_and_the_most_frequent_wording_leads()
    {
        var groups = Named("ETC 怎么办理", "ＥＴＣ怎么办理吗", "etc怎么办理", "ETC怎么办理");

        Assert.Equal(4, Assert.Single(groups).Count);
        Assert.NotEqual("ＥＴＣ怎么办理吗", groups[0][0]);
    }

    [Fact]
    public void The_largest_group_comes_first_and_nothing_is_an_answer_too()
    {
        Assert.Equal(3, Named("甲乙丙", "东西南北", "东西南北", "东西南北")[0].Count);
        Assert.Empty(QuestionGroups.Of([]));
    }

    [Property]
    public void Every_question_is_in_exactly_one_group(string?[] given)
    {
        var questions = given.Select(g => g ?? "").ToList();

        var members = QuestionGroups.Of(questions).SelectMany(g => g).Order();

        Assert.Equal(Enumerable.Range(0, questions.Count), members);
    }

    private static List<List<string>> Named(params string[] questions) => [.. QuestionGroups.Of(questions).Select(g => g.Select(i => questions[i]).ToList())];

    private static Comparer<string> Comparer(string[] questions) => Comparer<string>.Create((a, b) => Array.IndexOf(questions, a).CompareTo(Array.IndexOf(questions, b)));
}
