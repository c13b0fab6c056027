using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;

namespace PolicyBot.Tests.Given;

/// <summary>A knowledge folder of an invented city, a folder of versions beside it, and the publisher with the real search and assistant.</summary>
public sealed class GivenPublishing : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 25);
    private readonly TemporaryFolder _folder = new();

    public GivenPublishing()
    {
        Store = new(_folder.File("published"));
        Drafts = new(Store.Drafts, Clock);
        WriteAllowance(30);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));

    public PublishingOptions Options { get; } = new();

    public VersionStore Store { get; }

    public DraftStore Drafts { get; }

    public string Folder => _folder.Path;

    public string Knowledge => _folder.File("knowledge");

    public List<PublishStep> Steps { get; } = [];

    /// <summary>Runs before each step; a test makes it throw or look.</summary>
    public Action<PublishStep> OnStep { get; set; } = _ => { };

    /// <summary>The one document, with its figure in two clauses that an answer has to agree on.</summary>
    public void WriteAllowance(int yuan) => Write("documents/a/document.md", TextOf(yuan));

    public static string TextOf(int yuan) =>
        $"云川市人民政府关于发放高温津贴的通知\n云川政发〔2025〕7号\n各区人民政府：\n现就有关事项通知如下：\n一、发放对象。在建筑工地露天作业的工人，每人每天{yuan}元。\n二、发放标准。高温津贴每人每天{yuan}元，由用人单位承担。\n三、发放时间。每年7月至8月。\n云川市人民政府\n2025年6月1日\n";

    public void WriteGold(string must) =>
        Write("gold/questions.jsonl", $$"""{"id":"g1","text":"高温津贴一天多少钱","clauses":["云川政发〔2025〕7号#正文/二"],"must":[["{{must}}"]]}""" + "\n");

    public void Write(string path, string text)
    {
        var file = Path.Combine(Knowledge, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public Publisher Publisher(IndexBuilder? build = null, VersionReviewer? review = null) => new(
        Store, Options, build ?? ((folder, knowledge, before, cancellation) => PolicyIndex.BuildApart(folder, knowledge, before, Clock, cancellation)), review ?? new ReleaseReviewer(Clock).ReviewAsync, Clock);

    public Task<Result<PublishOutcome>> PublishAsync(Func<PublishRequest, PublishRequest>? with = null, CancellationToken cancellation = default)
    {
        var request = new PublishRequest(Knowledge, "张三", Today);
        return Publisher().PublishAsync(with?.Invoke(request) ?? request, Tell, cancellation);
    }

    /// <summary>Publishes without asking anything, which is quick.</summary>
    public async Task<PublishEvent> QuickAsync()
    {
        var published = await PublishAsync(r => r with { SkipReview = true, Accept = "测试" });
        return published.Value.Event!;
    }

    public void Tell(PublishProgress progress)
    {
        if (Steps.Count > 0 && Steps[^1] == progress.Step)
            return;
        Steps.Add(progress.Step);
        OnStep(progress.Step);
    }

    /// <summary>What the serving version's document says.</summary>
    public string ServedText() => KnowledgeReader.Read(Store.KnowledgeOf(Store.Current!.Name)).Value.Documents.Single(d => d.Folder == "a").Text;

    public void Dispose() => _folder.Dispose();
}
