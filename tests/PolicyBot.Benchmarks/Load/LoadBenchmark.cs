using System.Globalization;
using PolicyBot.Knowledge;

namespace PolicyBot.Benchmarks.Load;

/// <summary>
/// <c>load</c>: answers a second and times of each way in, beside a bare route of the same server, in turns within one run.
/// <c>load memory</c>: memory before and after so many turns. <c>load sockets</c>: so many open Web Chats. Server and clients on one machine.
/// </summary>
internal static class LoadBenchmark
{
    private const int Rounds = 3;

    /// <summary>Who come back again and again in the memory run: what is kept of a conversation is bounded and has its lifetime; growth beyond it would be a leak.</summary>
    private const int People = 3000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["serve", var url, var at])
            return await LoadServer.RunAsync(url, at);
        var gold = GoldReader.Read(Path.Combine("knowledge", "gold", "questions.jsonl"));
        if (!gold.IsSuccess)
        {
            await Console.Error.WriteLineAsync("Run it in the project's folder.");
            return 2;
        }

        string[] questions = [.. gold.Value.Where(g => g.Conversation is null).Select(g => g.Text)];
        var folder = Directory.CreateTempSubdirectory("policybot-load-").FullName;
        try
        {
            await using var server = await LoadServer.StartAsync(folder);
            await WarmUpAsync(server, questions);
            await (arguments switch
            {
                ["memory", .. var rest] => MemoryAsync(server, questions, Number(rest, 100_000)),
                ["sockets", .. var rest] => SocketsAsync(server, questions, Number(rest, 1000)),
                _ => RatesAsync(server, questions, Number(arguments, 3000)),
            });
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RatesAsync(LoadServer server, string[] questions, int requests)
    {
        foreach (var clients in (int[])[1, 8])
        {
            foreach (var (name, make) in ((string, Func<string, HttpRequestMessage>)[])[("/api/ask", q => Requests.Ask(q)), ("/api/messages", q => Requests.Messages(q)), ("/wechat, encrypted", q => Requests.WeChat(q))])
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    var answers = await ClosedLoop.RunAsync(server.Http, clients, requests / Rounds, n => make(questions[n % questions.Length]));
                    var bytes = (int)answers.MeanBytes;
                    var bare = await ClosedLoop.RunAsync(server.Http, clients, requests / Rounds, n => Requests.Bare(make(questions[n % questions.Length]), bytes));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {clients} clients\n   answers {answers}\n   bare    {bare}\n   ratio of rates {answers.PerSecond / bare.PerSecond:0.000}, of p99 {answers.P99 / bare.P99:0.0}"));
                }
            }
        }
    }

    private static async Task MemoryAsync(LoadServer server, string[] questions, int turns)
    {
        await TellMemoryAsync(server, 0);
        for (var part = 1; part <= 5; part++)
        {
            var figures = await ClosedLoop.RunAsync(server.Http, 8, turns / 5, n =>
            {
                var (question, who) = (questions[n % questions.Length], (n % People).ToString(CultureInfo.InvariantCulture));
                return (n % 3) switch
                {
                    0 => Requests.Ask(question, who),
                    1 => Requests.Messages(question, who),
                    _ => Requests.WeChat(question, who),
                };
            });
            Console.WriteLine(figures);
            await TellMemoryAsync(server, turns / 5 * part);
        }
    }

    private static async Task SocketsAsync(LoadServer server, string[] questions, int sockets)
    {
        var before = await server.MemoryAsync();
        var (figures, asked, lost, doubled) = await OpenSockets.RunAsync(server.Http, sockets, rounds: 6, questions);
        var after = await server.MemoryAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sockets} sockets, {asked} questions, {lost} lost, {doubled} doubled\n   {figures}\n   live memory {before.Live / 1e6:0.0} → {after.Live / 1e6:0.0} MB"));
    }

    private static async Task WarmUpAsync(LoadServer server, string[] questions)
    {
        foreach (var make in (Func<string, HttpRequestMessage>[])[q => Requests.Ask(q), q => Requests.Messages(q), q => Requests.WeChat(q)])
        {
            await ClosedLoop.RunAsync(server.Http, 4, 300, n => make(questions[n % questions.Length]));
            await ClosedLoop.RunAsync(server.Http, 4, 300, n => Requests.Bare(make(questions[n % questions.Length]), 3000));
        }
    }

    private static async Task TellMemoryAsync(LoadServer server, int turns)
    {
        var (live, held) = await server.MemoryAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {turns} turns: live {live / 1e6:0.0} MB, working set {held / 1e6:0.0} MB"));
    }

    private static int Number(string[] rest, int fallback) =>
        rest is [var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
