using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using PolicyBot.Answering.Plugins;

namespace PolicyBot.Answering.Model;

/// <summary>One asking of one provider: the prompt rendered, the reply cut into sentences as it comes, tokens counted. One instance a draft.</summary>
internal sealed class ModelDraft(ModelProvider provider, Prompt prompt, int maxTokens, StepRecorder steps)
{
    // More than any answer needs: whatever comes after is not waited for.
    private const int LongestReply = 6000;

    // A token is seldom more. Servers that do not know max_completion_tokens write on: then this ends the draft.
    private const int CharactersInToken = 4;
    private readonly int _longest = Math.Min(LongestReply, maxTokens * CharactersInToken);

    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>Characters received so far, also of what never became a sentence.</summary>
    public int Length { get; private set; }

    public async IAsyncEnumerable<string> RunAsync(KernelArguments arguments, LookUpPlugin? lookUp, int toolRounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kernel = provider.NewKernel();
        var settings = new OpenAIPromptExecutionSettings { MaxTokens = maxTokens, Temperature = 0.2 };
        if (lookUp is not null)
        {
            kernel.Plugins.AddFromObject(lookUp, LookUpPlugin.Name);
            kernel.AutoFunctionInvocationFilters.Add(new RoundLimit(toolRounds));
            kernel.FunctionInvocationFilters.Add(steps);
            settings.FunctionChoiceBehavior = FunctionChoiceBehavior.Auto();
        }

        var function = KernelFunctionFactory.CreateFromPrompt(prompt.Config);
        var all = new KernelArguments(arguments, new Dictionary<string, PromptExecutionSettings>(StringComparer.Ordinal) { [PromptExecutionSettings.DefaultServiceId] = settings });
        var cutter = new SentenceCutter();
        await foreach (var piece in function.InvokeStreamingAsync<StreamingChatMessageContent>(kernel, all, cancellationToken))
        {
            Count(piece);
            Length += piece.Content?.Length ?? 0;
            foreach (var sentence in cutter.Add(piece.Content ?? ""))
                yield return sentence;
            if (Length > _longest || cutter.IsLost)
                yield break;
        }

        foreach (var sentence in cutter.End())
            yield return sentence;
    }

    /// <summary>Where the provider does not tell: a character is about a token in Chinese.</summary>
    public void Estimate(int asked)
    {
        if (InputTokens + OutputTokens == 0)
            (InputTokens, OutputTokens) = (asked, Length);
    }

    private void Count(StreamingChatMessageContent piece)
    {
        if (piece.Metadata?.TryGetValue("Usage", out var value) == true && value is ChatTokenUsage usage)
        {
            InputTokens += usage.InputTokenCount;
            OutputTokens += usage.OutputTokenCount;
        }
    }
}
