using System.Text.Json.Nodes;
using System.Threading.Channels;
using PolicyBot.Web.Conversations;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>A question that is stored and waits for its turn; it holds its conversation until it is answered.</summary>
internal sealed record WaitingQuestion(ConversationLease Lease, int Index, string ActivityId, string Text, string? User, IReadOnlyList<string> Removed, string? Site, string? RequestId);

/// <summary>One conversation's questions in order. It is ready, being answered, or put off: exactly one of these while it has any.</summary>
internal sealed class QuestionLine(string id)
{
    public string Id => id;

    public Queue<WaitingQuestion> Questions { get; } = new();

    /// <summary>The first question's answer once it was made; kept until it is stored.</summary>
    public JsonObject? Reply { get; set; }

    /// <summary>How often the first question's answer could not be stored.</summary>
    public int Failures { get; set; }
}

/// <summary>The questions that wait: many conversations at once, each one's in order. Lifetime: the host's; holds a line only while it has questions.</summary>
internal sealed class QuestionLines(TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly Channel<QuestionLine> _ready = Channel.CreateUnbounded<QuestionLine>();
    private readonly PriorityQueue<QuestionLine, DateTimeOffset> _late = new();
    private readonly Dictionary<string, QuestionLine> _lines = new(StringComparer.Ordinal);

    public void Enqueue(WaitingQuestion question)
    {
        lock (_lines)
        {
            var id = question.Lease.Conversation.Id;
            if (!_lines.TryGetValue(id, out var line))
            {
                _lines[id] = line = new QuestionLine(id);
                _ready.Writer.TryWrite(line);
            }

            line.Questions.Enqueue(question);
        }
    }

    /// <summary>Lines whose first question is to be answered now; each goes to one reader, who ends it with <see cref="Next"/> or <see cref="PutOff"/>.</summary>
    public IAsyncEnumerable<QuestionLine> ReadyAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAllAsync(cancellationToken);

    /// <param name="waiting">How many questions the line holds, the first included.</param>
    public WaitingQuestion First(QuestionLine line, out int waiting)
    {
        lock (_lines)
        {
            waiting = line.Questions.Count;
            return line.Questions.Peek();
        }
    }

    /// <summary>Done with the first question.</summary>
    public void Next(QuestionLine line)
    {
        lock (_lines)
        {
            line.Questions.Dequeue().Lease.Dispose();
            (line.Reply, line.Failures) = (null, 0);
            if (line.Questions.Count == 0)
                _lines.Remove(line.Id);
            else
                _ready.Writer.TryWrite(line);
        }
    }

    /// <summary>The first question is tried again after a while; the others behind it wait, so that the order stays.</summary>
    public void PutOff(QuestionLine line, TimeSpan wait)
    {
        lock (_lines)
            _late.Enqueue(line, clock.GetUtcNow() + wait);
    }

    /// <summary>Brings back what was put off, until cancelled.</summary>
    public async Task BringBackAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            lock (_lines)
            {
                while (_late.TryPeek(out _, out var due) && due <= clock.GetUtcNow())
                    _ready.Writer.TryWrite(_late.Dequeue());
            }
        }
    }
}
