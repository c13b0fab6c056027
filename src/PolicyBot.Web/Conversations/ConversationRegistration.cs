using PolicyBot.Answering.Conversations;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations;

public static class ConversationRegistration
{
    /// <summary>Storage and everything channels keep in it: conversations, dialogues, turns, tickets, retention. The schema is there before any other hosted service starts.</summary>
    public static IHostApplicationBuilder AddConversations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddStorage();
        builder.Services.AddSingleton<LiveConversations>();
        builder.Services.AddSingleton<DialogueStore>();
        builder.Services.AddSingleton(provider => new ConversationStore(provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<DialogueMemory>();
        builder.Services.AddSingleton<TurnLog>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TurnLog>());
        builder.Services.AddSingleton<TurnIndex>();
        builder.Services.AddSingleton<TurnFinder>();
        builder.Services.AddSingleton<PersonRecords>();
        builder.Services.AddHostedService<TurnIndexing>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Retention>());
        builder.Services.AddOptions<HandOffOptions>().BindConfiguration(HandOffOptions.Section);
        builder.Services.AddSingleton<HandOffDesk>();
        builder.Services.AddSingleton<TicketDesk>();
        builder.Services.AddGaps();
        builder.Services.AddSingleton<TicketDelivery>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TicketDelivery>());
        return builder;
    }
}
