using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.HandOff;

public enum TicketEnd
{
    Done,

    /// <summary>Answered, but the citizen gets it with the next message only.</summary>
    Waits,

    /// <summary>Somebody else has it: <see cref="TicketMove.Ticket"/> says who.</summary>
    HeldByOther,

    /// <summary>Its state does not allow that (any more).</summary>
    NotNow,

    Gone,
}

/// <summary>How a move ended, and the ticket as it stands now (null: gone).</summary>
public sealed record TicketMove(TicketEnd End, Ticket? Ticket);

/// <summary>
/// What operators do with tickets. Every move checks the version that its save replaces: of two who take one ticket at once, one has it and the other is told who.
/// </summary>
public sealed class TicketDesk(IDbContextFactory<PolicyBotDb> databases, TicketDelivery delivery, TimeProvider clock)
{
    private const int MostListed = 200;

    /// <summary>Waiting ones first, oldest first; then those in work, answered, closed, newest first. Null: all that are not closed.</summary>
    public async Task<IReadOnlyList<Ticket>> ListAsync(TicketState? state, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tickets = db.Tickets.AsNoTracking().Where(t => state == null ? t.State != TicketState.Closed : t.State == state);
        var waiting = await tickets.Where(t => t.State == TicketState.Open).OrderBy(t => t.CreatedAt).Take(MostListed).ToListAsync(cancellationToken);
        var others = await tickets.Where(t => t.State != TicketState.Open).OrderByDescending(t => t.CreatedAt).Take(MostListed).ToListAsync(cancellationToken);
        return [.. waiting, .. others.OrderBy(t => t.State)];
    }

    public async Task<int> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.CountAsync(t => t.State == TicketState.Open, cancellationToken);
    }

    public async Task<Ticket?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
    }

    /// <summary>Takes a waiting ticket, or an answered one again.</summary>
    /// <param name="evenFromOther">A supervisor takes over what somebody else has.</param>
    public Task<TicketMove> TakeAsync(string id, string by, bool evenFromOther, CancellationToken cancellationToken) => MoveAsync(id, ticket =>
    {
        if (ticket.State is TicketState.Closed)
            return TicketEnd.NotNow;
        if (IsOthers(ticket, by) && !evenFromOther)
            return TicketEnd.HeldByOther;
        KeepAnswer(ticket);
        ticket.State = TicketState.Taken;
        ticket.TakenBy = by;
        ticket.TakenAt = clock.GetUtcNow();
        return TicketEnd.Done;
    }, cancellationToken);

    /// <summary>Back into the queue.</summary>
    public Task<TicketMove> ReturnAsync(string id, string by, CancellationToken cancellationToken) => MoveAsync(id, ticket =>
    {
        if (IsOthers(ticket, by))
            return TicketEnd.HeldByOther;
        if (ticket.State is not TicketState.Taken)
            return TicketEnd.NotNow;
        ticket.State = TicketState.Open;
        ticket.TakenBy = null;
        ticket.TakenAt = null;
        return TicketEnd.Done;
    }, cancellationToken);

    public async Task<TicketMove> CloseAsync(string id, string by, CancellationToken cancellationToken)
    {
        var move = await MoveAsync(id, ticket =>
        {
            if (IsOthers(ticket, by))
                return TicketEnd.HeldByOther;
            if (ticket.State is not (TicketState.Taken or TicketState.Answered))
                return TicketEnd.NotNow;
            ticket.State = TicketState.Closed;
            ticket.ClosedAt = clock.GetUtcNow();
            return TicketEnd.Done;
        }, cancellationToken);
        if (move is { End: TicketEnd.Done, Ticket: { } closed })
            await delivery.ForgetAsync(closed, cancellationToken);
        return move;
    }

    /// <summary>Stores the words, then brings them to the citizen. ID and bank numbers in them are masked; telephones stay, they are the unit's.</summary>
    public async Task<TicketMove> AnswerAsync(string id, string by, string answer, CancellationToken cancellationToken)
    {
        var move = await MoveAsync(id, ticket =>
        {
            if (IsOthers(ticket, by))
                return TicketEnd.HeldByOther;
            if (ticket.State is not TicketState.Taken)
                return TicketEnd.NotNow;
            ticket.Answer = PersonalData.MaskNumbersOfPersons(answer.Trim());
            ticket.AnsweredAt = clock.GetUtcNow();
            ticket.DeliveredAt = null;
            ticket.State = TicketState.Answered;
            return TicketEnd.Done;
        }, cancellationToken);
        return move.End is TicketEnd.Done && !await delivery.DeliverAsync(id, cancellationToken) ? move with { End = TicketEnd.Waits } : move;
    }

    private async Task<TicketMove> MoveAsync(string id, Func<Ticket, TicketEnd> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var ticket = await db.Tickets.SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
            if (ticket is null)
                return new(TicketEnd.Gone, Ticket: null);
            var end = change(ticket);
            if (end is not TicketEnd.Done)
                return new(end, ticket);
            ticket.Version++;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return new(TicketEnd.Done, ticket);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody moved it meanwhile: how it stands now decides.
            }
        }
    }

    /// <summary>An answer that another one follows stays readable in the transcript.</summary>
    private static void KeepAnswer(Ticket ticket)
    {
        if (ticket.Answer is null)
            return;
        ticket.Transcript = $"{ticket.Transcript}\n\n工作人员：{ticket.Answer}".Trim();
        ticket.Answer = null;
    }

    private static bool IsOthers(Ticket ticket, string by) => ticket.State is TicketState.Taken && !string.Equals(ticket.TakenBy, by, StringComparison.Ordinal);
}
