using System.Net;
using System.Text.Json;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Acceptance.Publishing;

/// <summary>Several servers, one version: by a shared folder and over HTTP, with real processes.</summary>
public sealed class FollowingServersTests : IDisposable
{
    private readonly PublishingFolder _folder = new();
    private readonly string _other = Directory.CreateTempSubdirectory("policybot-follower-").FullName;

    [Fact]
    public async Task A_server_without_knowledge_takes_each_version_from_the_publishing_server_and_rolls_back_with_it()
    {
        await _folder.PublishAsync(30);
        await using var source = await HostProcess.ReadyAsync([.. _folder.Settings, ("Publishing__Offer", "true"), ("Publishing__Key", "geheim")]);
        await using var follower = HostProcess.Start(url: null, ("Knowledge", Path.Combine(_other, "none")), ("Publishing__Folder", Path.Combine(_other, "published")),
            ("Publishing__Poll", "00:00:00.2"), ("Publishing__Source", source.Url), ("Publishing__Key", "geheim"));
        await ServesAsync(follower, 1);
        await _folder.PublishAsync(45);
        await ServesAsync(follower, 2);
        Assert.Contains("45元", await AskAsync(follower), StringComparison.Ordinal);
        Rollback.Run(_folder.Store, number: null, "测试", reason: null, TimeProvider.System);
        await ServesAsync(source, 1);
        await ServesAsync(follower, 1);
        Assert.Contains("30元", await AskAsync(follower), StringComparison.Ordinal);
        Assert.Contains("policybot_serving_version", await follower.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        using var stranger = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(source.Url + "/api/versions/current")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(follower.Url + "/api/versions/current")).StatusCode);
    }

    [Fact]
    public async Task A_half_copied_version_is_refused_until_it_is_whole_and_a_damaged_one_for_good()
    {
        await _folder.PublishAsync(30);
        await using var host = await HostProcess.ReadyAsync(_folder.Settings);
        // As a file copy between machines does it: the pointer arrives, a file of the version does not yet.
        var before = _folder.Store.Current!;
        await _folder.PublishAsync(45);
        var after = _folder.Store.Current!;
        await ServesAsync(host, 2);
        _folder.Store.Switch(before with { Id = "back" });
        await ServesAsync(host, 1);
        var text = Path.Combine(_folder.Store.KnowledgeOf(after.Name), "documents", "a", "document.md");
        var away = Path.Combine(_other, "document.md");
        File.Move(text, away);
        _folder.Store.Switch(after with { Id = "again" });
        await RefusedAsync(host, "可能正在复制");
        Assert.Contains("30元", await AskAsync(host), StringComparison.Ordinal);
        File.Move(away, text);
        await ServesAsync(host, 2);
        Assert.Contains("45元", await AskAsync(host), StringComparison.Ordinal);

        _folder.Store.Switch(before with { Id = "back again" });
        await ServesAsync(host, 1);
        await File.WriteAllTextAsync(text, PublishingFolder.TextOf(99));
        _folder.Store.Switch(after with { Id = "damaged" });
        await RefusedAsync(host, "已损坏");
        Assert.Contains("30元", await AskAsync(host), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_other, recursive: true);
    }

    private static async Task<string> AskAsync(HostProcess host)
    {
        using var content = new StringContent("{\"text\":\"高温津贴每人每天多少元\"}", System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/api/ask", content);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("answer").GetString()!;
    }

    private static Task ServesAsync(HostProcess host, int version) =>
        UntilAsync(host, ready => ready.TryGetProperty("version", out var served) && served.ValueKind == JsonValueKind.Object && served.GetProperty("number").GetInt32() == version);

    private static Task RefusedAsync(HostProcess host, string reason) =>
        UntilAsync(host, ready => ready.TryGetProperty("refused", out var refused) && refused.GetString()?.Contains(reason, StringComparison.Ordinal) == true);

    private static async Task UntilAsync(HostProcess host, Func<JsonElement, bool> holds)
    {
        await host.AnswersAsync("/health/ready", HttpStatusCode.OK);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var ready = JsonDocument.Parse(await host.Http.GetStringAsync("/health/ready", limit.Token));
            if (holds(ready.RootElement))
                return;
            await Task.Delay(50, limit.Token);
        }
    }
}
