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
        Console.WriteLine($"gate, {cited.Count} answers: {Latency.Of(cited, rounds: 5, a => Check(a, knowledge))}");

        await using var model = await LoopbackModel.StartAsync(r => ModelReply.Say(Scripts.Honest(r)) with { Silence = TimeSpan.FromMilliseconds(300), Pace = TimeSpan.FromMilliseconds(20) });
        using var wording = ModelWording.Create(new ModelOptions { Endpoint = model.Endpoint, Name = "loopback" })!;
        var worded = assistant.WordedBy(wording);
        var (first, all) = (new List<double>(), new List<double>());
        foreach (var question in gold.Value.Where(g => g.Conversation is null && g.Answerable).Take(20))
        {
            var start = Stopwatch.GetTimestamp();
            TimeSpan? shown = null;
            await foreach (var part in worded.StreamAsync(new Question(question.Text, null, question.AsOf ?? new DateOnly(2026, 11, 24)), CancellationToken.None))
                shown ??= part is AnswerPart.Words ? Stopwatch.GetElapsedTime(start) : null;
            first.Add(shown!.Value.TotalMilliseconds);
            all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"a model silent for 300 ms, then 4 characters each 20 ms: first checked piece after {first.Order().ElementAt(10):0} ms, the whole after {all.Order().ElementAt(10):0} ms (medians of 20)"));
        return 0;
    }

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
