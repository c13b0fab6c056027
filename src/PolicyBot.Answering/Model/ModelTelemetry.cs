using System.Diagnostics;

namespace PolicyBot.Answering.Model;

/// <summary>Spans with OpenTelemetry's GenAI names, one a draft; sizes and names only, never a citizen's or a model's words.</summary>
public static class ModelTelemetry
{
    /// <summary>Name to subscribe to.</summary>
    public const string SourceName = "PolicyBot.Model";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartChat(ModelProvider provider, Prompt prompt, int maxTokens) =>
        Source.StartActivity("chat " + provider.Name, ActivityKind.Client)?
            .SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.provider.name", "openai")
            .SetTag("gen_ai.request.model", provider.Name)
            .SetTag("gen_ai.request.max_tokens", maxTokens)
            .SetTag("gen_ai.output.type", "text")
            .SetTag("server.address", provider.Endpoint.Host)
            .SetTag("server.port", provider.Endpoint.Port)
            .SetTag("policybot.prompt", prompt.Version);

    internal static void End(Activity? activity, long input, long output, string? error)
    {
        activity?.SetTag("gen_ai.usage.input_tokens", input).SetTag("gen_ai.usage.output_tokens", output);
        if (error is not null)
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
    }
}
