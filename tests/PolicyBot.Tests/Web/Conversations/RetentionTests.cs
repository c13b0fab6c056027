using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations;

public sealed class RetentionTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_is_older_than_the_limit_goes_and_the_rest_stays()
    {
        Store("old", _clock.GetUtcNow().AddDays(-31));
        Store("new", _clock.GetUtcNow().AddDays(-30));

        using var retention = Retention(days: 30);
        var deleted = await retention.RunOnceAsync(CancellationToken.None);

        Assert.Equal(1, deleted);
        using var db = _database.CreateDbContext();
        Assert.Equal("new", Assert.Single(db.Conversations).Id);
        Assert.Equal("new", Assert.Single(db.Activities).ConversationId);
        Assert.Equal("new", Assert.Single(db.Turns).Id);
        Assert.Equal("directline:new", Assert.Single(db.Dialogues).Conversation);
    }

    [Fact]
    public async Task Zero_days_keep_everything()
    {
        Store("old", _clock.GetUtcNow().AddDays(-4000));

        using var retention = Retention(days: 0);

        Assert.Equal(0, await retention.RunOnceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task One_conversation_is_deleted_on_request_and_no_other()
    {
        Store("mine", _clock.GetUtcNow());
        Store("other", _clock.GetUtcNow());

        await Records().DeleteAsync("directline", ["mine"], CancellationToken.None);

        using var db = _database.CreateDbContext();
        Assert.Equal("other", Assert.Single(db.Conversations).Id);
        Assert.Equal("other", Assert.Single(db.Turns).Id);
        Assert.Equal("directline:other", Assert.Single(db.Dialogues).Conversation);
    }

    [Fact]
    public async Task A_dialogue_is_masked_replaced_and_forgotten()
    {
        var store = new DialogueStore(_database, _clock);

        await store.SaveAsync("directline:a", """{"said":"我叫张三，"}""", CancellationToken.None);
        await store.SaveAsync("directline:a", """{"said":"电话13904691234"}""", CancellationToken.None);
        var kept = await store.LoadAsync("directline:a", CancellationToken.None);
        await store.ForgetAsync("directline:a", CancellationToken.None);

        Assert.Equal("""{"said":"电话***"}""", kept);
        Assert.Null(await store.LoadAsync("directline:a", CancellationToken.None));
    }

    private Retention Retention(int days) => new(_database, new TurnIndex(_database), Options.Create(new StorageOptions { RetentionDays = days }), _clock, NullLogger<Retention>.Instance);

    private PersonRecords Records() => new(_database, new TurnIndex(_database), new PolicyBot.Answering.Conversations.ConversationStore(_clock), []);

    private void Store(string id, DateTimeOffset at)
    {
        using var db = _database.CreateDbContext();
        db.Conversations.Add(new StoredConversation { Id = id, Channel = "directline", StartedAt = at, LastAt = at });
        db.Activities.Add(new StoredActivity { ConversationId = id, Index = 1, Json = "{}", At = at });
        db.Turns.Add(new StoredTurn { Id = id, Channel = "directline", Conversation = id, At = at, Question = "问", Status = "answered", Answer = "答", Clauses = "" });
        db.Dialogues.Add(new StoredDialogue { Conversation = $"directline:{id}", Json = "{}", LastAt = at });
        db.SaveChanges();
    }
}
