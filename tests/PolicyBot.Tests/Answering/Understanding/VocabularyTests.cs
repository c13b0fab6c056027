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
}
