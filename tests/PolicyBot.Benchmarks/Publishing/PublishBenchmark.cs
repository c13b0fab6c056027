using System.Diagnostics;
using System.Globalization;
using PolicyBot.Answering.Evaluation;
using PolicyBot.Core;
using PolicyBot.Knowledge.Import;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Search;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>
/// <c>publish build [N…]</c>: so many generated documents, imported and published in one run: clauses a second as the corpus grows. <c>publish one [N]</c>: one more document
/// among so many, from the received file to the answer. <c>publish swap [N] [RATE]</c>: ten publications while so many questions a second are asked.
/// <c>publish pdf [PAGES]</c>: the worker's memory while it reads a long PDF.
/// </summary>
internal static class PublishBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (!Directory.Exists("knowledge"))
        {
            await Console.Error.WriteLineAsync("Run it in the project's folder.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("policybot-publish-").FullName;
        try
        {
            await (arguments switch
            {
                ["build", .. var counts] => BuildAsync(folder, counts.Length > 0 ? [.. counts.Select(c => Number(c, 0))] : [1000, 10_000]),
                ["one", .. var rest] => OneMoreDocument.RunAsync(folder, Number(rest.FirstOrDefault(), 1000)),
                ["swap", .. var rest] => SwapPause.RunAsync(folder, Number(rest.FirstOrDefault(), 1000), Number(rest.ElementAtOrDefault(1), 20)),
                ["pdf", .. var rest] => LongPdf.RunAsync(folder, Number(rest.FirstOrDefault(), 500)),
                _ => throw new ArgumentException("publish build [N…] | one [N] | swap [N] [RATE] | pdf [PAGES]", nameof(arguments)),
            });
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A knowledge folder of N imported documents.</summary>
    public static string Import(string folder, int count)
    {
        var made = new GeneratedDocuments("knowledge");
        var (knowledge, received) = (Path.Combine(folder, "knowledge-" + count.ToString(CultureInfo.InvariantCulture)), Directory.CreateDirectory(Path.Combine(folder, "received")).FullName);
        var files = Enumerable.Range(1, count).Select(n => Write(received, n, made.Text(n))).ToList();
        var started = Stopwatch.GetTimestamp();
        var imported = DocumentImporter.Import(files, Path.Combine(knowledge, "documents"));
        if (!imported.IsSuccess)
            throw new InvalidOperationException(string.Join('\n', imported.Problems.Take(5)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} documents imported in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        Directory.Delete(received, recursive: true);
        return knowledge;
    }

    public static string Write(string folder, int n, string text)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{n}.txt"));
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Publishes without asking anything, and tells how long each step took.</summary>
    public static async Task<PublishEvent> PublishAsync(string knowledge, VersionStore store, Action<PublishStep>? began = null)
    {
        var publisher = new Publisher(store, new(), (folder, read, before, cancellation) => PolicyIndex.BuildApart(folder, read, before, TimeProvider.System, cancellation), new ReleaseReviewer(TimeProvider.System).ReviewAsync, TimeProvider.System);
        var one = new Lock();
        PublishStep? at = null;
        var result = await publisher.PublishAsync(new(knowledge, "benchmark", ChinaTime.Today(TimeProvider.System)) { SkipReview = true, Accept = "benchmark" }, Tell, default);
        return result.IsSuccess && result.Value.Event is { } done ? done : throw new InvalidOperationException(string.Join('\n', result.Problems.Take(5)));

        void Tell(PublishProgress progress)
        {
            lock (one)
            {
                if (at == progress.Step)
                    return;
                at = progress.Step;
            }

            began?.Invoke(progress.Step);
        }
    }

    private static async Task BuildAsync(string folder, int[] counts)
    {
        foreach (var count in counts)
        {
            var knowledge = Import(folder, count);
            var store = new VersionStore(Path.Combine(folder, "published-" + count.ToString(CultureInfo.InvariantCulture)));
            var steps = new StepTimes();
            await PublishAsync(knowledge, store, steps.Begin);
            steps.End();
            var clauses = store.List()[0].Clauses;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} documents, {clauses} clauses published in {steps.Wall:0.0} s ({steps.Processor:0.0} s of processor time): {clauses / steps.Wall:0} clauses/s, {clauses / steps.Processor:0} a second of processor time\n   {steps}"));
            Directory.Delete(knowledge, recursive: true);
            Directory.Delete(store.Root, recursive: true);
        }
    }

    private static int Number(string? text, int fallback) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
