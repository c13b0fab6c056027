using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Web.Api;
using PolicyBot.Web.Channels.BotFramework;
using PolicyBot.Web.Channels.DirectLine;
using PolicyBot.Web.Channels.WeChat;
using PolicyBot.Web.Replies;

namespace PolicyBot.Benchmarks.Fuzz;

/// <summary>
/// <c>fuzz SECONDS [SEED]</c>: changed messages through everything that reads what strangers send, until the time is over. Nothing may throw; what throws is printed with its input.
/// The bounded properties of the same parsers run with the tests (FsCheck); this is the long run by hand.
/// </summary>
internal static class ParserFuzz
{
    private static readonly BotFrameworkOptions Options = new();
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly WeChatCrypto Crypto = new(Convert.ToBase64String(Key).TrimEnd('='), "wx1234567890abcdef");

    private static readonly string[] Activities =
    [
        """{"type":"message","id":"1","text":"公租房[1] *a* \ud83d\ude00","deliveryMode":"expectReplies","conversation":{"id":"c"},"from":{"id":"u"},"recipient":{"id":"b"},"serviceUrl":"http://127.0.0.1:1/","locale":"zh-CN"}""",
        """{"type":"conversationUpdate","membersAdded":[{"id":"b"},{"id":"u"}],"conversation":{"id":"c"},"from":{"id":"u"},"recipient":{"id":"b"},"serviceUrl":"http://localhost/"}""",
        """{"type":"event","name":"webchat:activity-status/feedback","from":{"id":"u"},"entities":[{"@id":"fb:01:like"},5,null],"channelData":{"clientActivityID":"x","a":[[[]]]}}""",
        """{"type":"message","value":{"text":"x","n":1e400},"from":{"id":"u"},"entities":[{"type":"mention","text":"<at>b</at>","mentioned":{"id":"b"}}]}""",
    ];

    private static readonly string[] Messages =
    [
        "<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[公租房]]></Content><MsgId>9223372036854775807</MsgId></xml>",
        "<xml><FromUserName>o</FromUserName><MsgType>event</MsgType><Event>CLICK</Event><EventKey>k&amp;</EventKey></xml>",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"v\">]><xml><Encrypt>&e;</Encrypt><a><b><c/></b></a></xml>",
    ];

    private static readonly string[] Pieces = ["\\ud800", "\\udfff", "\0", "]]>", "<![CDATA[", "&#x0;", "&lt;", "{", "[[[[[[[[", "\"", "1e999", "null", "\ufeff", "元", "\U0001F600", "<!--", "-->", "<?a ?>", "--", "id", "from", "text"];

    private static readonly (string Name, Func<Random, byte[]> Make, Action<byte[]> Read)[] Targets =
    [
        ("activity", r => Change(Pick(Activities, r), r), ReadActivity),
        ("posted activity", r => Change(Pick(Activities, r), r), ReadPosted),
        ("reference", r => Change(Pick(Activities, r), r), bytes => ConversationReference.Parse(Encoding.UTF8.GetString(bytes), Options)),
        ("xml", r => Change(Pick(Messages, r), r), bytes => WeChatMessage.TryParse(bytes, out _)),
        ("cipher text", r => Bytes(r, 200), bytes => Crypto.TryDecrypt(Convert.ToBase64String(bytes), out _)),
        ("not base64", r => Change(Crypto.Encrypt(Messages[0]), r), bytes => Crypto.TryDecrypt(Encoding.UTF8.GetString(bytes), out _)),
        ("frame", Frame, bytes => Crypto.TryDecrypt(Seal(bytes), out _)),
        ("reply", r => Change(Pick(Messages, r), r), ReadReply),
        ("service address", r => Change("http://127.0.0.1:80/a", r), bytes => ServiceUrls.IsAllowed(Encoding.UTF8.GetString(bytes), Options, out _)),
        ("watermark", r => Change("12", r), bytes => Watermark.TryParse(Encoding.UTF8.GetString(bytes), out _)),
    ];

    public static int Run(string[] arguments)
    {
        var seconds = arguments is [var s, ..] ? int.Parse(s, CultureInfo.InvariantCulture) : 60;
        var seed = arguments is [_, var given] ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        var random = new Random(seed);
        var counts = new long[Targets.Length];
        var faults = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
        {
            for (var i = 0; i < Targets.Length; i++)
            {
                for (var n = 0; n < 100; n++, counts[i]++)
                    faults += IsFine(Targets[i], Targets[i].Make(random)) ? 0 : 1;
            }
        }

        for (var i = 0; i < Targets.Length; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Targets[i].Name,-18}{counts[i],14:N0} inputs"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-18}{counts.Sum(),14:N0} inputs, {faults} faults, seed {seed}"));
        return faults == 0 ? 0 : 1;
    }

    private static bool IsFine((string Name, Func<Random, byte[]> Make, Action<byte[]> Read) target, byte[] input)
    {
        try
        {
            target.Read(input);
            return true;
        }
#pragma warning disable CA1031 // Finding any exception is what it is for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{target.Name}: {e.GetType().Name} {e.Message}\n{Convert.ToBase64String(input)}");
            return false;
        }
    }

    private static void ReadActivity(byte[] bytes)
    {
        var body = JsonBody.Parse(bytes);
        if (body.IsRead && IncomingActivity.Read(body.Root, Options, out _) is { } activity)
            _ = PolicyBot.Web.Conversations.ActivityJson.Write(BotTurn.Typing(activity)) + activity.Key;
    }

    private static void ReadPosted(byte[] bytes)
    {
        if (PostedActivity.Parse(bytes, out _) is not { } activity)
            return;
        _ = DirectLineFeedback.Read(activity);
        var text = PostedActivity.Clean(activity, out _);
        _ = MarkdownText.EscapeKeepingMarkers(text, [1]) + PolicyBot.Web.Conversations.ActivityJson.Write(activity);
    }

    /// <summary>Whatever is said comes out as XML that can be read again, and in parts that fit.</summary>
    private static void ReadReply(byte[] bytes)
    {
        foreach (var part in ReplyPages.Split(Encoding.UTF8.GetString(bytes), 300))
        {
            if (!WeChatMessage.TryParse(WeChatXml.TextReply("to", "from", DateTimeOffset.UnixEpoch, part), out _))
                throw new InvalidOperationException("A reply that cannot be read.");
        }
    }

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];

    private static byte[] Change(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Pieces, random)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(random.Next(1, 60), bytes.Count)));
                    break;
                default:
                    bytes.InsertRange(at, Bytes(random, 8));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Bytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A frame whose length, tail and padding lie, under the right key: what a thief of the key could send.</summary>
    private static byte[] Frame(Random random)
    {
        var bytes = new byte[16 * random.Next(1, 8)];
        random.NextBytes(bytes);
        if (bytes.Length >= 20 && random.Next(2) == 0)
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), random.Next(-5, bytes.Length + 5));
        bytes.AsSpan(bytes.Length - Math.Min(bytes.Length, random.Next(1, 34))).Fill((byte)random.Next(0, 34));
        return bytes;
    }

    private static string Seal(byte[] frame)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return Convert.ToBase64String(aes.EncryptCbc(frame, Key.AsSpan(0, 16), PaddingMode.None));
    }
}
