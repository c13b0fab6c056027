using System.Globalization;
using System.Text;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>XML that goes out: a passive text reply, and the envelope around an encrypted one.</summary>
public static class WeChatXml
{
    public static string TextReply(string to, string from, DateTimeOffset at, string content) =>
        $"<xml><ToUserName>{CData(to)}</ToUserName><FromUserName>{CData(from)}</FromUserName>"
        + $"<CreateTime>{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}</CreateTime><MsgType>{CData("text")}</MsgType><Content>{CData(content)}</Content></xml>";

    public static string Envelope(string encrypted, string signature, string timestamp, string nonce) =>
        $"<xml><Encrypt>{CData(encrypted)}</Encrypt><MsgSignature>{CData(signature)}</MsgSignature><TimeStamp>{timestamp}</TimeStamp><Nonce>{CData(nonce)}</Nonce></xml>";

    /// <summary>A CDATA section that holds any text: its end mark is split over two sections, characters that XML forbids are dropped.</summary>
    public static string CData(string text) =>
        "<![CDATA[" + Legal(text).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal) + "]]>";

    private static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                legal.Append(text[i]).Append(text[++i]);
            else if (System.Xml.XmlConvert.IsXmlChar(text[i]))
                legal.Append(text[i]);
        }

        return legal.ToString();
    }
}
