using System.Diagnostics;
using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Model;
using PolicyBot.Benchmarks.Search;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.ModelServer;
using PolicyBot.Search;

namespace PolicyBot.Benchmarks.Model;

/// <summary>What the gate costs an answer, and how soon a first checked sentence is shown by a model that writes slowly.</summary>
internal static class GateCost
{
    private const int Questions = 200;
    private const int Piece = 4;
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync()
    {
        var read = KnowledgeReader.Read("knowledge");
        var gold = GoldReader.Read(Path.Combine("knowledge", "gold", "questions.jsonl"));
        if (!read.IsSuccess || !gold.IsSuccess)
        {
            await Console.Error.WriteLineAsync("Run it in the project's folder.");
            return 2;
        }

        var knowledge = read.Value;
        using var index = PolicyIndex.InMemory(knowledge);
        var timeline = new ValidityTimeline(knowledge);
        var assistant = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(TimeProvider.System), (document, clause, day) => timeline.FindingFor(document, clause.Path, day));
        var answers = new List<Answer>();
        foreach (var question in gold.Value.Where(g => g.Conversation is null).Take(Questions))
            answers.Add(await assistant.AnswerAsync(new Question(question.Text, null, question.AsOf ?? new DateOnly(2026, 11, 24)), CancellationToken.None));
        var cited = answers.Where(a => a.Citations.Count > 0).ToList();
        Console.WriteLine($"gate, {cited.Count} answers: {Latency.Of(cited, rounds: 5, a => Check(a, knowledge))}, processor time {ProcessorTime(cited, knowledge):0.00} ms an answer");

        var scripted = new Queue<double>();
        await using var model = await LoopbackModel.StartAsync(r =>
        {
            var said = Scripts.Honest(r);
            scripted.Enqueue(Silence.TotalMilliseconds + (Pace.TotalMilliseconds * PiecesOfFirstSentence(said)));
            return ModelReply.Say(said, Piece) with { Silence = Silence, Pace = Pace };
        });
        using var wording = ModelWording.Create(new ModelOptions { Endpoint = model.Endpoint, Name = "loopback" })!;
        var worded = assistant.WordedBy(wording);
        var (first, over, all) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var question in gold.Value.Where(g => g.Conversation is null && g.Answerable).Take(20))
        {
            var start = Stopwatch.GetTimestamp();
            TimeSpan? shown = null;
            scripted.Clear();
            // Our own lines in front come before the model is asked: they are not what is timed.
            await foreach (var part in worded.StreamAsync(new Question(question.Text, null, question.AsOf ?? new DateOnly(2026, 11, 24)), CancellationToken.None))
                shown ??= part is AnswerPart.Words && scripted.Count > 0 ? Stopwatch.GetElapsedTime(start) : null;
            if (shown is not { } seen)
                continue;
            first.Add(seen.TotalMilliseconds);
            over.Add(seen.TotalMilliseconds - scripted.Peek());
            all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"a model silent for 300 ms, then 4 characters each 20 ms: first checked sentence after {Median(first):0} ms, {Median(over):0} ms after the script had written it; the whole after {Median(all):0} ms (medians of {first.Count})"));
        return 0;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Of this process, so that a busy machine does not count.</summary>
    private static double ProcessorTime(List<Answer> answers, Core.KnowledgeBase knowledge)
    {
        const int Rounds = 10;
        var before = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
            answers.ForEach(a => Check(a, knowledge));
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (Rounds * answers.Count);
    }

    // A sentence is whole once it is known what follows its marker.
    private static int PiecesOfFirstSentence(string said) => (Math.Min(said.Length, said.IndexOf('。', StringComparison.Ordinal) + 2) + Piece - 1) / Piece;

    private static void Check(Answer answer, Core.KnowledgeBase knowledge)
    {
        var gate = new WordingGate(answer, answer.Citations, [], n => knowledge.Find(n)?.Text);
        foreach (var citation in answer.Citations)
        {
            foreach (var sentence in CitationCheck.SentencesOf(citation.Quote))
                gate.Check(sentence.TrimEnd('。') + "[" + citation.Marker + "]。");
        }
    }
}
