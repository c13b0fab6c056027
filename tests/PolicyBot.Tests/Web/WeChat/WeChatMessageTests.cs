using System.Text;
using FsCheck.Xunit;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class WeChatMessageTests
{
    [Fact]
    public void Elements_are_read_and_a_64_bit_id_keeps_all_its_digits()
    {
        Assert.True(WeChatMessage.TryParse("<xml><FromUserName><![CDATA[o1]]></FromUserName><MsgType>text</MsgType><Content><![CDATA[补贴 < 多少 & 啥]]></Content><MsgId>18446744073709551615</MsgId></xml>", out var message));
        Assert.Equal("o1", message.From);
        Assert.Equal("补贴 < 多少 & 啥", message["Content"]);
        Assert.Equal("18446744073709551615", message["MsgId"]);
        Assert.Equal("", message["Recognition"]);
    }

    [Fact]
    public void An_event_without_an_id_is_known_by_sender_time_and_event()
    {
        WeChatMessage.TryParse("<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime><Event>CLICK</Event><EventKey>a</EventKey></xml>", out var first);
        WeChatMessage.TryParse("<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime><Event>VIEW</Event><EventKey>a</EventKey></xml>", out var second);
        Assert.NotEqual(first.DedupeKey, second.DedupeKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":1}")]
    [InlineData("<html/>")]
    [InlineData("<xml><a></xml>")]
    [InlineData("<xml><a>&#xD800;</a></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><Content>&a;</Content></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><Content>&a;</Content></xml>")]
    [InlineData("<xml><a><a><a><a><a><a><a><a><a><a><a>x</a></a></a></a></a></a></a></a></a></a></a></xml>")]
    public void What_is_no_message_is_refused(string body) => Assert.False(WeChatMessage.TryParse(body, out _));

    [Property(MaxTest = 500)]
    public void No_body_throws(string text) => WeChatMessage.TryParse(Encoding.UTF8.GetBytes("<xml>" + text + "</xml>"), out _);

    [Fact]
    public void A_reply_survives_the_end_mark_of_a_cdata_section_and_characters_that_xml_forbids()
    {
        var xml = WeChatXml.TextReply("o1", "gh", DateTimeOffset.UnixEpoch, "a]]>b\u0001c\ud800d😀");
        Assert.True(WeChatMessage.TryParse(xml, out var back));
        Assert.Equal("a]]>bcd😀", back["Content"]);
    }
}
