using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Answering.Conversations;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Tests.Web.Conversations;

public sealed class DialogueMemoryTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_the_assistant_knew_is_known_after_a_restart()
    {
        var state = ConversationState.New with
        {
            Focus = new("某政发〔2023〕1号", "附件/一/（二）/1", "开店补贴", null),
            Eligibility = new() { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["months_operating"] = "8" } },
            Options = ["条件", "材料"],
        };
        var before = New();
        await before.Memory.AroundAsync("directline:a", () => Set(before.Live, state), CancellationToken.None);

        var after = New();
        var known = await after.Memory.AroundAsync("directline:a", () => Task.FromResult(after.Live.Get("directline:a")), CancellationToken.None);

        Assert.Equal(state.Focus, known.Focus);
        Assert.Equal("8", known.Eligibility.Facts["months_operating"]);
        Assert.Equal(["条件", "材料"], known.Options);
    }

    [Fact]
    public async Task A_conversation_that_began_anew_is_not_remembered()
    {
        var before = New();
        await before.Memory.AroundAsync("directline:a", () => Set(before.Live, ConversationState.New with { Eligibility = new() { LastFact = "8" } }), CancellationToken.None);
        await before.Memory.AroundAsync("directline:a", () => Clear(before.Live), CancellationToken.None);

        var after = New();
        var known = await after.Memory.AroundAsync("directline:a", () => Task.FromResult(after.Live.Get("directline:a")), CancellationToken.None);

        Assert.Null(known.Eligibility.LastFact);
    }

    private static Task<int> Set(ConversationStore live, ConversationState state)
    {
        live.Set("directline:a", state);
        return Task.FromResult(0);
    }

    private static Task<int> Clear(ConversationStore live)
    {
        live.Clear("directline:a");
        return Task.FromResult(0);
    }

    private (DialogueMemory Memory, ConversationStore Live) New()
    {
        var live = new ConversationStore(TimeProvider.System);
        return (new(live, new DialogueStore(_database, TimeProvider.System), NullLogger<DialogueMemory>.Instance), live);
    }
}
