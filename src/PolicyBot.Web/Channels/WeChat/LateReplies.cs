using System.Threading.Channels;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>A reply that missed its callback. The user's id is held only until it is sent.</summary>
/// <param name="Keep">What to do where it cannot be sent: it waits for the user's “1”.</param>
public sealed record LateReply(string User, Task<string> Text, Action Keep);

/// <summary>
/// Sends late replies by the platform's API, from a bounded queue, a few at a time. A full queue refuses: the caller keeps the reply for “1” instead.
/// </summary>
public sealed class LateReplies(CustomerServiceClient client, ILogger<LateReplies> logger) : BackgroundService
{
    private const int Senders = 4;
    private readonly Channel<LateReply> _queue = Channel.CreateBounded<LateReply>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.Wait });

    public bool TryEnqueue(LateReply reply) => _queue.Writer.TryWrite(reply);

    /// <summary>Sends a text that answers no message, at once. True where it reached the citizen.</summary>
    public async Task<bool> SendAsync(string user, string text, CancellationToken cancellationToken) =>
        await client.SendAsync(user, text, cancellationToken) is SendOutcome.Sent;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAllAsync(stoppingToken)));

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        await foreach (var reply in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await client.SendAsync(reply.User, await reply.Text.WaitAsync(stoppingToken), stoppingToken) != SendOutcome.Sent)
                    reply.Keep();
            }
#pragma warning disable CA1031 // One reply that fails must not stop the sender; the reply is kept for the user.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(e, "A late reply could not be sent");
                reply.Keep();
            }
        }
    }
}
