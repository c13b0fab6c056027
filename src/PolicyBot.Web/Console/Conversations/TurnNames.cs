using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Conversations;

/// <summary>What the console calls states, channels and kinds.</summary>
public static class TurnNames
{
    public static IReadOnlyDictionary<string, string> Statuses { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["answered"] = "已答",
        ["partly_answered"] = "部分回答",
        ["needs_clarification"] = "追问",
        ["not_found"] = "未找到",
        ["not_in_force"] = "不在有效期",
        ["out_of_scope"] = "范围外",
        ["refused"] = "拒答",
        ["greeting"] = "问候",
        ["failed"] = "出错",
        ["busy"] = "繁忙",
        ["too_many"] = "过快",
        ["not_ready"] = "未就绪",
    };

    public static IReadOnlyDictionary<string, string> Channels { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [PolicyBot.Web.Channels.DirectLine.DirectLineChannel.Name] = "网页对话",
        [Pages.IndexModel.Channel] = "网页提问",
        [Api.AskEndpoint.Channel] = "接口",
        [PolicyBot.Web.Channels.BotFramework.BotTurn.Channel] = "Bot Framework",
        ["wechat"] = "微信",
        ["wecom"] = "企业微信",
        [Cards.CardMaker.Channel] = "电话（坐席台）",
    };

    public static string StatusOf(string status) => Statuses.GetValueOrDefault(status, status);

    public static string ChannelOf(string channel) => Channels.GetValueOrDefault(channel, channel);

    public static string StateOf(TicketState state) => state switch
    {
        TicketState.Open => "待接",
        TicketState.Taken => "处理中",
        TicketState.Answered => "已回复",
        _ => "已办结",
    };

    public static string KindOf(DraftKind kind) => kind switch
    {
        DraftKind.Gold => "标准问题",
        DraftKind.Synonym => "同义词",
        _ => "转责任单位",
    };

    /// <summary>Where a conversation is looked at.</summary>
    public static string AddressOf(string channel, string conversation) =>
        $"/console/conversations/one?channel={Uri.EscapeDataString(channel)}&id={Uri.EscapeDataString(conversation)}";
}
