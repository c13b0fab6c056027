using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations;

public sealed class LiveConversationTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task An_answer_whose_save_arrived_though_it_was_reported_as_failed_is_not_stored_twice_and_is_told()
    {
        var databases = new Unsure(_database);
        using var conversation = await BeginAsync(databases);
        var question = await conversation.AppendAsync(Saying("补贴多少钱"), "user", isPending: true, settles: null, CancellationToken.None);
        using var reader = await conversation.SubscribeAsync(after: null, 16, CancellationToken.None);
        var answer = Saying("1万元");

        databases.ReportsFailure = true;
        await Assert.ThrowsAsync<TimeoutException>(() => conversation.AppendAsync(answer, "bot", isPending: false, settles: question, CancellationToken.None));
        databases.ReportsFailure = false;
        await conversation.AppendAsync(answer, "bot", isPending: false, settles: question, CancellationToken.None);

        Assert.Equal(2, (await conversation.ReadAsync(0, CancellationToken.None)).Activities.Count);
        Assert.True(reader.Frames.TryRead(out var told));
        Assert.Equal("1万元", (string)JsonNode.Parse(told.Activities.Single())!["text"]!);
        Assert.False(reader.Frames.TryRead(out _));
    }

    [Fact]
    public async Task What_a_client_posts_after_such_a_failure_takes_the_next_place()
    {
        var databases = new Unsure(_database);
        using var conversation = await BeginAsync(databases);

        databases.ReportsFailure = true;
        await Assert.ThrowsAsync<TimeoutException>(() => conversation.AppendAsync(Saying("第一问"), "user", isPending: true, settles: null, CancellationToken.None));
        databases.ReportsFailure = false;
        var index = await conversation.AppendAsync(Saying("第二问"), "user", isPending: true, settles: null, CancellationToken.None);

        Assert.Equal(2, index);
    }

    [Fact]
    public async Task A_reader_that_is_back_before_the_patience_ends_counts_however_late_it_is_heard_of()
    {
        var clock = new FakeTimeProvider();
        using var conversation = await BeginAsync(_database, clock);
        using var over = new CancellationTokenSource();
        for (var round = 0; round < 100; round++)
        {
            var deserted = conversation.DesertedAsync(TimeSpan.FromSeconds(5), over.Token);
            using (await conversation.SubscribeAsync(after: null, 16, CancellationToken.None))
            {
                clock.Advance(TimeSpan.FromSeconds(30));
                await Task.Delay(1);

                Assert.False(deserted.IsCompleted);
            }
        }

        await over.CancelAsync();
    }

    private async Task<LiveConversation> BeginAsync(IDbContextFactory<PolicyBotDb> databases, TimeProvider? clock = null)
    {
        await new LiveConversations(_database, clock ?? TimeProvider.System).TryBeginAsync("c", "directline", user: null, locale: null, CancellationToken.None);
        return new("c", "directline", databases, clock ?? TimeProvider.System);
    }

    private static JsonObject Saying(string text) => new() { ["type"] = "message", ["text"] = text };

    /// <summary>A connection that breaks after the commit: saved, and reported as failed.</summary>
    private sealed class Unsure(TestDatabase database) : IDbContextFactory<PolicyBotDb>
    {
        public bool ReportsFailure { get; set; }

        public PolicyBotDb CreateDbContext()
        {
            var db = database.CreateDbContext();
            db.SavedChanges += (_, _) =>
            {
                if (ReportsFailure)
                    throw new TimeoutException();
            };
            return db;
        }
    }
}
