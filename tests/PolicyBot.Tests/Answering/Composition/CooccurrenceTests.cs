using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Composition;

/// <summary>Words that stand together in a document lead from one question to the next.</summary>
public sealed class CooccurrenceTests
{
    private const string Text = """
        云山市渔业扶持办法
        云山政规〔2024〕7号
        一、渔船更新补助。渔船更新按照船价的百分之十给予补助，渔船更新后安装定位终端。
        二、码头建设奖励。新建码头给予奖励二十万元。
        三、苗种补助。购买苗种给予补助五千元。
        四、定位终端补助。渔船安装定位终端的，每台给予补助八百元。
        五、休渔补助。休渔期间每月给予生活补助六百元。

        """;

    private static readonly PolicyDocument Document = GivenOfficialText.Document("云山政规〔2024〕7号", "云山市渔业扶持办法", Text);

    [Fact]
    public void A_word_keeps_the_company_of_its_sentences()
    {
        var company = new Cooccurrence(Document, new WordBreaks()).With("渔船", 8).Select(a => a.Word).ToList();
        Assert.Contains("终端", company);
        Assert.DoesNotContain("码头", company);
    }

    [Theory]
    [InlineData("马车")]
    [InlineData("百分")]
    public void A_word_that_is_absent_or_met_once_has_no_company(string word) => Assert.Empty(new Cooccurrence(Document, new WordBreaks()).With(word, 3));

    [Theory]
    [InlineData(true, "定位终端补助")]
    [InlineData(false, "码头建设奖励")]
    public async Task What_stands_with_the_asked_thing_is_offered_next(bool knowsCompany, string offered)
    {
        var knowledge = new KnowledgeBase([Document]) { Lexicon = LexiconReader.Read("no such folder").Value with { KnowsCompany = knowsCompany }, Replies = RepliesReader.Read("no such folder").Value };
        using var index = PolicyIndex.InMemory(knowledge);
        var assistant = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(new FakeTimeProvider()));
        var answer = await assistant.AnswerAsync(new Question("渔船更新补助给多少", null, new DateOnly(2024, 9, 1)), CancellationToken.None);
        Assert.Contains(answer.Suggestions, s => s.StartsWith(offered, StringComparison.Ordinal));
    }
}
