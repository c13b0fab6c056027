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
