using Microsoft.SemanticKernel;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Answering.Plugins;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Search;

namespace PolicyBot.Answering;

/// <summary>One question on its way: its own kernel with its own recorder, and the state the conversation will have afterwards.</summary>
internal sealed class Turn
{
    private readonly Kernel _kernel;
    private readonly TimeProvider _time;
    private readonly long _start;

    public Turn(Question question, ConversationState state, Kernel kernel, TimeProvider time, StepRecorder? steps = null)
    {
        (Question, State, _time, _start) = (question, state, time, time.GetTimestamp());
        Steps = steps ?? new(time);
        _kernel = kernel.Clone();
        _kernel.FunctionInvocationFilters.Add(Steps);
    }

    public Question Question { get; }

    public ConversationState State { get; set; }

    public StepRecorder Steps { get; }

    /// <summary>Set where no clause was near enough in words; other words might reach one.</summary>
    public bool IsUnreached { get; set; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public async Task<SearchResult> SearchAsync(ClauseQuery query, CancellationToken cancellation) =>
        await _kernel.InvokeAsync<SearchResult>(SearchPlugin.Name, "search", new() { ["query"] = query }, cancellation) ?? SearchResult.Empty;

    public Task<Clause?> ClauseAsync(DocumentNumber document, ClausePath path, CancellationToken cancellation) =>
        _kernel.InvokeAsync<Clause>(DocumentPlugin.Name, "clause", new() { ["number"] = document.Value, ["path"] = path.Value }, cancellation);

    /// <summary>Null where the turn is not about entitlement.</summary>
    public async Task<EligibilityOutcome?> AssessAsync(EligibilityTurn said, CancellationToken cancellation) =>
        await _kernel.InvokeAsync<EligibilityOutcome>(EligibilityPlugin.Name, "respond", new() { ["turn"] = said }, cancellation);
}
