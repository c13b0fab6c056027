using System.Text.Json;

namespace PolicyBot.Tests.Web.DirectLine;

/// <summary>Packages come from the registry that whoever builds has configured: pinned by content, no host is named.</summary>
public sealed class PinnedPackagesTests
{
    [Theory]
    [InlineData("tests/PolicyBot.Acceptance/Channels/js/package.json")]
    [InlineData("tests/PolicyBot.Acceptance/Channels/js/package-lock.json")]
    [InlineData("src/PolicyBot.Web/Chat/build/webchat.json")]
    [InlineData("src/PolicyBot.Web/Chat/build/fetch.mjs")]
    public void No_file_of_packages_names_a_host(string path) =>
        Assert.DoesNotContain("://", File.ReadAllText(Path.Combine(Root(), path)), StringComparison.Ordinal);

    [Fact]
    public void Every_package_of_the_lock_and_Web_Chat_are_pinned_by_their_content()
    {
        using var locked = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root(), "tests/PolicyBot.Acceptance/Channels/js/package-lock.json")));
        using var webChat = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root(), "src/PolicyBot.Web/Chat/build/webchat.json")));

        Assert.All(locked.RootElement.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0), p => Assert.StartsWith("sha512-", p.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal));
        Assert.StartsWith("sha512-", webChat.RootElement.GetProperty("integrity").GetString(), StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PolicyBot.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
