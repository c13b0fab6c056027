using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.HandOff;

/// <summary>
/// 转人工 in every channel: the hotline at once; where the console is there, a ticket with the conversation so far, after the citizen has consented;
/// the person's answer goes back through the channel that can carry it, or waits for the citizen's next message.
/// </summary>
public sealed class HandOffDesk(IDbContextFactory<PolicyBotDb> databases, IEnumerable<TicketCarrier> carriers, TicketDelivery delivery, IOptions<HandOffOptions> options, TimeProvider clock)
{
    /// <summary>Pressing or typing this is the consent; it says what happens.</summary>
    public const string Consent = "同意提交本次对话并留言";

    private const int MostTurns = 50;
    private readonly ConditionalWeakTable<KnowledgeBase, HandOffRequests> _requests = [];

    /// <summary>
    /// A turn with a person in reach: the consent opens a ticket, a wish for a person gets the offer of one, and what people have answered meanwhile stands first.
    /// </summary>
    public async Task<Answer> AnswerAsync(string channel, Question question, KnowledgeBase knowledge, Func<Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var answer = await TryTakeAsync(channel, question, cancellationToken) ?? await ask();
        if (question.Conversation is null || !options.Value.Tickets)
            return answer;
        if (AsksForPerson(knowledge, question.Text))
            answer = Offer(answer);
        var waiting = await CollectAsync(channel, question.Conversation, cancellationToken);
        return waiting.Count == 0 ? answer : answer with { Text = string.Join("\n\n", [.. waiting, answer.Text]) };
    }

    public bool AsksForPerson(KnowledgeBase knowledge, string text) => _requests.GetValue(knowledge, k => new(k)).Asks(text);

    /// <summary>The answer to a message that is ours and not the assistant's (the consent); null for every other one.</summary>
    private async Task<Answer?> TryTakeAsync(string channel, Question question, CancellationToken cancellationToken)
    {
        if (!options.Value.Tickets || question.Conversation is null || !string.Equals(question.Text.Trim(), Consent, StringComparison.Ordinal))
            return null;
        var number = await OpenAsync(channel, question.Conversation, cancellationToken);
        return new Greeting { Text = $"已为您登记，编号{number}。工作人员看到后会在这里回复您，您可以继续提问或稍后再来查看。", AsOf = question.AsOf };
    }

    /// <summary>Offers to leave a ticket where a person was asked for.</summary>
    private static Answer Offer(Answer answer) => !answer.Suggestions.Contains(Consent, StringComparer.Ordinal)
        ? answer with
        {
            Text = $"{answer.Text}\n\n也可以留言给工作人员：选择“{Consent}”，您在本次对话中的提问和得到的回答会交给工作人员（证件号、电话等已隐去），由其回复您。",
            Suggestions = [Consent, .. answer.Suggestions.Where(s => s is not HandOffRequests.Button)],
        }
        : answer;

    /// <summary>Answers of people that wait for this citizen, oldest first; they count as delivered from here on.</summary>
    private async Task<IReadOnlyList<string>> CollectAsync(string channel, string conversation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Tickets.Where(t => t.Channel == channel && t.Conversation == conversation && t.Answer != null && t.DeliveredAt == null)
            .OrderBy(t => t.AnsweredAt).ToListAsync(cancellationToken);
        foreach (var ticket in waiting)
            MarkDelivered(ticket);
        if (waiting.Count > 0)
            await db.SaveChangesAsync(cancellationToken);
        return [.. waiting.Select(TicketDelivery.Sentence)];
    }

    /// <summary>
    /// A person's answer: stored, then carried where the channel can; else it waits for the citizen's next message. Returns true where it was carried (<see cref="TicketDelivery"/>).
    /// Errors: <see cref="DbUpdateConcurrencyException"/> where somebody else changed the ticket meanwhile.
    /// </summary>
    public async Task<bool> AnswerAsync(string ticketId, string answer, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ticket = await db.Tickets.SingleAsync(t => t.Id == ticketId, cancellationToken);
        ticket.Answer = answer;
        ticket.AnsweredAt = clock.GetUtcNow();
        ticket.DeliveredAt = null;
        ticket.State = TicketState.Answered;
        ticket.Version++;
        await db.SaveChangesAsync(cancellationToken);
        return await delivery.DeliverAsync(ticketId, cancellationToken);
    }

    private async Task<string> OpenAsync(string channel, string conversation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Tickets.FirstOrDefaultAsync(t => t.Channel == channel && t.Conversation == conversation && t.State == TicketState.Open, cancellationToken);
        if (open is not null)
            return open.Id;
        var turns = await db.Turns.AsNoTracking().Where(t => t.Channel == channel && t.Conversation == conversation).OrderByDescending(t => t.At).Take(MostTurns).ToListAsync(cancellationToken);
        var transcript = new StringBuilder();
        foreach (var turn in Enumerable.Reverse(turns))
            transcript.Append("问：").Append(turn.Question).Append("\n答：").Append(turn.Answer).Append("\n\n");
        var id = ChinaTime.Today(clock).ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 6);
        if (carriers.FirstOrDefault(c => string.Equals(c.Channel, channel, StringComparison.Ordinal))?.KeepAsync is { } keep)
            await keep(conversation, cancellationToken);
        db.Tickets.Add(new Ticket { Id = id, Channel = channel, Conversation = conversation, CreatedAt = clock.GetUtcNow(), Transcript = transcript.ToString().TrimEnd() });
        await db.SaveChangesAsync(cancellationToken);
        return id;
    }

    private void MarkDelivered(Ticket ticket)
    {
        ticket.DeliveredAt = clock.GetUtcNow();
        ticket.Version++;
    }
}
