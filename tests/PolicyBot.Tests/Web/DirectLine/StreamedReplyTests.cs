using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class StreamedReplyTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Checked_pieces_are_seen_while_the_answer_is_still_written_and_the_answer_ends_their_stream()
    {
        var isSeen = new TaskCompletionSource();
        await using var host = await DirectLineHost.StartAsync(_database, async (question, cancellation) =>
        {
            question.Shown!.Report("首次开店给予补贴[1]。");
            // The model goes on only after the first piece was seen.
            await isSeen.Task.WaitAsync(cancellation);
            question.Shown.Report("由市里发放[1]。");
            return new Answered { Text = "首次开店给予补贴[1]。由市里发放[1]。", AsOf = question.AsOf, IsGenerated = true };
        });
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);
        await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        await stream.ActivitiesAsync(2);

        var first = (await stream.ActivitiesAsync(1))[0];
        isSeen.SetResult();
        var last = (await stream.ActivitiesAsync(1))[0];
        while ((string)last["type"]! == "typing")
            last = (await stream.ActivitiesAsync(1))[0];

        Assert.Equal("typing", (string)first["type"]!);
        Assert.Equal(("streaming", 1), ((string)first["channelData"]!["streamType"]!, (int)first["channelData"]!["streamSequence"]!));
        Assert.Null(first["channelData"]!["streamId"]);
        Assert.Contains("首次开店给予补贴", (string)first["text"]!, StringComparison.Ordinal);
        Assert.Equal(("message", "final", (string)first["id"]!), ((string)last["type"]!, (string)last["channelData"]!["streamType"]!, (string)last["channelData"]!["streamId"]!));
        Assert.Null(last["channelData"]!["streamSequence"]);
        Assert.NotNull(last["entities"]![0]!["keywords"]);
        Assert.Equal("3", (string)(await host.PollAsync(begun))["watermark"]!);
    }

    [Fact]
    public async Task Where_nobody_reads_along_the_answer_is_worded_as_a_whole()
    {
        var isWatched = true;
        await using var host = await DirectLineHost.StartAsync(_database, (question, _) =>
        {
            isWatched = question.Shown is not null;
            return Task.FromResult<Answer>(new Answered { Text = "首次开店给予补贴。", AsOf = question.AsOf, IsGenerated = true });
        });
        var begun = await host.BeginAsync();
        await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        var activities = await host.PollUntilAsync(begun, 3);

        Assert.False(isWatched);
        Assert.Null(activities[^1]["channelData"]?["streamType"]);
    }

    [Fact]
    public async Task Whoever_closes_the_last_socket_ends_the_model_s_work_and_finds_the_quoted_answer_later()
    {
        await using var host = await DirectLineHost.StartAsync(_database, async (question, cancellation) =>
        {
            await UntilAsync(question.Left, cancellation);
            return new Answered { Text = "规定：“首次开店给予补贴”。", AsOf = question.AsOf };
        });
        var begun = await host.BeginAsync();
        using (var stream = await host.ConnectAsync(begun.StreamUrl))
        {
            await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
            await stream.ActivitiesAsync(2);
            host.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        await MoveUntilAsync(host, begun, 3);
        var resumed = await host.JsonAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=2", begun.Token);
        using var again = await host.ConnectAsync((string)resumed["streamUrl"]!);

        Assert.Contains("首次开店给予补贴", (string)(await again.ActivitiesAsync(1))[0]["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_comes_back_at_once_has_not_left()
    {
        var finish = new TaskCompletionSource();
        bool? hasLeft = null;
        await using var host = await DirectLineHost.StartAsync(_database, async (question, cancellation) =>
        {
            await finish.Task.WaitAsync(cancellation);
            hasLeft = question.Left.IsCancellationRequested;
            return new Answered { Text = "首次开店给予补贴。", AsOf = question.AsOf, IsGenerated = true };
        });
        var begun = await host.BeginAsync();
        using (var stream = await host.ConnectAsync(begun.StreamUrl))
        {
            await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
            await stream.ActivitiesAsync(2);
        }

        var resumed = await host.JsonAsync(HttpMethod.Get, $"/conversations/{begun.Id}?watermark=2", begun.Token);
        using var again = await host.ConnectAsync((string)resumed["streamUrl"]!);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        finish.SetResult();
        await host.PollUntilAsync(begun, 3);

        Assert.False(hasLeft);
    }

    private static async Task UntilAsync(CancellationToken left, CancellationToken cancellation)
    {
        var isLeft = new TaskCompletionSource();
        await using var registration = left.Register(isLeft.SetResult);
        await isLeft.Task.WaitAsync(cancellation);
    }

    /// <summary>The socket's end is seen a little later than it was closed: the clock moves until the answer is there.</summary>
    private static async Task MoveUntilAsync(DirectLineHost host, Begun begun, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (((System.Text.Json.Nodes.JsonArray)(await host.PollAsync(begun))["activities"]!).Count < count)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
    }

    [Fact]
    public async Task A_turn_that_fails_in_the_middle_ends_its_stream_with_the_failure()
    {
        await using var host = await DirectLineHost.StartAsync(_database, async (question, cancellation) =>
        {
            question.Shown!.Report("首次开店");
            await Task.Delay(200, cancellation);
            throw new InvalidOperationException("scripted");
        });
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);
        await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        await stream.ActivitiesAsync(2);
        var last = (await stream.ActivitiesAsync(1))[0];
        var streamId = (string)last["id"]!;
        while ((string)last["type"]! == "typing")
            last = (await stream.ActivitiesAsync(1))[0];

        Assert.Equal(streamId, (string)last["channelData"]!["streamId"]!);
        Assert.DoesNotContain("首次开店", (string)last["text"]!, StringComparison.Ordinal);
    }
}
