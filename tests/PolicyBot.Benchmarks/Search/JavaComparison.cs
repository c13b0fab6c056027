using System.Diagnostics;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;
using PolicyBot.Search.Ranking;

namespace PolicyBot.Benchmarks.Search;

/// <summary>The same clauses and questions through Java Lucene with its SmartChineseAnalyzer (Debian's liblucene8-java): latency and recall.</summary>
internal static class JavaComparison
{
    private const string Jars = "/usr/share/java";

    public static int Run(BenchmarkArguments arguments)
    {
        var knowledge = BenchmarkCorpus.Documents(arguments);
        var questions = BenchmarkCorpus.Questions(arguments, knowledge);
        if (MissingFrom(Jars) is { } missing)
        {
            Console.WriteLine($"skipped: {missing} is not installed (Debian: apt-get install liblucene8-java default-jdk-headless)");
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("policybot-java-").FullName;
        try
        {
            Compare("documents", knowledge, questions, folder, rounds: 5, hasGold: true);
            Compare("enlarged", BenchmarkCorpus.Enlarged(knowledge, arguments.Clauses), questions, folder, rounds: 1, hasGold: false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Compare(string name, KnowledgeBase knowledge, IReadOnlyList<GoldQuestion> questions, string folder, int rounds, bool hasGold)
    {
        var clauses = Path.Combine(folder, name + "-clauses.tsv");
        var asked = Path.Combine(folder, "questions.tsv");
        File.WriteAllLines(clauses, ClauseRow.Of(knowledge).Select(r => Line(r.Key, r.Context + "\n" + r.Clause.Text)));
        File.WriteAllLines(asked, questions.Select(q => Line(string.Join(' ', q.Clauses), q.Text.ReplaceLineEndings(" "))));
        foreach (var analyzer in new[] { "smartcn", "smartcn+bigrams" })
            Console.WriteLine($"{name}: Java Lucene, {analyzer}: {Java(clauses, asked, analyzer, rounds, folder)}");

        using var index = PolicyIndex.InMemory(knowledge);
        var firstStage = RankingWeights.Of(new Dictionary<RankingFeature, double> { [RankingFeature.FirstStage] = 1 });
        foreach (var (label, weights) in new[] { ("first stage", firstStage), ("both stages", RankingWeights.Default) })
        {
            var latency = Latency.Of(questions, rounds, q => index.Searcher.Search(new(q.Text) { Weights = weights }));
            var ranks = questions.Select(q => index.Searcher.Search(new(q.Text) { Weights = weights }).Hits.ToList().FindIndex(h => q.Clauses.Contains($"{h.Document}#{h.Path}", StringComparer.Ordinal)) + 1).ToList();
            Console.WriteLine(FormattableString.Invariant($"{name}: this index, {label}: R@1 {ranks.Average(r => r == 1 ? 1.0 : 0):0.000} R@5 {ranks.Average(r => r is >= 1 and <= 5 ? 1.0 : 0):0.000} R@10 {ranks.Average(r => r is >= 1 and <= 10 ? 1.0 : 0):0.000} {latency}"));
        }

        if (!hasGold)
            Console.WriteLine($"{name}: recall says nothing here, no made clause is a gold one");
    }

    private static string Java(string clauses, string questions, string analyzer, int rounds, string folder)
    {
        var classPath = string.Join(':', Directory.EnumerateFiles(Jars, "lucene-*8*.jar"));
        var source = Path.Combine(AppContext.BaseDirectory, "java", "LuceneComparison.java");
        var start = new ProcessStartInfo("java", ["-Xmx2g", "-cp", classPath, source, clauses, questions, analyzer, rounds.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("java did not start.");
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"failed with exit code {process.ExitCode}";
    }

    private static string? MissingFrom(string jars)
    {
        if (!Directory.Exists(jars) || !Directory.EnumerateFiles(jars, "lucene-analyzers-smartcn-8*.jar").Any())
            return "liblucene8-java";
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return paths.Any(p => File.Exists(Path.Combine(p, "javac"))) ? null : "a Java development kit";
    }

    // Tab and line feed are the only characters the Java side has to undo.
    private static string Line(string key, string text) => key + "\t" + text.Replace('\t', ' ').Replace('\n', '\u2028').Replace("\r", "", StringComparison.Ordinal);
}
