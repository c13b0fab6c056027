using System.Diagnostics;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;

namespace PolicyBot.Benchmarks.Search;

/// <summary>Building, opening and searching the documents as they are and a large corpus made from them.</summary>
internal static class SearchSpeed
{
    public static int Run(BenchmarkArguments arguments)
    {
        var small = BenchmarkCorpus.Documents(arguments);
        if (small.Documents.Count == 0)
        {
            Console.Error.WriteLine("No documents: give --documents with the lines of `policybot documents --json`.");
            return 2;
        }

        var questions = BenchmarkCorpus.Questions(arguments, small);
        var folder = Directory.CreateTempSubdirectory("policybot-benchmark-").FullName;
        try
        {
            Measure("documents", folder, small, questions, rounds: 5);
            Measure("enlarged", folder, BenchmarkCorpus.Enlarged(small, arguments.Clauses), questions, rounds: 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Measure(string name, string folder, Core.KnowledgeBase knowledge, IReadOnlyList<GoldQuestion> questions, int rounds)
    {
        var clauses = knowledge.Documents.Sum(d => d.Clauses.Count);
        var path = Path.Combine(folder, name);
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        PolicyIndex.OpenOrBuild(path, knowledge).Value.Dispose();
        var built = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        start = Stopwatch.GetTimestamp();
        using var index = PolicyIndex.OpenOrBuild(path, knowledge).Value;
        var opened = Stopwatch.GetElapsedTime(start);
        var bytes = index.Manifest.Files.Sum(f => f.Length);
        var latency = Latency.Of(questions, rounds, q => index.Searcher.Search(new(q.Text) { Facets = BenchmarkCorpus.FacetsOf(q) }));
        GC.Collect();
        Console.WriteLine(FormattableString.Invariant(
            $"{name}: {clauses} clauses, built and published in {built.TotalSeconds:0.00} s ({clauses / built.TotalSeconds:0} clauses/s; {processor.TotalSeconds:0.00} s of processor time), opened in {opened.TotalMilliseconds:0} ms, {bytes / 1e6:0.0} MB on disk, search {latency}, working set {Environment.WorkingSet / 1e6:0} MB (managed {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB, the corpus itself included)"));
    }
}
