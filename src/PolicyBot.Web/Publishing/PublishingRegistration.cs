using Microsoft.Extensions.Options;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Publishing;

/// <summary>Versions in the host: the folder they stand in, the publisher with this program's search and assistant, taking versions from another server, giving them out.</summary>
public static class PublishingRegistration
{
    public static void AddPublishing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublishingOptions>().BindConfiguration(PublishingOptions.Section).ValidateDataAnnotations()
            .Validate(o => o.Source.Length == 0 || (Uri.TryCreate(o.Source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0), "Publishing:Source is an http or https address.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new VersionStore(KnowledgeFolders.LocatePublishing(
            services.GetRequiredService<IOptions<PolicyBotOptions>>().Value, services.GetRequiredService<IOptions<PublishingOptions>>().Value.Folder, Environment.CurrentDirectory)));
        builder.Services.AddSingleton(services => new DraftStore(services.GetRequiredService<VersionStore>().Drafts, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new Publisher(
            services.GetRequiredService<VersionStore>(),
            services.GetRequiredService<IOptions<PublishingOptions>>().Value,
            (folder, knowledge, before, cancellation) => PolicyIndex.BuildApart(folder, knowledge, before, services.GetRequiredService<TimeProvider>(), cancellation),
            new ReleaseReviewer(services.GetRequiredService<TimeProvider>()).ReviewAsync,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHttpClient(VersionReceiver.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromMinutes(10));
        builder.Services.AddSingleton<VersionReceiver>();
        builder.Services.AddSingleton<KnowledgeJobs>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KnowledgeJobs>());
        builder.Services.AddSingleton<KnowledgeDesk>();
        builder.Services.AddSingleton<VersionMetrics>();
        builder.Services.AddHostedService(services => services.GetRequiredService<VersionMetrics>());
    }
}
