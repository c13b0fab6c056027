using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace PolicyBot.Benchmarks.Load;

/// <summary>Many Web Chats at once: each holds its socket open and asks every ten seconds; time runs from the post until the answer is on the socket. An answer that never comes, or comes twice, is counted.</summary>
internal static class OpenSockets
{
    private const string Base = "/v3/directline";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<(LoadFigures Figures, int Asked, int Lost, int Doubled)> RunAsync(HttpClient http, int sockets, int rounds, IReadOnlyList<string> questions)
    {
        var times = new ConcurrentBag<double>();
        int asked = 0, lost = 0, doubled = 0;
        using var opening = new SemaphoreSlim(20);
        var open = await Task.WhenAll(Enumerable.Range(0, sockets).Select(async _ =>
        {
            await opening.WaitAsync();
            try
            {
                return await OpenAsync(http);
            }
            finally
            {
                opening.Release();
            }
        }));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(open.Select(async (chat, n) =>
        {
            // Spread over the ten seconds, as people are.
            await Task.Delay(Between * ((double)n / sockets));
            for (var round = 0; round < rounds; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                var question = await chat.AskAsync(http, questions[(n + round) % questions.Count]);
                Interlocked.Increment(ref asked);
                if (await chat.AnsweredAsync(question, Patience))
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                else
                    Interlocked.Increment(ref lost);
                var rest = Between - Stopwatch.GetElapsedTime(begun);
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest);
            }

            Interlocked.Add(ref doubled, chat.Doubled);
            chat.Dispose();
        }));
        return (LoadFigures.Of(times, Stopwatch.GetElapsedTime(started)), asked, lost, doubled);
    }

    private static async Task<Chat> OpenAsync(HttpClient http)
    {
        var token = (string)(await PostAsync(http, $"{Base}/tokens/generate", token: null, new JsonObject()))["token"]!;
        var begun = await PostAsync(http, $"{Base}/conversations", token, new JsonObject { ["user"] = new JsonObject { ["id"] = "u1" } });
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)begun["streamUrl"]!), CancellationToken.None);
        return new Chat(socket, (string)begun["conversationId"]!, token);
    }

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, string? token, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private sealed class Chat : IDisposable
    {
        private readonly ClientWebSocket _socket;
        private readonly string _id;
        private readonly string _token;
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly Task _reading;

        public Chat(ClientWebSocket socket, string id, string token)
        {
            _socket = socket;
            _id = id;
            _token = token;
            _reading = ReadAsync();
        }

        /// <summary>Activities that came more than once.</summary>
        public int Doubled { get; private set; }

        public async Task<string> AskAsync(HttpClient http, string text) =>
            (string)(await PostAsync(http, $"{Base}/conversations/{_id}/activities", _token, new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "u1" } }))["id"]!;

        public async Task<bool> AnsweredAsync(string question, TimeSpan patience)
        {
            try
            {
                await Of(question).Task.WaitAsync(patience);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            _socket.Abort();
            _socket.Dispose();
        }

        private TaskCompletionSource Of(string question) => _answers.GetOrAdd(question, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

        private async Task ReadAsync()
        {
            var buffer = new byte[16384];
            using var frame = new MemoryStream();
            try
            {
                while (true)
                {
                    var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    if (part.MessageType is WebSocketMessageType.Close)
                        return;
                    frame.Write(buffer, 0, part.Count);
                    if (!part.EndOfMessage)
                        continue;
                    Take(JsonNode.Parse(frame.ToArray())!.AsObject());
                    frame.SetLength(0);
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Closed by us at the end; what is missing then has been counted.
            }
        }

        private void Take(JsonObject frame)
        {
            foreach (var activity in frame["activities"]!.AsArray().OfType<JsonObject>())
            {
                if (!_seen.Add((string)activity["id"]!))
                    Doubled++;
                if ((string?)activity["type"] is "message" && (string?)activity["replyToId"] is { } question)
                    Of(question).TrySetResult();
            }
        }
    }
}
