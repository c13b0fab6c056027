using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge;
using PolicyBot.Search;

namespace PolicyBot.Tests.Given;

/// <summary>One document, indexed in memory, with the words and replies that ship with the program: what a city has on its first day.</summary>
internal sealed class GivenAnswering
{
    private readonly KnowledgeBase _knowledge;
    private readonly PolicyIndex _index;

    public GivenAnswering(PolicyDocument document)
    {
        Document = document;
        _knowledge = new([document]) { Lexicon = LexiconReader.Read("no such folder").Value, Replies = RepliesReader.Read("no such folder").Value };
        _index = PolicyIndex.InMemory(_knowledge);
    }

    public PolicyDocument Document { get; }

    /// <summary>Without any conversation.</summary>
    public PolicyAssistant Assistant() => PolicyAssistant.Create(_knowledge, _index.Searcher, new ConversationStore(new FakeTimeProvider()));
}
