namespace PolicyBot.Web.HandOff;

/// <summary>How a channel reaches a citizen by itself.</summary>
/// <param name="Channel">The name under which its turns are asked and its tickets stored.</param>
/// <param name="CarryAsync">Takes conversation and text; true once the citizen's side has it. False where it cannot (any more): the answer then waits for the citizen's next message.</param>
public sealed record TicketCarrier(string Channel, Func<string, string, CancellationToken, Task<bool>> CarryAsync)
{
    /// <summary>Called when a ticket opens: what the channel has to keep of that conversation to reach it later. Null where nothing has to be kept.</summary>
    public Func<string, CancellationToken, Task>? KeepAsync { get; init; }

    /// <summary>Called when the last open ticket of that conversation is closed: what was kept to reach it is given up. Null where nothing was kept.</summary>
    public Func<string, CancellationToken, Task>? ForgetAsync { get; init; }
}
