using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.Answering.Eligibility;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Search;
using PolicyBot.Web.Api;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Given;

/// <summary>The real host on a real loopback port, serving one small document; what it answers is the test's choice.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebHost(WebApplication app, string address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="ask">Null: <see cref="AnswerTo"/>.</param>
    /// <param name="isServing">False: the edition never comes.</param>
    public static Task<WebHost> StartAsync(
        Func<Question, CancellationToken, Task<Answer>>? ask = null, bool isServing = true, TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        StartAsync(isServing, () => isServing ? Result<Serving>.Success(Serving(ask)) : Result<Serving>.Failure(new Problem("documents/a/document.yaml", "缺少 number"), new Problem("lexicon", "读不出来")), clock, settings);

    /// <param name="log">Gets what the host writes with its own filters.</param>
    /// <param name="ask">Null: <see cref="AnswerTo"/>.</param>
    public static Task<WebHost> LoggedAsync(ILoggerProvider? log, Func<Question, CancellationToken, Task<Answer>>? ask, params (string Key, string Value)[] settings) =>
        StartAsync(isServing: true, () => Result<Serving>.Success(Serving(ask)), clock: null, settings, log);

    /// <summary>Serving another edition than the small document.</summary>
    public static Task<WebHost> ServeAsync(Func<Serving> build, TimeProvider? clock, (string Key, string Value)[] settings) => StartAsync(isServing: true, () => build(), clock, settings);

    private static async Task<WebHost> StartAsync(bool isServing, Func<Result<Serving>> build, TimeProvider? clock, (string Key, string Value)[] settings, ILoggerProvider? log = null)
    {
        var app = PolicyBotHost.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            if (log is not null)
                builder.Logging.AddProvider(log);
            builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal));
            if (clock is not null)
                builder.Services.AddSingleton(clock);
            builder.Services.AddSingleton<ServingBuilder>((_, _) => Task.FromResult(build()));
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var state = app.Services.GetRequiredService<ServingState>();
        while (isServing ? state.Current is null : !state.Reasons.Any(r => r.Contains("缺少 number", StringComparison.Ordinal)))
            await Task.Delay(10);
        return new(app, address);
    }

    public static PolicyDocument Document { get; } = MakeDocument();

    private static readonly Lazy<EligibilityDialogue> Dialogue = new(() => new(GivenEligibility.Knowledge));

    public static Serving Serving(Func<Question, CancellationToken, Task<Answer>>? ask = null) => new(
        new KnowledgeBase([Document]),
        ask ?? ((question, _) => Task.FromResult(AnswerTo(question))),
        request => new SearchShape([new(Document.Number.Value, Document.Title, "附件/一/（一）", "一、 › （一）", request.Query, [[0, 1]], 1.5, [])], 1, 0.1),
        (_, _, _) => new(ValidityStatus.Unstated, null, null, "文中未写明执行期"))
    {
        Assess = (facts, day) => EligibilityJson.From(Dialogue.Value.AssessAll(facts, day, out var refused), GivenEligibility.Knowledge, day, facts, refused),
        Examples = ["租房补贴有多少？", "谁可以申请租房补贴？"],
    };

    public static Answer AnswerTo(Question question)
    {
        var clause = Document.Clauses[2];
        return new Answered
        {
            Text = $"可以申请，见下文：“{clause.Text.Trim()}”[1]",
            AsOf = question.AsOf,
            Conversation = question.Conversation,
            UnderstoodAs = question.Text,
            Notice = "以审核部门认定为准",
            Suggestions = ["需要什么材料？"],
            Facts = question.Facts,
            Citations = [new(1, Document.Number, Document.Title, clause.Path, clause.HeadingLine, clause.Text, clause.Start, clause.End, Document.Digest, new(ValidityStatus.Unstated, null, null, "文中未写明执行期"))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static PolicyDocument MakeDocument()
    {
        (string Path, string Text, string[] Chain)[] parts =
        [
            ("正文/通知", "云川县人民政府关于印发《租房补贴办法》的通知\n", []),
            ("附件/一", "一、补贴对象和标准\n", ["一、补贴对象和标准"]),
            ("附件/一/（一）", "（一）新就业人员每月补贴300元。\n", ["一、补贴对象和标准", "（一）"]),
            ("附件/一/（二）", "（二）材料不全的，一次告知。\n", ["一、补贴对象和标准", "（二）"]),
        ];
        var clauses = new List<Clause>();
        var at = 0;
        foreach (var (path, text, chain) in parts)
        {
            clauses.Add(new Clause(ClausePath.Parse(path), text, at, at + text.Length) { HeadingChain = chain, Heading = chain.LastOrDefault() ?? "" });
            at += text.Length;
        }

        return new PolicyDocument(DocumentNumber.Parse("云政发〔2024〕7号"), "云川县租房补贴办法", string.Concat(parts.Select(p => p.Text)), clauses) { Issuer = "云川县人民政府", IssuedOn = new(2024, 3, 1) };
    }
}

/// <summary>Any other server on loopback: a connector, an OpenID server.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, string address)
    {
        _app = app;
        Address = address;
    }

    public string Address { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(handle);
        await app.StartAsync();
        return new(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
