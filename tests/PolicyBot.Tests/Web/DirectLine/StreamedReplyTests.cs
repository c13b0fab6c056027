using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Channels.DirectLine;

namespace PolicyBot.Tests.Web.DirectLine;

public sealed class StreamedReplyTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_worded_answer_is_streamed_live_and_stored_once_as_the_stream_s_end()
    {
        var text = string.Concat(Enumerable.Repeat("首次开店给予补贴。", 12));
        await using var host = await DirectLineHost.StartAsync(_database, (question, _) => Task.FromResult<Answer>(new Answered { Text = text, AsOf = question.AsOf, IsGenerated = true }));
        var begun = await host.BeginAsync();
        using var stream = await host.ConnectAsync(begun.StreamUrl);
        await host.PostAsync(begun, DirectLineHost.Message("补贴多少钱"));
        await stream.ActivitiesAsync(2);

        var parts = StreamedReply.Parts(text).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var moving = Task.Run(async () =>
        {
            while (!limit.IsCancellationRequested)
            {
                host.Clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(5);
            }
        });
        var live = await stream.ActivitiesAsync(parts.Count + 1);
        await limit.CancelAsync();
        await moving;

        var streamId = (string)live[0]["id"]!;
        Assert.Null(live[0]["channelData"]!["streamId"]);
        Assert.All(live.Take(parts.Count), a => Assert.Equal("typing", (string)a["type"]!));
        Assert.All(live.Skip(1), a => Assert.Equal(streamId, (string)a["channelData"]!["streamId"]!));
        Assert.Equal(Enumerable.Range(1, parts.Count), live.Take(parts.Count).Select(a => (int)a["channelData"]!["streamSequence"]!));
        Assert.Equal(parts, live.Take(parts.Count).Select(a => (string)a["text"]!));
        Assert.Equal("final", (string)live[^1]["channelData"]!["streamType"]!);
        Assert.Null(live[^1]["channelData"]!["streamSequence"]);
        Assert.NotNull(live[^1]["entities"]![0]!["keywords"]);
        Assert.Equal("3", (string)(await host.PollAsync(begun))["watermark"]!);
    }

    [Fact]
    public void A_part_never_ends_within_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("补𠮷", 40));

        Assert.All(StreamedReply.Parts(text), p => Assert.False(char.IsHighSurrogate(p[^1])));
    }
}
