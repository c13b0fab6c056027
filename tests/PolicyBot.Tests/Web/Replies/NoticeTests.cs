using PolicyBot.Core.Answers;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Replies;

namespace PolicyBot.Tests.Web.Replies;

/// <summary>Whoever is told of an entitlement is told who decides it, whatever the channel.</summary>
public sealed class NoticeTests
{
    private const string Notice = "以审核部门认定为准";

    private static readonly Answer Told = new Answered { Text = "按您说的情况，列明的条件都符合。", AsOf = new(2026, 11, 24), Verdict = Verdict.LikelyEligible, Notice = Notice };

    [Fact]
    public void Activities() => Assert.Contains(Notice, ActivityReply.Of(Told, s => s)["text"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public void WeChat() => Assert.Contains(Notice, WeChatText.Of(Told, "", s => s).Text, StringComparison.Ordinal);
}
