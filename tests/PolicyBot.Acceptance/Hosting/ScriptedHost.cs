using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Acceptance.Hosting;

/// <summary>
/// The real host on a loopback port with a scripted assistant: channels are tried, not answers. It can be stopped and started again on the same port and database.
/// </summary>
public sealed class ScriptedHost : IAsyncDisposable
{
    public const string ClauseText = "1.给予一次性开店补贴。首次开店且正常经营6个月以上的，给予1万元补贴。营业执照须在有效期内。";
    private static readonly PolicyDocument Document = new(
        DocumentNumber.Parse("某政发〔2023〕1号"), "关于支持居民开店的意见", ClauseText, [new Clause(ClausePath.Parse("正文/一/（一）/1"), ClauseText, 0, ClauseText.Length)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-host-").FullName;
    private readonly int _port = FreePort();
    private readonly (string Key, string Value)[] _settings;
    private WebApplication? _app;

    private ScriptedHost((string Key, string Value)[] settings) => _settings = settings;

    public string Url => $"http://127.0.0.1:{_port}";

    public IServiceProvider Services => _app!.Services;

    public static async Task<ScriptedHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = new ScriptedHost(settings);
        await host.UpAsync();
        return host;
    }

    public async Task UpAsync()
    {
        _app = PolicyBotHost.Build(["--urls", Url], builder =>
        {
            builder.Logging.ClearProviders();
            var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["PolicyBot:Storage:ConnectionString"] = $"Data Source={Path.Combine(_folder, "test.db")};Pooling=False",
                ["PolicyBot:Limits:PerAddressPerMinute"] = "0",
            };
            foreach (var (key, value) in _settings)
                settings[$"PolicyBot:{key}"] = value;
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<ServingBuilder>((_, _) => Task.FromResult(Result<Serving>.Success(Script())));
        });
        await _app.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_app.Services.GetRequiredService<ServingState>().Current is null)
            await Task.Delay(20, limit.Token);
    }

    public async Task DownAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public PolicyBotDb OpenDatabase() => Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PolicyBotDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An account of the staff console, ready to sign in with <paramref name="password"/>.</summary>
    public async Task AddStaffAsync(string name, string password, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<PolicyBot.Web.Console.Access.Accounts>();
        var made = await accounts.CreateAsync(name, name, roles, mayUseOpenIdConnect: false);
        Assert.True(made.IsSuccess, string.Join('；', made.Problems));
        Assert.True((await accounts.SetPasswordAsync(made.Value, password)).IsSuccess);
    }

    private static Serving Script() => new(
        new KnowledgeBase([Document]),
        WriteAsync,
        request => new PolicyBot.Search.SearchShape([new(Document.Number.Value, Document.Title, "正文/一/（一）/1", "一、支持开店 › （一）补贴 › 1.给予一次性开店补贴", request.Query, [], 1, [])], 1, 0.1),
        (_, _, _) => new(ValidityStatus.InForce, From: null, Until: null, "现行有效"))
    {
        Examples = ["首次开店能领多少钱？", "开店补贴要什么条件？"],
    };

    /// <summary>What a model words comes piece by piece where somebody reads along.</summary>
    private static async Task<Answer> WriteAsync(Question question, CancellationToken cancellationToken)
    {
        var answer = AnswerTo(question);
        if (answer.IsGenerated && question.Shown is { } shown)
        {
            foreach (var sentence in answer.Text.Split('。', StringSplitOptions.RemoveEmptyEntries))
            {
                shown.Report(sentence + "。");
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }

        return answer;
    }

    private static Answer AnswerTo(Question question) => question.Text switch
    {
        "首次开店能领多少钱？" => new Answered
        {
            Text = "首次开店且正常经营6个月以上的，给予1万元补贴[1]。",
            AsOf = question.AsOf,
            Notice = "以审核部门认定为准",
            Citations =
            [
                new(1, Document.Number, Document.Title, Document.Clauses[0].Path, "一、支持开店 › （一）补贴 › 1.给予一次性开店补贴", "首次开店且正常经营6个月以上的，给予1万元补贴。", 11, 34, Document.Digest,
                    new(ValidityStatus.InForce, From: null, Until: null, "现行有效")) { Display = "《关于支持居民开店的意见》（某政发〔2023〕1号）一、（一）1." },
            ],
        },
        "我能领吗" => new NeedsClarification { Text = "您的店正常经营了多久？", AsOf = question.AsOf, Missing = [new("months", "您的店正常经营了多久？", ["不满6个月", "6个月以上"])] },
        "说说看" => new Answered { Text = string.Concat(Enumerable.Repeat("首次开店可以申请补贴。", 12)) + "说完了。", AsOf = question.AsOf, IsGenerated = true },
        "房产证丢了怎么补" or "房产证丢了咋补" => new NotFound { Text = "现有文件没有写到。", AsOf = question.AsOf },
        "转人工" => new Greeting { Text = "您可以拨打12345政务服务便民热线。", AsOf = question.AsOf },
        var text => new Answered { Text = $"收到：{text}", AsOf = question.AsOf },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
