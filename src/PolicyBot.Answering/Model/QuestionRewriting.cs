using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using PolicyBot.Core.Answers;

namespace PolicyBot.Answering.Model;

/// <summary>
/// Says a question that the documents' own words did not reach in official words, with what an earlier turn was about. The documents, not the model, then decide
/// whether it is answered, and the citizen is shown how it was understood. Errors: none for anything a model or its server does.
/// </summary>
internal sealed partial class QuestionRewriting(IReadOnlyList<ModelProvider> providers, TokenBudget budget, ModelOptions options, TimeProvider time, ILogger log)
{
    private const int MostTokens = 120;
    private const int LongestQuestion = 80;
    private const int LongestAsked = 400;
    private readonly Prompt _prompt = PromptLibrary.Read("RewriteQuestion");

    /// <summary>Name and version of the prompt, for the trace.</summary>
    public string Version => _prompt.Version;

    /// <summary>Null where the model has nothing to say, or says what was not asked.</summary>
    /// <param name="previous">What the conversation was about, as understood then; empty for none.</param>
    public async Task<string?> RewriteAsync(Question question, string previous, CancellationToken cancellationToken)
    {
        if (!options.Rewrite || budget.IsSpent || question.Text.Length > LongestAsked)
            return null;
        // Words still have to be found for what is found: the wording needs the better half of a channel's patience.
        var patience = (question.Patience is { } patient && patient < options.Timeout ? patient : options.Timeout) * 0.4;
        using var deadline = new CancellationTokenSource(patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken, question.Left);
        try
        {
            var said = await AskAsync(providers[0], question.Text, previous, limit.Token);
            return Accepted(said, question.Text + "\n" + previous);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever an outside model or its server does ends here: the question stays as it was said.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.LogWarning("Model {Model} could not rewrite a question: {Fault}", providers[0].Name, fault.GetType().Name);
            return null;
        }
    }

    private async Task<string> AskAsync(ModelProvider provider, string question, string previous, CancellationToken cancellationToken)
    {
        using var span = ModelTelemetry.StartChat(provider, _prompt, MostTokens);
        var settings = new OpenAIPromptExecutionSettings { MaxTokens = MostTokens, Temperature = 0, ResponseFormat = "json_object" };
        var arguments = new KernelArguments(settings)
        {
            ["boundary"] = RandomNumberGenerator.GetHexString(8, lowercase: true),
            ["question"] = question,
            ["previous"] = previous,
        };
        var (input, output) = (0L, 0L);
        try
        {
            var reply = await KernelFunctionFactory.CreateFromPrompt(_prompt.Config).InvokeAsync<Microsoft.SemanticKernel.ChatMessageContent>(provider.NewKernel(), arguments, cancellationToken);
            var usage = reply?.Metadata?.GetValueOrDefault("Usage") as ChatTokenUsage;
            (input, output) = (usage?.InputTokenCount ?? question.Length + previous.Length, usage?.OutputTokenCount ?? reply?.Content?.Length ?? 0);
            return reply?.Content ?? "";
        }
        finally
        {
            budget.Spend(input + output);
            ModelTelemetry.End(span, input, output, error: null);
        }
    }

    /// <summary>One Chinese sentence without a number that nobody said; anything else is no rewriting.</summary>
    internal static string? Accepted(string said, string asked)
    {
        var start = said.IndexOf('{', StringComparison.Ordinal);
        var end = said.LastIndexOf('}');
        if (start < 0 || end < start || QuestionIn(said[start..(end + 1)]) is not { Length: >= 2 and <= LongestQuestion } question)
            return null;
        var isChinese = question.Count(c => c is >= '\u4e00' and <= '\u9fff') * 2 > question.Length;
        var addsNumbers = CitationCheck.Run(question, [], new CitationContext(asked, _ => null)).Any(v => v.Fault == CitationFault.UnsupportedNumber);
        return isChinese && !addsNumbers && !Foreign().IsMatch(question) && !string.Equals(question, asked.Trim(), StringComparison.Ordinal) ? question : null;
    }

    private static string? QuestionIn(string json)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.TryGetProperty("question", out var question) && question.ValueKind == JsonValueKind.String ? question.GetString()!.Trim() : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate parses and cannot be read.
            return null;
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"https?:|www\.|[<>{}`#|@\r\n\[\]]", System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex Foreign();
}
