using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility.Drafting;
using PolicyBot.Knowledge;
using PolicyBot.Search;

namespace PolicyBot.Tests.Given;

/// <summary>One document, indexed in memory, with the words and replies that ship with the program: what a city has on its first day.</summary>
internal sealed class GivenAnswering
{
    private readonly KnowledgeBase _knowledge;
    private readonly PolicyIndex _index;

    /// <param name="hasDrafts">With what the import makes of a document that nobody has written rules for.</param>
    public GivenAnswering(PolicyDocument document, bool hasDrafts = false)
    {
        Document = document;
        _knowledge = new([document]) { Lexicon = LexiconReader.Read("no such folder").Value, Replies = RepliesReader.Read("no such folder").Value };
        if (hasDrafts && KnowledgeReader.Read("no such folder") is { IsSuccess: true, Value: var shipped })
            _knowledge = _knowledge with { Benefits = BenefitDrafter.Draft(document), Facts = shipped.Facts, EligibilityWords = shipped.EligibilityWords };
        _index = PolicyIndex.InMemory(_knowledge);
    }

    public PolicyDocument Document { get; }

    /// <summary>Without any conversation.</summary>
    public PolicyAssistant Assistant() => PolicyAssistant.Create(_knowledge, _index.Searcher, new ConversationStore(new FakeTimeProvider()));
}
