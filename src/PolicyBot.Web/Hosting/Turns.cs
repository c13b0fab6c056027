using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Hosting;

public enum TurnState
{
    Done,
    NotReady,
    Busy,
    TooMany,
    Failed,
}

/// <summary>How a turn ended for its channel. <see cref="Answer"/> is always there and readable, whatever the state; REST turns the state into a status code.</summary>
public sealed record TurnResult(TurnState State, Answer Answer)
{
    /// <summary>The turn's id in the log, and in the citizen's feedback.</summary>
    public string Id { get; init; } = "";

    /// <summary>When to come back; null where trying again is of no use.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>
/// The one way from every channel to the assistant: limits, the edition that serves, one log event and the metrics of a turn, and the boundary where our own mistakes end.
/// </summary>
public sealed class Turns : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ServingState _state;
    private readonly TurnMetrics _metrics;
    private readonly HandOffDesk _desk;
    private readonly TurnLog _log;
    private readonly DialogueMemory _memory;
    private readonly TimeProvider _clock;
    private readonly ILogger<Turns> _logger;
    private readonly SemaphoreSlim? _inFlight;
    private readonly PartitionedRateLimiter<string>? _perConversation;

    public Turns(ServingState state, TurnMetrics metrics, IOptions<LimitsOptions> limits, HandOffDesk desk, TurnLog log, DialogueMemory memory, TimeProvider clock, ILogger<Turns> logger)
    {
        _state = state;
        _metrics = metrics;
        _desk = desk;
        _log = log;
        _memory = memory;
        _clock = clock;
        _logger = logger;
        if (limits.Value.TurnsInFlight is > 0 and var most)
            _inFlight = new(most, most);
        if (limits.Value.PerConversationPerMinute is > 0 and var permits)
            _perConversation = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetSlidingWindowLimiter(key, _ => PerMinute(permits)), StringComparer.Ordinal);
    }

    /// <summary>
    /// Asks in the name of a channel. Conversation keys of different channels never meet: the channel's name is put before them, and taken away again from the answer.
    /// Errors: throws only <see cref="OperationCanceledException"/>.
    /// </summary>
    public async Task<TurnResult> AskAsync(string channel, Question question, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var result = await LimitedAsync(channel, question, cancellationToken);
        var elapsed = _clock.GetElapsedTime(started);
        var status = result.State is TurnState.Done ? AnswerJson.StatusOf(result.Answer) : NameOf(result.State);
        _metrics.Count(channel, status, elapsed);
        _logger.LogInformation(
            "Turn {Channel} {Status} in {ElapsedMs} ms; clauses {Clauses}; steps {Steps}",
            channel,
            status,
            (long)elapsed.TotalMilliseconds,
            result.Answer.Citations.Select(c => $"{c.Document.Value}#{c.Clause.Value}"),
            result.Answer.Trace.Steps.Select(s => $"{s.Name} {s.Duration.TotalMilliseconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} ms"));
        return result with { Id = Remember(channel, question, result.Answer, status, elapsed), Answer = result.Answer with { Conversation = question.Conversation } };
    }

    public void Dispose()
    {
        _inFlight?.Dispose();
        _perConversation?.Dispose();
    }

    internal static SlidingWindowRateLimiterOptions PerMinute(int permits) => new()
    {
        PermitLimit = permits,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private async Task<TurnResult> LimitedAsync(string channel, Question question, CancellationToken cancellationToken)
    {
        if (_state.Current is not { } serving)
            return Without(TurnState.NotReady, question, "not_ready", Patience);

        var key = question.Conversation is { } conversation ? $"{channel}:{conversation}" : null;
        using var lease = key is null ? null : _perConversation?.AttemptAcquire(key);
        if (lease is { IsAcquired: false })
            return Without(TurnState.TooMany, question, "too_many", lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Patience);
        if (_inFlight is not null && !await _inFlight.WaitAsync(TimeSpan.Zero, cancellationToken))
            return Without(TurnState.Busy, question, "busy", Patience);

        try
        {
            return new(TurnState.Done, await _desk.AnswerAsync(channel, question, serving.Knowledge, () => _memory.AroundAsync(key, () => serving.Ask(question with { Conversation = key }, cancellationToken), cancellationToken), cancellationToken));
        }
#pragma warning disable CA1031 // The one boundary of a channel turn: our own mistakes are logged once and answered Failed.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.LogError(e, "A turn of channel {Channel} failed", channel);
            return Without(TurnState.Failed, question, "failed", retryAfter: null);
        }
        finally
        {
            _inFlight?.Release();
        }
    }

    private string Remember(string channel, Question question, Answer answer, string status, TimeSpan elapsed)
    {
        var id = TurnLog.NewId();
        var asked = PersonalData.Mask(question.Text, out var removed);
        var isHandOff = _state.Current is { } serving && _desk.AsksForPerson(serving.Knowledge, question.Text);
        var about = SubjectOf(question, answer, status);
        _log.Record(new StoredTurn
        {
            Id = id,
            Channel = channel,
            Conversation = question.Conversation,
            At = _clock.GetUtcNow(),
            Question = asked,
            Status = status,
            Answer = PersonalData.Remove(answer.Text, removed),
            Clauses = string.Join('\n', answer.Citations.Select(c => $"{c.Document.Value}#{c.Clause.Value}")),
            ElapsedMs = (int)elapsed.TotalMilliseconds,
            Steps = string.Join('\n', answer.Trace.Steps.Select(s => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Name}\t{s.Duration.TotalMilliseconds:0.0}\t{s.Detail.ReplaceLineEndings(" ")}"))),
            Subject = about.Title,
            Unit = about.Unit,
            IsHandOff = isHandOff,
            IsGap = isHandOff || status is "not_found" or "failed",
        });
        return id;
    }

    private TurnSubject SubjectOf(Question question, Answer answer, string status)
    {
        try
        {
            return TurnSubject.Of(_state.Current, question, answer, status);
        }
#pragma warning disable CA1031 // Counting: the answer goes out all the same.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _logger.LogError(e, "What a turn was about could not be found");
            return TurnSubject.None;
        }
    }

    private TurnResult Without(TurnState state, Question question, string sentence, TimeSpan? retryAfter) =>
        new(state, new Failed { Text = _state.Sentence(sentence), AsOf = question.AsOf }) { RetryAfter = retryAfter };

    private static string NameOf(TurnState state) => state switch
    {
        TurnState.NotReady => "not_ready",
        TurnState.Busy => "busy",
        TurnState.TooMany => "too_many",
        _ => "failed",
    };
}
