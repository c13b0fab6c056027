using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Evaluation;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Import;
using PolicyBot.Search;
using Xunit.Abstractions;

namespace PolicyBot.Acceptance;

/// <summary>A city nobody wrote the program for: its files are imported into an empty knowledge folder, indexed and asked about, with no further file.</summary>
public sealed class UnseenDocumentsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("other-kinds")]
    [InlineData("tables-and-lists")]
    [InlineData("daily-life")]
    [InlineData("city-services")]
    [InlineData("city-plans")]
    [InlineData("city-guides")]
    public void Every_clause_begins_and_ends_where_people_say(string corpus)
    {
        using var folder = new ImportedCorpus(corpus);
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(folder.Source, "documents.jsonl")))
        {
            using var expected = JsonDocument.Parse(line);
            var of = expected.RootElement;
            var title = of.GetProperty("title").GetString()!;
            var number = of.GetProperty("number").GetString() ?? "《" + title.Trim('《', '》') + "》";
            var document = Assert.Single(folder.Knowledge.Documents, d => d.Number.Value == number);
            Assert.Equal(document.Text, string.Concat(document.Clauses.Select(c => document.Text[c.Start..c.End])));
            var clauses = File.ReadLines(Path.Combine(folder.Source, of.GetProperty("expected").GetString()!)).Select(l => JsonDocument.Parse(l).RootElement.Clone()).ToList();
            for (var i = 0; i < Math.Max(clauses.Count, document.Clauses.Count); i++)
            {
                if (i >= clauses.Count || i >= document.Clauses.Count || !Agrees(clauses[i], document, document.Clauses[i]))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{number} 第{i + 1}条：应为 {(i < clauses.Count ? clauses[i].GetRawText() : "无")}，实为 {(i < document.Clauses.Count ? document.Clauses[i].Path.ToString() : "无")}"));
            }
        }

        Assert.Empty(wrong);
    }

    /// <param name="floor">Of answer accuracy: what is reached today without a lexicon entry; it only ever rises.</param>
    [Theory]
    [InlineData("other-kinds", 0.86)]
    [InlineData("tables-and-lists", 0.74)]
    [InlineData("daily-life", 0.81)]
    [InlineData("city-services", 0.78)]
    [InlineData("city-plans", 0.74)]
    [InlineData("city-guides", 0.84)]
    public async Task Questions_find_their_clause_and_nothing_is_invented(string corpus, double floor)
    {
        using var folder = new ImportedCorpus(corpus);
        using var index = PolicyIndex.OpenOrBuild(Path.Combine(folder.Root, "index"), folder.Knowledge, time: new FakeTimeProvider(Now)).Value;
        var time = new FakeTimeProvider(Now);
        var timeline = new ValidityTimeline(folder.Knowledge);
        var bot = PolicyAssistant.Create(folder.Knowledge, index.Searcher, new ConversationStore(time), (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf), time);
        var questions = GoldReader.Read(Path.Combine(folder.Source, "questions.jsonl"));
        Assert.True(questions.IsSuccess, string.Join('\n', questions.Problems));
        var report = await new GoldRun(bot, new DateOnly(2026, 11, 24)).RunAsync(questions.Value, CancellationToken.None);

        foreach (var metric in report.Exact.Concat(report.Measured))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric.Name,-30} {metric.Value:0.000} ({metric.Count})"));
        foreach (var fault in report.Outcomes.Where(o => !o.IsRight))
            output.WriteLine($"{fault.Gold.Id} {fault.Gold.Text}：{string.Join("；", fault.Faults)}");
        Assert.DoesNotContain(report.Exact, m => m.IsUnderFloor);
        Assert.InRange(Recall(report, "official"), 0.9, 1);
        Assert.InRange(Recall(report, "colloquial"), 0.75, 1);
        Assert.InRange(report.Measured.Single(m => m.Name == "answer accuracy").Value, floor, 1);
    }

    private static double Recall(EvaluationReport report, string register)
    {
        var asked = report.Outcomes.Where(o => o.Gold is { Answerable: true, Conversation: null, Clauses.Count: > 0 } && o.Gold.Register == register).ToList();
        Assert.NotEmpty(asked);
        return asked.Count(o => o.Rank is >= 1 and <= 5) / (double)asked.Count;
    }

    private static bool Agrees(JsonElement expected, PolicyDocument document, Clause clause)
    {
        var text = Squeeze(document.Text[clause.Start..clause.End]);
        return clause.Path.ToString() == expected.GetProperty("path").GetString()
            && text.StartsWith(Squeeze(expected.GetProperty("startsWith").GetString()!), StringComparison.Ordinal)
            && text.EndsWith(Squeeze(expected.GetProperty("endsWith").GetString()!), StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>All files of one corpus, imported into a knowledge folder that holds nothing else.</summary>
    private sealed class ImportedCorpus : IDisposable
    {
        public ImportedCorpus(string corpus)
        {
            Source = Path.Combine(RepositoryRoot(), "tests", "PolicyBot.Acceptance", "Corpora", corpus);
            var files = Directory.GetFiles(Source, "*.txt").Order(StringComparer.Ordinal).ToList();
            var imported = DocumentImporter.Import(files, Path.Combine(Root, "documents"));
            Assert.True(imported.IsSuccess, string.Join('\n', imported.Problems));
            var read = KnowledgeReader.Read(Root);
            Assert.True(read.IsSuccess, string.Join('\n', read.Problems));
            Knowledge = read.Value;
        }

        public string Root { get; } = Directory.CreateTempSubdirectory("policybot-unseen-").FullName;

        public string Source { get; }

        public KnowledgeBase Knowledge { get; }

        public void Dispose() => Directory.Delete(Root, recursive: true);

        private static string RepositoryRoot()
        {
            var at = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(at, "PolicyBot.sln")))
                at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests run outside the repository.");
            return at;
        }
    }
}
