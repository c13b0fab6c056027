using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.HandOff;

/// <summary>
/// Brings people's answers to citizens, beside whoever wrote them: a bounded queue, several at once. What no channel carries stays undelivered in its ticket and is shown
/// with the citizen's next message (<see cref="HandOffDesk"/>). After a start, what a stop left undelivered is tried once more.
/// </summary>
public sealed class TicketDelivery(IDbContextFactory<PolicyBotDb> databases, IEnumerable<TicketCarrier> carriers, TimeProvider clock, ILogger<TicketDelivery> logger) : BackgroundService
{
    private const int Workers = 4;
    private const int MostAfterStart = 1000;

    /// <summary>How long the writer of an answer is kept to hear whether it arrived; it goes on being carried after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WorthCarrying = TimeSpan.FromDays(2);
    private readonly Channel<Delivery> _queue = Channel.CreateBounded<Delivery>(10_000);

    /// <summary>
    /// Takes a ticket whose answer is stored. True where the citizen's side has it within five seconds; false where it is still on its way, or waits for the citizen's next message.
    /// </summary>
    public async Task<bool> DeliverAsync(string ticketId, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(ticketId);
        if (!_queue.Writer.TryWrite(delivery))
            return false;
        try
        {
            return await delivery.Ended.Task.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What a staff answer looks like to the citizen, in every channel.</summary>
    public static string Sentence(Ticket ticket) => $"工作人员对您留言（编号{ticket.Id}）的回复：\n{ticket.Answer}";

    /// <summary>Gives up what was kept to reach the citizen of a closed ticket, unless another ticket of the conversation still needs it.</summary>
    public async Task ForgetAsync(Ticket closed, CancellationToken cancellationToken)
    {
        if (CarrierOf(closed)?.ForgetAsync is not { } forget)
            return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Tickets.AnyAsync(t => t.Channel == closed.Channel && t.Conversation == closed.Conversation && t.State != TicketState.Closed, cancellationToken))
            await forget(closed.Conversation, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var working = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));
        await TryAsync("What was left undelivered could not be read", () => ResumeAsync(stoppingToken), stoppingToken);
        await working;
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var border = clock.GetUtcNow() - WorthCarrying;
        var left = await db.Tickets.Where(t => t.Answer != null && t.DeliveredAt == null && t.AnsweredAt >= border).OrderBy(t => t.AnsweredAt).Select(t => t.Id).Take(MostAfterStart).ToListAsync(cancellationToken);
        foreach (var id in left)
            _queue.Writer.TryWrite(new Delivery(id));
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                await TryAsync("The answer to a ticket could not be carried", async () => delivery.Ended.TrySetResult(await CarryAsync(delivery.TicketId, stoppingToken)), stoppingToken);
                delivery.Ended.TrySetResult(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> CarryAsync(string ticketId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(t => t.Id == ticketId, cancellationToken);
        if (ticket.Answer is null || ticket.DeliveredAt is not null)
            return ticket.DeliveredAt is not null;
        if (CarrierOf(ticket) is not { } carrier || !await carrier.CarryAsync(ticket.Conversation, Sentence(ticket), cancellationToken))
            return false;
        // Of this answer only: one that somebody wrote meanwhile is still to be carried.
        var now = clock.GetUtcNow();
        await db.Tickets.Where(t => t.Id == ticketId && t.AnsweredAt == ticket.AnsweredAt)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.DeliveredAt, now).SetProperty(t => t.Version, t => t.Version + 1), cancellationToken);
        return true;
    }

    private TicketCarrier? CarrierOf(Ticket ticket) => carriers.FirstOrDefault(c => string.Equals(c.Channel, ticket.Channel, StringComparison.Ordinal));

    private async Task TryAsync(string fault, Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // One delivery that fails must not stop the others; its answer waits for the citizen's next message.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "{Fault}", fault);
        }
    }

    private sealed record Delivery(string TicketId)
    {
        public TaskCompletionSource<bool> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
