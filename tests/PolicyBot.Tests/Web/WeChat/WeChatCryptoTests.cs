using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class WeChatCryptoTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private const string AppId = "wx1234567890abcdef";

    [Theory]
    [InlineData("")]
    [InlineData("<xml><Content><![CDATA[创业补贴😀]]></Content></xml>")]
    [InlineData("十二个汉字正好让填充落在整块边上吗")]
    public void What_was_encrypted_is_decrypted_to_the_same_text(string text)
    {
        var crypto = new WeChatCrypto(Key, AppId);
        Assert.True(crypto.TryDecrypt(crypto.Encrypt(text), out var back));
        Assert.Equal(text, back);
    }

    [Fact]
    public void Every_length_of_padding_from_1_to_32_is_read()
    {
        var crypto = new WeChatCrypto(Key, AppId);
        Assert.All(Enumerable.Range(0, 40), length =>
        {
            Assert.True(crypto.TryDecrypt(crypto.Encrypt(new string('a', length)), out var back));
            Assert.Equal(length, back.Length);
        });
    }

    [Fact]
    public void A_message_for_another_account_is_refused() =>
        Assert.False(new WeChatCrypto(Key, AppId).TryDecrypt(new WeChatCrypto(Key, "wx0000000000000000").Encrypt("内容"), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("不是 base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_cannot_be_decrypted_is_refused_without_an_exception(string? encrypted) =>
        Assert.False(new WeChatCrypto(Key, AppId).TryDecrypt(encrypted, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(255)]
    public void Padding_outside_1_to_32_is_refused(byte padding) =>
        Assert.False(new WeChatCrypto(Key, AppId).TryDecrypt(Raw(new byte[16], 0, padding), out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(1000)]
    public void A_length_beyond_the_message_is_refused(int length)
    {
        var body = new byte[16];
        Assert.False(new WeChatCrypto(Key, AppId).TryDecrypt(Raw(body, length, 12), out _));
    }

    [Property(MaxTest = 500)]
    public void No_bytes_throw(byte[] bytes)
    {
        var crypto = new WeChatCrypto(Key, AppId);
        crypto.TryDecrypt(Convert.ToBase64String(bytes ?? []), out _);
        crypto.TryDecrypt(Encoding.Latin1.GetString(bytes ?? []), out _);
    }

    private static string Raw(byte[] random, int length, byte padding)
    {
        var plain = new byte[32];
        random.CopyTo(plain, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), length);
        plain.AsSpan(20).Fill(padding);
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(Key + "=");
        return Convert.ToBase64String(aes.EncryptCbc(plain, aes.Key.AsSpan(0, 16), PaddingMode.None));
    }
}
