using System.Text;
using System.Xml;

namespace PolicyBot.Web.Channels.WeChat;

/// <summary>
/// The elements of a callback body. Any may be missing: a missing one reads as empty. MsgId stays a string (64 bits).
/// Errors: a body that is no XML, has a DTD, is nested too deep or too long gives false.
/// </summary>
public sealed class WeChatMessage
{
    private const int MaxDepth = 8;
    private readonly Dictionary<string, string> _elements;

    private WeChatMessage(Dictionary<string, string> elements) => _elements = elements;

    public string this[string name] => _elements.GetValueOrDefault(name, "");

    public string To => this["ToUserName"];

    public string From => this["FromUserName"];

    public string Type => this["MsgType"];

    public string? Encrypt => _elements.GetValueOrDefault("Encrypt");

    /// <summary>What makes a retry the same message of its sender: MsgId, else time and event.</summary>
    public string DedupeKey => this["MsgId"].Length > 0
        ? this["MsgId"]
        : $"{this["CreateTime"]}|{this["Event"]}|{this["EventKey"]}";

    public static bool TryParse(ReadOnlySpan<byte> body, out WeChatMessage message)
    {
        message = new(new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            using var stream = new MemoryStream(body.ToArray());
            using var reader = XmlReader.Create(stream, Settings(body.Length));
            return Read(reader, message._elements);
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException)
        {
            return false;
        }
    }

    public static bool TryParse(string xml, out WeChatMessage message) => TryParse(Encoding.UTF8.GetBytes(xml), out message);

    private static XmlReaderSettings Settings(int length) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Math.Max(1, length),
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Text of the root's children; deeper elements belong to no message we know and are passed over.</summary>
    private static bool Read(XmlReader reader, Dictionary<string, string> elements)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || !string.Equals(reader.Name, "xml", StringComparison.Ordinal))
            return false;

        var name = "";
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return false;
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth == 1:
                    name = reader.Name;
                    text.Clear();
                    if (reader.IsEmptyElement)
                        elements[name] = "";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when reader.Depth == 2:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when reader.Depth == 1:
                    elements[name] = text.ToString();
                    break;
            }
        }

        return true;
    }
}
