using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Core.Answers;

namespace PolicyBot.Answering.Model;

/// <summary>
/// Words a checked quotation-only answer again with a model, sentence by sentence through the gate. Verdict, sum, validity and citations stay as the rules and
/// clauses decided; whatever the model does, the worst that comes out is the answer that went in. One instance a process: it holds the budget, the bound on
/// concurrency and the circuit breakers. Errors: none for anything a model or its server does; throws only when the caller cancels.
/// </summary>
public sealed class ModelWording : IDisposable
{
    private const int MostSentences = 12;
    private const int MinimumTokens = 50;
    private readonly ModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IReadOnlyList<ModelProvider> _providers;
    private readonly TokenBudget _budget;
    private readonly SemaphoreSlim _turns;
    private readonly Prompt _prompt = PromptLibrary.Read("WordAnswer");

    private ModelWording(ModelOptions options, TimeProvider time, ILogger log)
    {
        (_options, _time, _log) = (options, time, log);
        _providers = ModelProvider.From(options, time);
        _budget = new(options.DailyTokens, time);
        _turns = new(options.Concurrency);
        Rewriting = new(_providers, _budget, options, time, log);
    }

    /// <summary>Of questions that the documents' own words do not reach.</summary>
    internal QuestionRewriting Rewriting { get; }

    /// <summary>Null where no endpoint is set. Errors: ArgumentException for options with <see cref="ModelOptions.Faults"/>.</summary>
    public static ModelWording? Create(ModelOptions options, TimeProvider? time = null, ILoggerFactory? logs = null)
    {
        if (!options.IsConfigured)
            return null;
        if (options.Faults() is [_, ..] faults)
            throw new ArgumentException(string.Join('\n', faults), nameof(options));
        return new(options, time ?? TimeProvider.System, (logs ?? NullLoggerFactory.Instance).CreateLogger<ModelWording>());
    }

    public void Dispose()
    {
        foreach (var provider in _providers)
            provider.Dispose();
        _turns.Dispose();
    }

    /// <summary>Pieces as they pass the gate, then the answer.</summary>
    /// <param name="isShown">True where somebody sees the pieces before the end: then what was shown stays.</param>
    internal async IAsyncEnumerable<AnswerPart> WordAsync(Question question, Answer quoted, WordingSources sources, bool isShown, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plan = WordingPlan.Of(quoted);
        if (!CanBeWorded(quoted, plan) || _budget.IsSpent || question.Left.IsCancellationRequested || !await _turns.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            yield return new AnswerPart.Words(quoted.Text);
            yield return new AnswerPart.Done(quoted);
            yield break;
        }

        var run = new WordingRun(question, quoted, plan, sources, isShown, _time);
        try
        {
            if (run.Open() is { } head)
                yield return head;
            await foreach (var sentence in SentencesAsync(run, cancellationToken))
                yield return run.Keep(sentence);
        }
        finally
        {
            _turns.Release();
            _budget.Spend(run.Tokens);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var worded = run.Finish(_prompt.Version);
        _log.LogInformation("Model {Model} worded an answer: {Outcome}, {Kept} sentences kept, {Dropped} dropped, {Tokens} tokens, {Milliseconds} ms",
            run.Model, run.Outcome, run.Kept.Count, run.Dropped.Count, run.Tokens, (int)run.Elapsed.TotalMilliseconds);
        if (run.Rest(worded) is { } rest)
            yield return rest;
        yield return new AnswerPart.Done(worded);
    }

    private static bool CanBeWorded(Answer answer, WordingPlan plan) =>
        answer is Answered or PartlyAnswered or NotInForce or NeedsClarification && answer.Citations.Count > 0 && plan.Body.Count > 0;

    // First model, once more with the reasons; then the spare where the first failed. Whoever has a sentence kept has the turn.
    private async IAsyncEnumerable<string> SentencesAsync(WordingRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var patience = run.Question.Patience is { } patient && patient < _options.Timeout ? patient : _options.Timeout;
        using var deadline = new CancellationTokenSource(patience, _time);
        var left = run.Question.Left;
        for (var i = 0; i < _providers.Count && run.Kept.Count == 0 && !deadline.IsCancellationRequested && !left.IsCancellationRequested; i++)
        {
            // The spare needs time, too, and words of its own: what the first wrote in vain is not counted against it.
            using var share = new CancellationTokenSource(i + 1 < _providers.Count ? patience * 0.6 : patience, _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, share.Token, left);
            var before = run.OutputTokens;
            for (var asked = 0; asked < 2 && run.Kept.Count == 0 && (asked == 0 || run.Failure is null) && run.OutputTokens - before < _options.TurnTokens; asked++)
            {
                await foreach (var sentence in AskAsync(run, _providers[i], asked, _options.TurnTokens - (run.OutputTokens - before), limit.Token, cancellationToken))
                    yield return sentence;
            }
        }
    }

    private async IAsyncEnumerable<string> AskAsync(WordingRun run, ModelProvider provider, int asked, long tokens, CancellationToken limit, [EnumeratorCancellation] CancellationToken caller)
    {
        var boundary = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var lookUp = _options.ToolRounds > 0 && asked == 0 ? new LookUpPlugin(run.Sources, run.Quoted.Citations, run.Conclusion, boundary) : null;
        var draft = new ModelDraft(provider, _prompt, (int)Math.Max(MinimumTokens, tokens), run.Sources.Steps);
        var arguments = run.ArgumentsFor(boundary);
        run.Begin(provider.Name, lookUp);
        using var span = ModelTelemetry.StartChat(provider, _prompt, _options.TurnTokens);
        await using var sentences = draft.RunAsync(arguments, lookUp, _options.ToolRounds, limit).GetAsyncEnumerator(limit);
        try
        {
            while (run.Kept.Count < MostSentences && await NextAsync(sentences, run, caller))
            {
                if (run.Passes(sentences.Current))
                    yield return sentences.Current;
            }
        }
        finally
        {
            // Also where the citizen left in the middle: the tokens are spent.
            draft.Estimate(arguments.Values.Sum(v => v?.ToString()?.Length ?? 0));
            run.Count(draft.InputTokens, draft.OutputTokens);
            ModelTelemetry.End(span, draft.InputTokens, draft.OutputTokens, run.Failure);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<string> sentences, WordingRun run, CancellationToken caller)
    {
        try
        {
            return await sentences.MoveNextAsync();
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            run.Failure = run.Question.Left.IsCancellationRequested ? "left" : "timeout";
            return false;
        }
#pragma warning disable CA1031 // Whatever an outside model or its server does ends here: the quotation-only answer is ready.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            caller.ThrowIfCancellationRequested();
            run.Failure = fault.GetType().Name;
            _log.LogWarning("Model {Model} failed: {Fault} {Status}", run.Model, fault.GetType().Name, (fault as Microsoft.SemanticKernel.HttpOperationException)?.StatusCode?.ToString() ?? "");
            return false;
        }
    }
}
