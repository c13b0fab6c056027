using Microsoft.Extensions.Options;
using PolicyBot.Answering.Model;

namespace PolicyBot.Web.Hosting;

/// <summary>The model that words answers, where an endpoint is set: one for the process, so that editions of the knowledge share its budget and its circuit breakers.</summary>
public static class ModelRegistration
{
    public static void AddModel(this WebApplicationBuilder builder)
    {
        builder.AddSection<ModelOptions>(ModelOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ModelOptions>>(new Validation());
        if (string.IsNullOrEmpty(builder.Configuration[ModelOptions.Section + ":Endpoint"]))
            return;
        builder.Services.AddSingleton(services => ModelWording.Create(
            services.GetRequiredService<IOptions<ModelOptions>>().Value, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>())!);
    }

    private sealed class Validation : IValidateOptions<ModelOptions>
    {
        public ValidateOptionsResult Validate(string? name, ModelOptions options) =>
            options.Faults() is [_, ..] faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
