using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>
/// A worded answer as a stream of Web Chat: typing activities with the whole text so far, told live only, then the message itself as the stream's end.
/// What is streamed has passed the citation check as a whole; nothing is shown that would have to be taken back. Source: channels §2.3, Streaming.
/// </summary>
public static class StreamedReply
{
    private const int Piece = 16;
    private const int MostPieces = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>Returns when all but the last part is out, with <paramref name="reply"/> marked as the end of the stream.</summary>
    public static async Task PlayAsync(LiveConversation conversation, JsonObject reply, string text, Func<JsonObject> bot, TimeProvider clock, CancellationToken cancellationToken)
    {
        string? streamId = null;
        var sequence = 0;
        foreach (var shown in Parts(text))
        {
            var data = new JsonObject { ["streamType"] = "streaming", ["streamSequence"] = ++sequence };
            // The first activity's own id is the stream's; it carries none.
            if (streamId is not null)
                data["streamId"] = streamId;
            var id = await conversation.PushAsync(new JsonObject { ["type"] = "typing", ["from"] = bot(), ["text"] = shown, ["textFormat"] = "markdown", ["channelData"] = data }, "bot", cancellationToken);
            streamId ??= id;
            await Task.Delay(Pause, clock, cancellationToken);
        }

        if (streamId is not null)
            reply["channelData"] = new JsonObject { ["streamType"] = "final", ["streamId"] = streamId };
    }

    /// <summary>Growing beginnings of the text, the whole left out; never cut within a character.</summary>
    internal static IEnumerable<string> Parts(string text)
    {
        var step = Math.Max(Piece, text.Length / MostPieces);
        for (var end = step; end < text.Length; end += step)
            yield return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }
}
