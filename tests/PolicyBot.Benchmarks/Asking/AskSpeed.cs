using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Benchmarks.Search;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge;
using PolicyBot.Search;

namespace PolicyBot.Benchmarks.Asking;

/// <summary>
/// The whole way of a question in one process, from the citizen's words to the checked answer: on the knowledge folder as it is, and on a large corpus made
/// of its sentences with the same lexicon. Steps are those of the answer's own trace.
/// </summary>
internal static class AskSpeed
{
    public static async Task<int> RunAsync(BenchmarkArguments arguments)
    {
        var read = KnowledgeReader.Read(arguments.Knowledge);
        if (!read.IsSuccess)
        {
            Console.Error.WriteLine("No knowledge: " + string.Join("; ", read.Problems));
            return 2;
        }

        var knowledge = read.Value;
        var questions = BenchmarkCorpus.Questions(arguments, knowledge);
        await MeasureAsync("documents", knowledge, questions, rounds: 3);
        var enlarged = BenchmarkCorpus.Enlarged(knowledge, arguments.Clauses) with { Lexicon = knowledge.Lexicon, Replies = knowledge.Replies };
        await MeasureAsync("enlarged", enlarged, questions, rounds: 1);
        return 0;
    }

    private static async Task MeasureAsync(string name, KnowledgeBase knowledge, IReadOnlyList<GoldQuestion> questions, int rounds)
    {
        using var index = PolicyIndex.InMemory(knowledge);
        var start = Stopwatch.GetTimestamp();
        var assistant = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(TimeProvider.System), logs: NullLoggerFactory.Instance);
        var made = Stopwatch.GetElapsedTime(start);
        var steps = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        var latency = await Latency.OfAsync(questions, rounds, async q =>
        {
            var answer = await assistant.AnswerAsync(new Question(q.Text, Conversation: null, q.AsOf ?? DateOnly.FromDateTime(DateTime.UnixEpoch)), CancellationToken.None);
            foreach (var step in answer.Trace.Steps)
            {
                if (!steps.TryGetValue(step.Name, out var times))
                    steps[step.Name] = times = [];
                times.Add(step.Duration.TotalMilliseconds);
            }
        });
        Console.WriteLine(FormattableString.Invariant($"{name}: {knowledge.Documents.Sum(d => d.Clauses.Count)} clauses, {questions.Count} questions, assistant made in {made.TotalMilliseconds:0} ms, ask {latency}"));
        foreach (var (step, times) in steps.OrderByDescending(s => s.Value.Sum()))
            Console.WriteLine(FormattableString.Invariant($"  {step}: mean {times.Average():0.000} ms, {times.Count} times"));
    }
}
