using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Understanding;

public sealed class VocabularyTests
{
    private static Vocabulary Of(int times)
    {
        var filler = string.Concat(Enumerable.Range(0, 5_000).Select(i => (char)('一' + i % 4_000)));
        var clauses = Enumerable.Range(1, times).Select(i => ($"正文/{i}", i == 1 ? "给予零工驿站建设补助。\n" : filler + "\n")).ToArray();
        return Vocabulary.From(new KnowledgeBase([GivenDocuments.Document("云山政办发〔2023〕9号", "通知", clauses)]), new WordBreaks());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(250)]
    public void A_word_is_known_to_occur_in_few_clauses_and_in_very_many(int clauses)
    {
        var vocabulary = Of(clauses);
        Assert.True(vocabulary.OccursInDocuments("零工驿站"));
        Assert.True(vocabulary.OccursInDocuments("驿站建设"));
        Assert.False(vocabulary.OccursInDocuments("驿站零工"));
        Assert.False(vocabulary.OccursInDocuments("建设驿"));
        Assert.False(vocabulary.OccursInDocuments(""));
    }

    private static readonly Vocabulary Printed = Vocabulary.From(
        new KnowledgeBase([GivenDocuments.Document("云山政办发〔2024〕1号", "通知",
            ("正文/一", "一、支持企业技术改造。技术改造项目给予补助。\n"),
            ("正文/二", "二、门诊慢特病待遇。门诊慢特病认定由医院办理。\n"),
            ("正文/三", "三、失业保险金按月发放。领取失业保险金的人员应当登记。\n"))]),
        new WordBreaks());

    [Theory]
    [InlineData("技改", "技术改造")]
    [InlineData("失业金", "失业保险金")]
    [InlineData("慢病", "慢特病")]
    [InlineData("改技", null)]
    [InlineData("养猫", null)]
    [InlineData("保业", null)]
    public void A_short_form_that_no_document_prints_is_read_from_what_they_print(string word, string? longForm) => Assert.Equal(longForm, Printed.LongFormOf(word));
}
