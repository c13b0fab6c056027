using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core.Language;

namespace PolicyBot.Tests.Answering.Conversations;

public sealed class ConversationStoreTests
{
    private static readonly ConversationFocus Focus = new("云政发〔2023〕7号", "附件/一", "创业补贴", Facet.HowMuch);

    [Fact]
    public void A_conversation_is_forgotten_after_its_lifetime()
    {
        var clock = new FakeTimeProvider();
        var store = new ConversationStore(clock, new AnsweringOptions { ConversationLifetime = TimeSpan.FromMinutes(30) });
        store.Set("a", ConversationState.New.With(Focus));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(Focus, store.Get("a").Focus);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(store.Get("a").Focus);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void Above_the_bound_the_one_longest_silent_goes_first()
    {
        var store = new ConversationStore(new FakeTimeProvider(), new AnsweringOptions { MostConversations = 2 });
        store.Set("a", ConversationState.New.With(Focus));
        store.Set("b", ConversationState.New.With(Focus));
        store.Set("a", ConversationState.New.With(Focus));
        store.Set("c", ConversationState.New.With(Focus));
        Assert.Equal(2, store.Count);
        Assert.Null(store.Get("b").Focus);
        Assert.NotNull(store.Get("a").Focus);
    }

    [Fact]
    public void A_question_without_a_conversation_leaves_nothing_behind()
    {
        var store = new ConversationStore(new FakeTimeProvider());
        store.Set(null, ConversationState.New.With(Focus));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void The_state_survives_a_store_that_writes_JSON()
    {
        var state = ConversationState.New.With(Focus).With(Focus with { Clause = "附件/二" }) with { Options = ["甲", "乙"] };
        var back = JsonSerializer.Deserialize<ConversationState>(JsonSerializer.Serialize(state))!;
        Assert.Equal(state.Focus, back.Focus);
        Assert.Equal(state.Earlier, back.Earlier);
        Assert.Equal(state.Options, back.Options);
    }
}
