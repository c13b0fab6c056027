using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PolicyBot.ModelServer;

/// <summary>A server on this machine that speaks the OpenAI protocol and plays a script: chat, streaming, tools, JSON mode, embeddings, errors, delays.</summary>
public sealed class LoopbackModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ChatRequest> _requests = new();
    private int _rounds;

    private LoopbackModel(WebApplication app, Func<ChatRequest, ModelReply> script)
    {
        _app = app;
        Script = script;
    }

    /// <summary>May be changed between requests.</summary>
    public Func<ChatRequest, ModelReply> Script { get; set; }

    /// <summary>Base address, ends in /v1.</summary>
    public string Endpoint => _app.Urls.First().TrimEnd('/') + "/v1";

    /// <summary>Every chat request so far, in order.</summary>
    public IReadOnlyList<ChatRequest> Requests => [.. _requests];

    /// <summary>Texts embedded so far; a cache shows by this number.</summary>
    public int Embedded { get; private set; }

    public static async Task<LoopbackModel> StartAsync(Func<ChatRequest, ModelReply> script, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port, o => o.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var model = new LoopbackModel(app, script);
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = new[] { new { id = "loopback", @object = "model", created = 0, owned_by = "loopback" } } }));
        app.MapPost("/v1/chat/completions", model.ChatAsync);
        app.MapPost("/v1/embeddings", model.EmbedAsync);
        await app.StartAsync();
        return model;
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task ChatAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: gone);
        var request = new ChatRequest(body.RootElement.Clone(), Interlocked.Increment(ref _rounds) - 1);
        _requests.Enqueue(request);
        var reply = Script(request);
        try
        {
            await Task.Delay(reply.Delay, gone);
            if (reply.Status != 200)
                await FailAsync(context, reply);
            else if (request.IsStream)
                await StreamAsync(context, request, reply);
            else
                await WholeAsync(context, request, reply);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The caller left: nothing is owed.
        }
    }

    private static async Task FailAsync(HttpContext context, ModelReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new { error = new { message = "scripted failure", type = "server_error", code = reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) } }, context.RequestAborted);
    }

    private static async Task WholeAsync(HttpContext context, ChatRequest request, ModelReply reply)
    {
        await Task.Delay(reply.Silence, context.RequestAborted);
        if (reply.IsCut)
        {
            context.Abort();
            return;
        }

        object message = reply.Calls.Count > 0
            ? new { role = "assistant", content = (string?)null, tool_calls = Calls(reply) }
            : new { role = "assistant", content = reply.Text };
        await context.Response.WriteAsJsonAsync(
            new
            {
                id = "chatcmpl-" + request.Round,
                @object = "chat.completion",
                created = 0,
                model = request.Model,
                choices = new[] { new { index = 0, message, finish_reason = reply.Calls.Count > 0 ? "tool_calls" : "stop" } },
                usage = Usage(request, reply.Text),
            },
            context.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext context, ChatRequest request, ModelReply reply)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(reply.Silence, context.RequestAborted);
        await SendAsync(new { role = "assistant", content = "" }, null);
        if (reply.Calls.Count > 0)
            await SendAsync(new { tool_calls = Calls(reply) }, null);
        var said = new StringBuilder();
        do
        {
            foreach (var piece in reply.Pieces)
            {
                await Task.Delay(reply.Pace, context.RequestAborted);
                await SendAsync(new { content = piece }, null);
                said.Append(piece);
            }
        }
        while (reply.IsEndless);
        if (reply.IsCut)
        {
            context.Abort();
            return;
        }

        await SendAsync(new { }, reply.Calls.Count > 0 ? "tool_calls" : "stop");
        await EventAsync(new { id = "chatcmpl-" + request.Round, @object = "chat.completion.chunk", created = 0, model = request.Model, choices = Array.Empty<object>(), usage = Usage(request, said.ToString()) });
        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);

        Task SendAsync(object delta, string? finish) =>
            EventAsync(new { id = "chatcmpl-" + request.Round, @object = "chat.completion.chunk", created = 0, model = request.Model, choices = new[] { new { index = 0, delta, finish_reason = finish } } });

        async Task EventAsync(object data)
        {
            await context.Response.WriteAsync("data: " + JsonSerializer.Serialize(data) + "\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static object[] Calls(ModelReply reply) =>
        [.. reply.Calls.Select((c, i) => new { index = i, id = "call_" + i, type = "function", function = new { name = c.Name, arguments = c.Arguments } })];

    private static object Usage(ChatRequest request, string said)
    {
        var asked = request.Messages.Sum(m => m.Text.Length);
        return new { prompt_tokens = asked, completion_tokens = said.Length, total_tokens = asked + said.Length };
    }

    private async Task EmbedAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var input = body.RootElement.GetProperty("input");
        List<string> texts = input.ValueKind == JsonValueKind.Array ? [.. input.EnumerateArray().Select(t => t.GetString() ?? "")] : [input.GetString() ?? ""];
        Embedded += texts.Count;
        var inBase64 = body.RootElement.TryGetProperty("encoding_format", out var format) && string.Equals(format.GetString(), "base64", StringComparison.Ordinal);
        await context.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                model = "loopback-embedding",
                data = texts.Select((t, i) => new { @object = "embedding", index = i, embedding = inBase64 ? (object)InBase64(SmallEmbedding.Of(t)) : SmallEmbedding.Of(t) }).ToArray(),
                usage = new { prompt_tokens = texts.Sum(t => t.Length), total_tokens = texts.Sum(t => t.Length) },
            },
            context.RequestAborted);
    }

    private static string InBase64(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        Buffer.BlockCopy(vector, 0, bytes, 0, bytes.Length);
        return Convert.ToBase64String(bytes);
    }
}

/// <summary>A deterministic embedding of 64 dimensions: hashed pairs of characters, of length one. Texts that share words are near.</summary>
public static class SmallEmbedding
{
    public const int Dimension = 64;

    public static float[] Of(string text)
    {
        var vector = new float[Dimension];
        for (var i = 0; i + 1 < text.Length; i++)
            vector[SHA256.HashData(Encoding.UTF8.GetBytes(text.Substring(i, 2)))[0] % Dimension]++;
        var length = MathF.Sqrt(vector.Sum(v => v * v));
        return length == 0 ? vector : [.. vector.Select(v => v / length)];
    }
}
