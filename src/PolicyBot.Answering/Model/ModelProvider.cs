using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace PolicyBot.Answering.Model;

/// <summary>One provider: its model's name, its line, its Semantic Kernel connector. Safe for any number of threads.</summary>
internal sealed class ModelProvider : IDisposable
{
    private readonly HttpClient _http;

    public ModelProvider(string endpoint, string name, string apiKey, int retries, TimeProvider time)
    {
        (Name, Endpoint, _http) = (name, new(endpoint), ModelHttp.Create(retries, time));
        // Local servers ask for no key, the client library does.
#pragma warning disable SKEXP0010 // The one constructor that takes an address of an OpenAI-compatible server.
        Chat = new OpenAIChatCompletionService(name, Endpoint, apiKey.Length > 0 ? apiKey : "none", httpClient: _http);
#pragma warning restore SKEXP0010
    }

    public string Name { get; }

    public Uri Endpoint { get; }

    public IChatCompletionService Chat { get; }

    /// <summary>First the model of the section, then its spare; empty without an endpoint.</summary>
    public static IReadOnlyList<ModelProvider> From(ModelOptions options, TimeProvider time)
    {
        if (!options.IsConfigured)
            return [];
        var first = new ModelProvider(options.Endpoint, options.Name, options.ApiKey, options.Retries, time);
        return options.Spare.Endpoint.Length == 0
            ? [first]
            : [first, new(options.Spare.Endpoint, options.Spare.Name, options.Spare.ApiKey, options.Retries, time)];
    }

    /// <summary>A kernel of its own for each draft, so that functions and filters of one turn never meet another's.</summary>
    public Kernel NewKernel()
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(Chat);
        return builder.Build();
    }

    public void Dispose() => _http.Dispose();
}
