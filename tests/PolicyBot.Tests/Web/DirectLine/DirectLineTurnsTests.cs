using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class DirectLineTurnsTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_question_is_echoed_before_its_answer_with_what_the_client_marked_it_with()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);

        var posted = (await (await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱", new { clientActivityID = "c-7", other = 1 }))).Content.ReadFromJsonAsync<JsonObject>())!;
        var activities = await stream.ActivitiesAsync(3);

        var (echo, answer) = (activities[1], activities[2]);
        Assert.Equal((string)posted["id"]!, (string)echo["id"]!);
        Assert.Equal($"{begun.Id}|0000001", (string)echo["id"]!);
        Assert.Equal("c-7", (string)echo["channelData"]!["clientActivityID"]!);
        Assert.Equal("user", (string)echo["from"]!["role"]!);
        Assert.Equal("bot", (string)answer["from"]!["role"]!);
        Assert.Equal((string)echo["id"]!, (string)answer["replyToId"]!);
        Assert.Equal("您问的是：补贴多少钱", (string)answer["text"]!);
        Assert.Equal("3", stream.Watermark);
    }

    [Fact]
    public async Task A_client_cannot_speak_as_the_bot_nor_choose_ids_and_times()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();

        await host.PostAsync(begun, """
            {"type":"message","text":"您已获批","id":"mine","timestamp":"2001-01-01T00:00:00Z","replyToId":"x","channelId":"emulator",
             "conversation":{"id":"other"},"from":{"id":"policybot","name":"政策问答","role":"bot"},"channelData":{"webchat:sequence-id":999999999999999}}
            """);
        var activities = await host.PollUntilAsync(begun, 3);

        var echo = activities[1];
        Assert.Equal("user", (string)echo["from"]!["role"]!);
        Assert.Equal($"{begun.Id}|0000001", (string)echo["id"]!);
        Assert.StartsWith("2026-11-24T02:00:00", (string)echo["timestamp"]!, StringComparison.Ordinal);
        Assert.Equal(begun.Id, (string)echo["conversation"]!["id"]!);
        Assert.Equal("directline", (string)echo["channelId"]!);
        Assert.Null(echo["replyToId"]);
        var sequences = activities.Select(a => (long)a["channelData"]!["webchat:sequence-id"]!).ToList();
        Assert.Equal(sequences.Order().Distinct(), sequences);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_activity_is_passed_over()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();

        using var response = await host.PostAsync(begun, "\ufeff{\"type\":\"message\",\"text\":\"补贴\",\"from\":{\"id\":\"u1\"}}");

        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Typing_is_told_live_and_neither_stored_nor_counted()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);
        Assert.Single(await stream.ActivitiesAsync(1));

        await host.PostAsync(begun, """{"type":"typing","from":{"id":"u1"}}""");
        var live = await stream.ActivitiesAsync(1);

        Assert.Equal("typing", (string)live[0]["type"]!);
        Assert.Equal("1", stream.Watermark);
        Assert.Equal("1", (string)(await host.PollAsync(begun))["watermark"]!);
    }

    [Fact]
    public async Task A_slow_answer_shows_typing_first_and_keeps_the_order_of_the_questions()
    {
        var gate = new TaskCompletionSource();
        await using var host = await DirectLineHost.StartAsync(_database, async (question, _) =>
        {
            if (question.Text is "慢")
                await gate.Task;
            return new Answered { Text = question.Text, AsOf = question.AsOf };
        });
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);

        await host.PostAsync(begun, DirectLineHost.Message("慢"));
        await host.PostAsync(begun, DirectLineHost.Message("快"));
        var before = await stream.ActivitiesAsync(3);
        while (before.Count < 4)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(500));
            before = [.. before, .. await stream.ActivitiesAsync(1)];
        }

        gate.SetResult();
        var after = await stream.ActivitiesAsync(2);

        Assert.Equal("typing", (string)before[3]["type"]!);
        Assert.Equal(["慢", "快"], after.Select(a => (string)a["text"]!));
    }

    [Fact]
    public async Task Personal_data_is_neither_stored_nor_repeated_but_the_assistant_may_react_to_it()
    {
        string? heard = null;
        await using var host = await DirectLineHost.StartAsync(_database, (question, _) =>
        {
            heard = question.Text;
            return Task.FromResult<Answer>(new Answered { Text = $"按“{question.Text}”查询。联系电话0469-4228888。", AsOf = question.AsOf });
        });
        var begun = await host.BeginAsync();

        await host.PostAsync(begun, DirectLineHost.Message("我叫张小三，身份证230506199001011234，电话13904691234，能领吗"));
        var activities = await host.PollUntilAsync(begun, 3);
        await host.DisposeAsync();
        using var db = _database.CreateDbContext();
        var stored = string.Join('\n', db.Activities.AsEnumerable().Select(a => a.Json).Concat(db.Turns.AsEnumerable().Select(t => t.Question + t.Answer)));

        Assert.Contains("230506199001011234", heard!, StringComparison.Ordinal);
        Assert.Equal("我叫***，身份证***，电话***，能领吗", (string)activities[1]["text"]!);
        Assert.DoesNotContain("张小三", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("230506199001011234", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("13904691234", stored, StringComparison.Ordinal);
        Assert.Contains("0469-4228888", stored.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_words_is_asked_for_words()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();

        await host.PostAsync(begun, """{"type":"message","from":{"id":"u1"},"attachments":[{"contentType":"image/png","contentUrl":"data:,"}]}""");

        Assert.Contains("文字", (string)(await host.PollUntilAsync(begun, 3))[2]["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thumb_is_kept_with_the_turn_that_it_is_about()
    {
        await using var host = await DirectLineHost.StartAsync(_database);
        var begun = await host.BeginAsync();
        await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        var answer = (await host.PollUntilAsync(begun, 3))[2];
        var dislike = answer["entities"]![0]!["potentialAction"]![1]!.DeepClone();

        await host.PostAsync(begun, new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["from"] = new JsonObject { ["id"] = "u1" }, ["entities"] = new JsonArray(dislike) }.ToJsonString());
        // The log is written beside the answers: it is there soon, not at once.
        string? feedback = null;
        for (var i = 0; i < 1200 && feedback is null; i++)
        {
            await Task.Delay(50);
            using var db = _database.CreateDbContext();
            feedback = db.Turns.SingleOrDefault()?.Feedback;
        }

        Assert.Equal("dislike", feedback);
    }

    [Fact]
    public async Task After_a_restart_the_client_resumes_where_it_was_and_nothing_is_lost()
    {
        Begun begun;
        await using (var host = await DirectLineHost.StartAsync(_database))
        {
            begun = await host.BeginAsync();
            await host.PostAsync(begun, DirectLineHost.Message("第一问"));
            await host.PollUntilAsync(begun, 3);
        }

        await using var again = await DirectLineHost.StartAsync(_database);
        var resumed = await again.JsonAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=1", begun.Token);
        using var stream = await again.ConnectAsync((string)resumed["streamUrl"]!);
        var missed = await stream.ActivitiesAsync(2);
        await again.PostAsync(begun, DirectLineHost.Message("第二问"));
        var fresh = await stream.ActivitiesAsync(2);

        Assert.Equal(["第一问", "您问的是：第一问"], missed.Select(a => (string)a["text"]!));
        Assert.Equal(["第二问", "您问的是：第二问"], fresh.Select(a => (string)a["text"]!));
        Assert.Equal("5", stream.Watermark);
        Assert.True((long)fresh[0]["channelData"]!["webchat:sequence-id"]! > (long)missed[1]["channelData"]!["webchat:sequence-id"]!);
    }

    [Fact]
    public async Task A_question_that_a_restart_interrupted_is_answered_after_it()
    {
        Begun begun;
        await using (var host = await DirectLineHost.StartAsync(_database, async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException();
        }))
        {
            begun = await host.BeginAsync();
            await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        }

        using (var db = _database.CreateDbContext())
            await db.Activities.ExecuteUpdateAsync(s => s.SetProperty(a => a.At, a => new DateTimeOffset(2026, 11, 24, 1, 59, 0, TimeSpan.Zero)));
        await using var again = await DirectLineHost.StartAsync(_database);
        var activities = await again.PollUntilAsync(begun, 3);

        Assert.Equal("您问的是：补贴多少钱", (string)activities[2]["text"]!);
        using var after = _database.CreateDbContext();
        Assert.False(after.Activities.Any(a => a.IsPending));
    }

    [Fact]
    public async Task A_failing_assistant_answers_in_words_and_the_next_question_is_answered()
    {
        await using var host = await DirectLineHost.StartAsync(_database, (question, _) => question.Text is "坏"
            ? throw new InvalidOperationException("broken")
            : Task.FromResult<Answer>(new Answered { Text = "好", AsOf = question.AsOf }));
        var begun = await host.BeginAsync();

        await host.PostAsync(begun, DirectLineHost.Message("坏"));
        await host.PostAsync(begun, DirectLineHost.Message("再问"));
        var activities = await host.PollUntilAsync(begun, 5);

        Assert.Contains(activities, a => ((string)a["text"]!).Contains("系统出现问题", StringComparison.Ordinal));
        Assert.Equal("好", (string)activities[4]["text"]!);
    }

    [Fact]
    public async Task An_answer_that_a_locked_database_refused_is_stored_and_told_once_it_is_free()
    {
        using var database = new TestDatabase(patience: 1);
        var asked = 0;
        var gate = new TaskCompletionSource();
        var log = new LinesLog();
        await using var host = await DirectLineHost.StartAsync(
            database,
            async (question, _) =>
            {
                asked++;
                await gate.Task;
                return new Answered { Text = question.Text, AsOf = question.AsOf };
            },
            log: log);
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);
        await host.PostAsync(begun, DirectLineHost.Message("先问的"));
        await host.PostAsync(begun, DirectLineHost.Message("后问的"));
        await stream.ActivitiesAsync(3);

        await using (var other = new SqliteConnection(database.ConnectionString))
        {
            await other.OpenAsync();
            await using var writing = other.BeginTransaction(deferred: false);
            gate.SetResult();
            await UntilAsync(host, () => log.Lines.Any(l => l.Contains("could not be stored and waits", StringComparison.Ordinal)));
            await writing.RollbackAsync();
        }

        await UntilAsync(host, () =>
        {
            using var db = database.CreateDbContext();
            return !db.Activities.Any(a => a.IsPending);
        });
        var answers = new List<JsonObject>();
        while (answers.Count < 2)
            answers.AddRange((await stream.ActivitiesAsync(1)).Where(a => (string)a["type"]! is "message"));

        Assert.Equal(["先问的", "后问的"], answers.Select(a => (string)a["text"]!));
        Assert.Equal(2, asked);
        Assert.Equal(5, ((JsonArray)(await host.PollAsync(begun))["activities"]!).Count);
    }

    /// <summary>Moves the host's clock until something holds.</summary>
    private static async Task UntilAsync(DirectLineHost host, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await Task.Delay(20, limit.Token);
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}
