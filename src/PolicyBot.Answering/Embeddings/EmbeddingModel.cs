using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SemanticKernel;
using OpenAI;
using PolicyBot.Answering.Model;

namespace PolicyBot.Answering.Embeddings;

/// <summary>The configured embedding model, through Semantic Kernel's OpenAI connector. One a process; safe for any number of threads.</summary>
public sealed class EmbeddingModel : IDisposable
{
    private const int Retries = 2;
    private const int LongestText = 6000;
    private readonly EmbeddingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HttpClient _http;
    private readonly Kernel _kernel;

    private EmbeddingModel(EmbeddingOptions options, TimeProvider time, ILogger log)
    {
        (_options, _time, _log) = (options, time, log);
        _http = ModelHttp.Create(Retries, time);
        var client = new OpenAIClient(
            new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : "none"),
            new OpenAIClientOptions { Endpoint = new(options.Endpoint), Transport = new HttpClientPipelineTransport(_http), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = Timeout.InfiniteTimeSpan });
        var builder = Kernel.CreateBuilder();
#pragma warning disable SKEXP0010 // The connector's embedding generator is still marked as experimental.
        builder.AddOpenAIEmbeddingGenerator(options.Name, client);
#pragma warning restore SKEXP0010
        _kernel = builder.Build();
    }

    public string Name => _options.Name;

    public int BatchSize => _options.BatchSize;

    /// <summary>Null where no endpoint is set. Errors: ArgumentException for options with <see cref="EmbeddingOptions.Faults"/>.</summary>
    public static EmbeddingModel? Create(EmbeddingOptions options, TimeProvider? time = null, ILoggerFactory? logs = null)
    {
        if (!options.IsConfigured)
            return null;
        if (options.Faults() is [_, ..] faults)
            throw new ArgumentException(string.Join('\n', faults), nameof(options));
        return new(options, time ?? TimeProvider.System, (logs ?? NullLoggerFactory.Instance).CreateLogger<EmbeddingModel>());
    }

    /// <summary>A vector of length one for each text, in order. Errors: whatever the server or its line does wrong.</summary>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var generator = _kernel.Services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var made = await generator.GenerateAsync(texts.Select(t => t.Length > LongestText ? t[..LongestText] : t), cancellationToken: cancellationToken);
        var vectors = made.Select(e => Normal(e.Vector.Span)).ToList();
        if (vectors.Count != texts.Count || vectors.Exists(v => v.Length == 0 || v.Length != vectors[0].Length))
            throw new InvalidDataException("The embedding server returned another number of vectors, or vectors of different lengths.");
        return vectors;
    }

    /// <summary>The question's vector; empty where the server is too slow or wrong: words then do alone.</summary>
    public async Task<ReadOnlyMemory<float>> EmbedQuestionAsync(string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default;
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await EmbedAsync([text], limit.Token))[0];
        }
#pragma warning disable CA1031 // Whatever an outside server does wrong: the question is searched by its words.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _log.LogWarning("Embedding model {Model} failed: {Fault}", Name, fault.GetType().Name);
            return default;
        }
    }

    public void Dispose() => _http.Dispose();

    private static float[] Normal(ReadOnlySpan<float> vector)
    {
        var length = 0d;
        foreach (var number in vector)
            length += (double)number * number;
        var normal = vector.ToArray();
        if (length > 0)
        {
            var scale = (float)(1 / Math.Sqrt(length));
            for (var i = 0; i < normal.Length; i++)
                normal[i] *= scale;
        }

        return normal;
    }
}
