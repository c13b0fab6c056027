using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Replies;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>
/// An answer as a stream of Web Chat while a model writes it: typing activities with the whole text so far, told live only, then the message itself as the stream's
/// end. Every piece has passed the gate before it comes here. One instance a turn. Source: channels §2.3, Streaming.
/// </summary>
internal sealed class StreamedReply(LiveConversation conversation, Func<JsonObject> bot, IReadOnlyList<string> removed)
{
    private readonly StringBuilder _shown = new();
    private string? _streamId;
    private int _sequence;

    /// <summary>Adds a checked piece to what is shown.</summary>
    public async Task ShowAsync(string piece, CancellationToken cancellationToken)
    {
        _shown.Append(piece);
        var data = new JsonObject { ["streamType"] = "streaming", ["streamSequence"] = ++_sequence };
        // The first activity's own id is the stream's; it carries none.
        if (_streamId is not null)
            data["streamId"] = _streamId;
        var text = PersonalData.Remove(MarkdownText.Escape(_shown.ToString().TrimEnd('\n')), removed);
        var id = await conversation.PushAsync(new JsonObject { ["type"] = "typing", ["from"] = bot(), ["text"] = text, ["textFormat"] = "markdown", ["channelData"] = data }, "bot", cancellationToken);
        _streamId ??= id;
    }

    /// <summary>Marks <paramref name="reply"/> as the end of the stream; nothing where none was begun.</summary>
    public void End(JsonObject reply)
    {
        if (_streamId is not null)
            reply["channelData"] = new JsonObject { ["streamType"] = "final", ["streamId"] = _streamId };
    }
}
