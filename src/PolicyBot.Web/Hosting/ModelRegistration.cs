using Microsoft.Extensions.Options;
using PolicyBot.Answering.Embeddings;
using PolicyBot.Answering.Model;

namespace PolicyBot.Web.Hosting;

/// <summary>The models that word answers and embed clauses, where an endpoint is set: one each for the process, so that editions of the knowledge share budget and circuit breakers.</summary>
public static class ModelRegistration
{
    public static void AddModel(this WebApplicationBuilder builder)
    {
        builder.AddSection<ModelOptions>(ModelOptions.Section);
        builder.AddSection<EmbeddingOptions>(EmbeddingOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ModelOptions>>(new Validation<ModelOptions>(o => o.Faults()));
        builder.Services.AddSingleton<IValidateOptions<EmbeddingOptions>>(new Validation<EmbeddingOptions>(o => o.Faults()));
        if (!string.IsNullOrEmpty(builder.Configuration[EmbeddingOptions.Section + ":Endpoint"]))
        {
            builder.Services.AddSingleton(services => EmbeddingModel.Create(
                services.GetRequiredService<IOptions<EmbeddingOptions>>().Value, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())!);
        }

        if (string.IsNullOrEmpty(builder.Configuration[ModelOptions.Section + ":Endpoint"]))
            return;
        builder.Services.AddSingleton(services => ModelWording.Create(
            services.GetRequiredService<IOptions<ModelOptions>>().Value, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())!);
    }

    private sealed class Validation<T>(Func<T, IReadOnlyList<string>> faults) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            faults(options) is [_, ..] found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
