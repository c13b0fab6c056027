using System.ComponentModel;
using System.Text.Json;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace PolicyBot.Answering.Model;

/// <summary>One ability that was tried. <see cref="Detail"/> is Chinese, for maintainers; it never holds the key.</summary>
public sealed record ModelAbility(string Provider, string Name, bool Works, bool IsNeeded, string Detail, TimeSpan Took);

/// <summary>Tries what is configured: chat and streaming are needed, functions and JSON are told.</summary>
public static class ModelCheck
{
    private const string Word = "七月";

    /// <summary>Shape: four rows a provider, the spare's after the first's; empty without an endpoint.</summary>
    public static async Task<IReadOnlyList<ModelAbility>> RunAsync(ModelOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var rows = new List<ModelAbility>();
        foreach (var provider in ModelProvider.From(options, time))
        {
            using (provider)
            {
                rows.Add(await TryAsync(provider, "chat", isNeeded: true, options, time, ChatAsync, cancellationToken));
                rows.Add(await TryAsync(provider, "streaming", isNeeded: true, options, time, StreamAsync, cancellationToken));
                rows.Add(await TryAsync(provider, "tools", isNeeded: false, options, time, ToolsAsync, cancellationToken));
                rows.Add(await TryAsync(provider, "json", isNeeded: false, options, time, JsonAsync, cancellationToken));
            }
        }

        return rows;
    }

    private static async Task<ModelAbility> TryAsync(
        ModelProvider provider, string name, bool isNeeded, ModelOptions options, TimeProvider time, Func<ModelProvider, CancellationToken, Task<string?>> run, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        string? fault;
        try
        {
            fault = await run(provider, limit.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            fault = $"{options.Timeout.TotalSeconds:0.#} 秒内没有答完";
        }
#pragma warning disable CA1031 // This command tells what an outside server does wrong, whatever it is.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            fault = e is HttpOperationException { StatusCode: { } status } ? $"服务器答复 {(int)status}" : $"{e.GetType().Name}：{e.Message}";
        }

        return new(provider.Name, name, fault is null, isNeeded, fault ?? "可用", time.GetElapsedTime(start));
    }

    private static async Task<string?> ChatAsync(ModelProvider provider, CancellationToken cancellationToken)
    {
        var reply = await provider.Chat.GetChatMessageContentAsync(Ask("请只回答一个词：你好"), new OpenAIPromptExecutionSettings { MaxTokens = 50 }, provider.NewKernel(), cancellationToken);
        return string.IsNullOrWhiteSpace(reply.Content) ? "答复是空的" : null;
    }

    private static async Task<string?> StreamAsync(ModelProvider provider, CancellationToken cancellationToken)
    {
        var pieces = 0;
        await foreach (var piece in provider.Chat.GetStreamingChatMessageContentsAsync(Ask("请从一数到十"), new OpenAIPromptExecutionSettings { MaxTokens = 100 }, provider.NewKernel(), cancellationToken))
            pieces += string.IsNullOrEmpty(piece.Content) ? 0 : 1;
        return pieces switch { 0 => "没有收到内容", 1 => "内容一次到齐，不是逐段", _ => null };
    }

    private static async Task<string?> ToolsAsync(ModelProvider provider, CancellationToken cancellationToken)
    {
        var probe = new Probe();
        var kernel = provider.NewKernel();
        kernel.Plugins.AddFromObject(probe, "probe");
        kernel.AutoFunctionInvocationFilters.Add(new RoundLimit(1));
        var settings = new OpenAIPromptExecutionSettings { MaxTokens = 200, FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        await provider.Chat.GetChatMessageContentAsync(Ask("请调用函数 month 查询现在是几月，再回答。"), settings, kernel, cancellationToken);
        return probe.IsCalled ? null : "没有调用函数（不影响改写，只是不能自己补查条款）";
    }

    private static async Task<string?> JsonAsync(ModelProvider provider, CancellationToken cancellationToken)
    {
        var settings = new OpenAIPromptExecutionSettings { MaxTokens = 50, ResponseFormat = "json_object" };
        var reply = await provider.Chat.GetChatMessageContentAsync(Ask("请输出 JSON 对象 {\"ok\": true}"), settings, provider.NewKernel(), cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(reply.Content ?? "");
            return json.RootElement.ValueKind == JsonValueKind.Object ? null : "答复不是 JSON 对象";
        }
        catch (JsonException)
        {
            return "答复不是 JSON（不影响改写）";
        }
    }

    private static ChatHistory Ask(string text)
    {
        var history = new ChatHistory();
        history.AddUserMessage(text);
        return history;
    }

    private sealed class Probe
    {
        public bool IsCalled { get; private set; }

        [KernelFunction("month"), Description("现在是几月")]
        public string Month()
        {
            IsCalled = true;
            return Word;
        }
    }
}
