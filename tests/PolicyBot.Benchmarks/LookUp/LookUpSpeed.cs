using System.Diagnostics;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Benchmarks.Search;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.Search;
using PolicyBot.Web.Api;
using PolicyBot.Web.Console.LookUp;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Benchmarks.LookUp;

/// <summary>
/// The staff's look-up over a large corpus as it happens while somebody types: every question of the gold set at a third, two thirds and all of its length, without filters and
/// with those for unit, kind and validity. What the browser and Kestrel add is not in it.
/// </summary>
internal static class LookUpSpeed
{
    public static int Run(BenchmarkArguments arguments)
    {
        var own = KnowledgeReader.Read("knowledge").Value;
        var questions = BenchmarkCorpus.Questions(arguments, own).Select(q => q.Text).ToList();
        var large = BenchmarkCorpus.Enlarged(own, arguments.Clauses);
        var knowledge = new KnowledgeBase(large.Documents) { Lexicon = own.Lexicon, Replies = own.Replies, Facts = own.Facts, EligibilityWords = own.EligibilityWords, Taxonomy = own.Taxonomy };
        using var index = PolicyIndex.InMemory(knowledge);
        var timeline = new ValidityTimeline(knowledge);
        var assistant = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(TimeProvider.System), (document, clause, day) => timeline.FindingFor(document, clause.Path, day));
        var serving = new Serving(knowledge, assistant.AnswerAsync, _ => new SearchShape([], 0, 0), timeline.FindingFor) { Find = assistant.Find };
        var finder = new ClauseFinder(new(), TimeProvider.System);
        var unit = knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.ResponsibleUnits).FirstOrDefault() ?? "";

        Measure("typing", questions, text => finder.Find(serving, new() { Q = text }, new(2026, 11, 25)));
        var first = Stopwatch.GetTimestamp();
        finder.Find(serving, new() { Q = questions[0], InForce = true }, new(2026, 11, 25));
        Console.WriteLine(FormattableString.Invariant($"the first one for what is in force on a day: {Stopwatch.GetElapsedTime(first).TotalMilliseconds:0} ms"));
        Measure("typing, only what is in force", questions, text => finder.Find(serving, new() { Q = text, InForce = true }, new(2026, 11, 25)));
        Measure($"typing, kind and unit {unit}", questions, text => finder.Find(serving, new() { Q = text, Kind = knowledge.Taxonomy.Kinds[0].Id, Unit = unit }, new(2026, 11, 25)));
        return 0;
    }

    private static void Measure(string name, List<string> questions, Func<string, LookUpResult> find)
    {
        var prefixes = questions.SelectMany(q => new[] { q[..Math.Max(1, q.Length / 3)], q[..Math.Max(1, q.Length * 2 / 3)], q }).Where(q => !char.IsHighSurrogate(q[^1])).ToList();
        foreach (var text in prefixes.Take(100))
            find(text);
        var times = new List<double>();
        var processor = new List<double>();
        var found = 0;
        foreach (var text in prefixes)
        {
            var used = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            found += find(text).Clauses.Count > 0 ? 1 : 0;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        times.Sort();
        processor.Sort();
        Console.WriteLine(FormattableString.Invariant($"{name}: {times.Count} look-ups, {found} found something, p50 {times[times.Count / 2]:0.0} ms, p95 {times[(int)(times.Count * 0.95)]:0.0} ms, longest {times[^1]:0.0} ms; of this process's processor time p50 {processor[processor.Count / 2]:0.0} ms, p95 {processor[(int)(processor.Count * 0.95)]:0.0} ms"));
    }
}
