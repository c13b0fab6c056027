using System.Net;

namespace PolicyBot.Acceptance.Hosting;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        await using var first = HostProcess.Start();
        await first.AnswersAsync("/health/live", HttpStatusCode.OK);
        await using var second = HostProcess.Start(first.Url);
        Assert.NotEqual(0, await second.EndAsync());
        Assert.Contains("已被其他程序占用", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_folder_that_cannot_be_made_is_said_in_one_sentence()
    {
        // A folder below a file cannot be made by anybody, the superuser included.
        await using var host = HostProcess.Start(url: null, ("Storage__ConnectionString", "Data Source=" + Path.Combine(HostProcess.Root, "PolicyBot.sln", "data", "a.db")));
        Assert.NotEqual(0, await host.EndAsync());
        Assert.Contains("无法启动", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_knowledge_leaves_the_host_up_saying_why_it_is_not_ready()
    {
        var knowledge = Directory.CreateTempSubdirectory("policybot-broken-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(knowledge, "documents", "a"));
            await File.WriteAllTextAsync(Path.Combine(knowledge, "documents", "a", "document.md"), "关于开店的通知\n一、给予补贴。\n");
            await File.WriteAllTextAsync(Path.Combine(knowledge, "documents", "a", "document.yaml"), "number: 某政发〔2023〕1号\nno_such_key: 1\n");
            await using var host = HostProcess.Start(url: null, ("Knowledge", knowledge));
            await host.AnswersAsync("/health/live", HttpStatusCode.OK);
            await WaitForAsync(host, "no_such_key");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Http.GetAsync("/health/ready")).StatusCode);
        }
        finally
        {
            Directory.Delete(knowledge, recursive: true);
        }
    }

    [Fact]
    public async Task An_index_folder_that_cannot_be_written_is_a_warning_and_answers_come_from_memory()
    {
        // A folder below a file cannot be made by anybody, the superuser included.
        await using var host = HostProcess.Start(url: null, ("Index", Path.Combine(HostProcess.Root, "PolicyBot.sln", "index")));
        await host.AnswersAsync("/health/ready", HttpStatusCode.OK);
        Assert.Contains("\"hits\":[{", await host.Http.GetStringAsync("/api/search?q=" + Uri.EscapeDataString("补贴")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_killed_while_it_builds_leaves_nothing_that_stops_the_next()
    {
        var index = Directory.CreateTempSubdirectory("policybot-killed-").FullName;
        try
        {
            await using (var killed = HostProcess.Start(url: null, ("Index", index)))
            {
                while (!Directory.EnumerateFileSystemEntries(index).Any())
                    await Task.Delay(1);
                killed.Kill();
            }

            await using var next = HostProcess.Start(url: null, ("Index", index));
            await next.AnswersAsync("/health/ready", HttpStatusCode.OK);
        }
        finally
        {
            Directory.Delete(index, recursive: true);
        }
    }

    [Fact]
    public async Task SIGTERM_ends_the_host_in_order()
    {
        await using var host = HostProcess.Start();
        await host.AnswersAsync("/health/ready", HttpStatusCode.OK);
        host.Terminate();
        Assert.Equal(0, await host.EndAsync());
        Assert.DoesNotContain("Unhandled exception", host.Output, StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(HostProcess host, string words)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await host.Http.GetAsync("/health/ready", limit.Token);
            if ((await response.Content.ReadAsStringAsync(limit.Token)).Contains(words, StringComparison.Ordinal))
                return;
            await Task.Delay(50, limit.Token);
        }
    }
}
