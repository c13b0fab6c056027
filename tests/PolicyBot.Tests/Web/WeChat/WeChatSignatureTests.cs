using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class WeChatSignatureTests
{
    [Fact]
    public void The_parts_are_sorted_ordinally_before_hashing()
    {
        // Upper case sorts before lower case and digits before both: a culture's order would give another hash.
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData("1700000000ZebraappleToken"u8));
        Assert.Equal(expected, WeChatSignature.Of("appleToken", "1700000000", "Zebra"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000")]
    public void Another_signature_does_not_match(string? given) =>
        Assert.False(WeChatSignature.Matches(given, "token", "1700000000", "nonce"));
}
