namespace PolicyBot.Web.Chat;

public static class ChatEndpoints
{
    public static IServiceCollection AddChat(this IServiceCollection services) =>
        services.AddSingleton(_ => new WebChatBundle()).AddSingleton<ChatPage>();

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/chat", (Delegate)routes.ServiceProvider.GetRequiredService<ChatPage>().Show);
        routes.MapGet("/chat/webchat-es5.js", (Delegate)routes.ServiceProvider.GetRequiredService<WebChatBundle>().Serve);
        routes.MapGet("/chat/webchat-es5.js.LICENSE.txt", (Delegate)routes.ServiceProvider.GetRequiredService<WebChatBundle>().ServeLicense);
    }
}
