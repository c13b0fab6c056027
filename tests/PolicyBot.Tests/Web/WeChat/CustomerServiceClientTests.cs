using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class CustomerServiceClientTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly Platform _platform = new();
    private readonly HttpClient _http;

    public CustomerServiceClientTests() => _http = new HttpClient(_platform) { BaseAddress = new Uri("http://127.0.0.1:9") };

    [Fact]
    public async Task Chinese_is_sent_raw_and_one_token_serves_many_messages()
    {
        var client = Client();
        Assert.Equal(SendOutcome.Sent, await client.SendAsync("o1", "可以申请", CancellationToken.None));
        Assert.Equal(SendOutcome.Sent, await client.SendAsync("o1", "再来", CancellationToken.None));
        Assert.Contains("可以申请", _platform.Bodies[1], StringComparison.Ordinal);
        Assert.Equal(1, _platform.Tokens);
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task A_refused_token_is_renewed_once_and_the_message_sent_again(int code)
    {
        _platform.Codes.Enqueue(code);
        Assert.Equal(SendOutcome.Sent, await Client().SendAsync("o1", "可以", CancellationToken.None));
        Assert.Equal(2, _platform.Tokens);

        _platform.Codes.Enqueue(code);
        _platform.Codes.Enqueue(code);
        Assert.Equal(SendOutcome.NotAllowed, await Client().SendAsync("o1", "可以", CancellationToken.None));
    }

    [Theory]
    [InlineData(45015, SendOutcome.WindowOrQuotaOver)]
    [InlineData(45047, SendOutcome.WindowOrQuotaOver)]
    [InlineData(45002, SendOutcome.TooLong)]
    [InlineData(45009, SendOutcome.LimitReached)]
    [InlineData(45011, SendOutcome.LimitReached)]
    [InlineData(48001, SendOutcome.NotAllowed)]
    public async Task A_final_refusal_is_not_tried_again(int code, SendOutcome expected)
    {
        _platform.Codes.Enqueue(code);
        Assert.Equal(expected, await Client().SendAsync("o1", "可以", CancellationToken.None));
        Assert.Equal(1, _platform.Sends);
    }

    [Fact]
    public async Task A_busy_platform_is_tried_again()
    {
        _platform.Codes.Enqueue(-1);
        _platform.Codes.Enqueue(-1);
        var sending = Client().SendAsync("o1", "可以", CancellationToken.None);
        while (!sending.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(SendOutcome.Sent, await sending);
        Assert.Equal(3, _platform.Sends);
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_it_ends()
    {
        var fetched = 0;
        using var tokens = new AccessTokens(_ => Task.FromResult(($"t{++fetched}", TimeSpan.FromHours(2))), _clock);
        Assert.Equal("t1", await tokens.GetAsync(refused: null, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(114));
        Assert.Equal("t1", await tokens.GetAsync(refused: null, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("t2", await tokens.GetAsync(refused: null, CancellationToken.None));
        Assert.Equal("t2", await tokens.GetAsync(refused: "t1", CancellationToken.None));
    }

    public void Dispose()
    {
        _http.Dispose();
        _platform.Dispose();
    }

    private CustomerServiceClient Client() => new(
        _http, new AccessTokens(TokenSources.StableToken(_http, "wx1", "secret"), _clock), "/cgi-bin/message/custom/send",
        (user, text) => new { touser = user, msgtype = "text", text = new { content = text } }, _clock, NullLogger<CustomerServiceClient>.Instance);

    /// <summary>The platform's API as its documentation tells it; codes are played in order, then 0.</summary>
    private sealed class Platform : HttpMessageHandler
    {
        public Queue<int> Codes { get; } = new();

        public List<string> Bodies { get; } = [];

        public int Tokens { get; private set; }

        public int Sends { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            var isToken = request.RequestUri!.AbsolutePath.EndsWith("stable_token", StringComparison.Ordinal);
            if (isToken)
                Tokens++;
            else
                Sends++;
            var json = isToken ? $"{{\"access_token\":\"t{Tokens}\",\"expires_in\":7200}}" : $"{{\"errcode\":{(Codes.TryDequeue(out var code) ? code : 0)},\"errmsg\":\"x\"}}";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        }
    }
}
