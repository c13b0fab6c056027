using PolicyBot.Answering.Embeddings;
using PolicyBot.Answering.Model;
using PolicyBot.Core;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Channels.BotFramework;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Console;
using PolicyBot.Web.HandOff;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Hosting;

/// <summary>Every section of settings and the class it binds to: a test compares this list with appsettings.sample.json, key by key.</summary>
public static class OptionSections
{
    public static IReadOnlyList<(string Section, Type Options)> All { get; } =
    [
        (PolicyBotOptions.Section, typeof(PolicyBotOptions)),
        (SiteOptions.Section, typeof(SiteOptions)),
        (ModelOptions.Section, typeof(ModelOptions)),
        (EmbeddingOptions.Section, typeof(EmbeddingOptions)),
        (LimitsOptions.Section, typeof(LimitsOptions)),
        (BotFrameworkOptions.Section, typeof(BotFrameworkOptions)),
        (DirectLineOptions.Section, typeof(DirectLineOptions)),
        (WeChatOptions.Section, typeof(WeChatOptions)),
        (WeComOptions.Section, typeof(WeComOptions)),
        (StorageOptions.Section, typeof(StorageOptions)),
        (HandOffOptions.Section, typeof(HandOffOptions)),
        (PublishingOptions.Section, typeof(PublishingOptions)),
        (ConsoleOptions.Section, typeof(ConsoleOptions)),
        (ConsoleOpenIdOptions.Section, typeof(ConsoleOpenIdOptions)),
    ];
}
