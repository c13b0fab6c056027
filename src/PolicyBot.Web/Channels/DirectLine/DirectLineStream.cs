using System.Net.WebSockets;
using System.Text;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>One WebSocket: what was missed, then what is new, as text frames <c>{"activities":[…],"watermark":"n"}</c>.</summary>
public static class DirectLineStream
{
    private const int BacklogPerFrame = 50;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);

    /// <summary>Ends when the client leaves, stalls, or the host stops. Frames of the client (its keep-alives are empty ones) are read and ignored.</summary>
    public static async Task RunAsync(WebSocket socket, ActivityReader reader, CancellationToken stopping)
    {
        // Two sources: a receive that is cancelled aborts the socket, and the closing frame has to go out before.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, reader.Dropped);
        using var receiving = new CancellationTokenSource();
        var listening = ListenAsync(socket, ending, receiving.Token);
        try
        {
            await SendAllAsync(socket, reader, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The client left, stalled or the host stops: all are ends of a stream, not faults.
        }

        await EndAsync(socket, reader, stopping);
        await receiving.CancelAsync();
        await listening;
    }

    public static string Format(IReadOnlyList<string> activities, int watermark) =>
        $"{{\"activities\":[{string.Join(',', activities)}],\"watermark\":\"{Watermark.Format(watermark)}\"}}";

    private static async Task SendAllAsync(WebSocket socket, ActivityReader reader, CancellationToken cancellationToken)
    {
        var backlog = reader.Backlog;
        var before = backlog.Watermark - backlog.Activities.Count;
        for (var sent = 0; sent < backlog.Activities.Count; sent += BacklogPerFrame)
        {
            string[] part = [.. backlog.Activities.Skip(sent).Take(BacklogPerFrame)];
            await SendAsync(socket, Format(part, before + sent + part.Length), cancellationToken);
        }

        await foreach (var frame in reader.Frames.ReadAllAsync(cancellationToken))
            await SendAsync(socket, Format(frame.Activities, frame.Watermark), cancellationToken);
    }

    private static async Task SendAsync(WebSocket socket, string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendLimit);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource ending, CancellationToken receiving)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), receiving)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // As above: the end of a stream.
        }

        await ending.CancelAsync();
    }

    private static async Task EndAsync(WebSocket socket, ActivityReader reader, CancellationToken stopping)
    {
        if (reader.Dropped.IsCancellationRequested || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            socket.Abort();
            return;
        }

        // 1001: the client comes back with its watermark.
        var status = stopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(status, statusDescription: null, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }
}
