using PolicyBot.Answering.Evaluation;
using PolicyBot.Answering.Model;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge;
using PolicyBot.ModelServer;
using PolicyBot.Search;
using PolicyBot.Tests.Given;
using Xunit.Abstractions;

namespace PolicyBot.Tests.Answering.Model;

/// <summary>The gold set with models that lie: no exact property worse, no fewer right answers than without a model.</summary>
public sealed class GoldWithModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sloppy")]
    [InlineData("malicious")]
    [InlineData("honest")]
    public async Task With_a_model_no_answer_is_less_true_than_without(string script)
    {
        var knowledge = GivenModel.Knowledge();
        using var index = PolicyIndex.InMemory(knowledge);
        var gold = GoldReader.Read(Path.Combine(Repository.Root, "knowledge/gold/questions.jsonl")).Value;
        // Every fourth of the questions, and whole conversations: the full set is the acceptance run's.
        var few = gold.Where((g, i) => g.Conversation is null && i % 4 == 0).ToList();
        var quoted = await new GoldRun(GivenModel.Assistant(knowledge, index), GivenModel.Today).RunAsync(few, CancellationToken.None);

        await using var model = await LoopbackModel.StartAsync(Scripts.All[script]);
        using var wording = ModelWording.Create(GivenModel.Options(model.Endpoint));
        var worded = await new GoldRun(GivenModel.Assistant(knowledge, index).WordedBy(wording), GivenModel.Today).RunAsync(few, CancellationToken.None);

        var lost = quoted.Outcomes.Zip(worded.Outcomes).Where(p => p.First.IsRight && !p.Second.IsRight).ToList();
        output.WriteLine($"{script}: {few.Count} questions, {worded.Outcomes.Count(o => o.Answer.IsGenerated)} worded, {quoted.Outcomes.Count(o => o.IsRight)} right quoted, {worded.Outcomes.Count(o => o.IsRight)} right worded");
        foreach (var (before, after) in lost)
            output.WriteLine($"{before.Gold.Id} {before.Gold.Text}\n  {before.Answer.Text}\n  {after.Answer.Text}\n  {string.Join("；", after.Faults)}");
        foreach (var one in worded.Outcomes.Where(o => o.Breaches.Count > 0))
            output.WriteLine($"{one.Gold.Id} {string.Join("；", one.Breaches)}");
        // What the sloppy and the malicious script write is either the clause's own words or a lie.
        if (script != "honest")
            Assert.All(quoted.Outcomes.Zip(worded.Outcomes), p => Assert.Empty(NewWords(p.First.Answer, p.Second.Answer)));
        Assert.NotEmpty(model.Requests);
        Assert.Equal(quoted.Exact.Select(m => (m.Name, m.Value)), worded.Exact.Select(m => (m.Name, m.Value)));
        Assert.Empty(lost);
        Assert.All(quoted.Outcomes.Zip(worded.Outcomes), p => Assert.Equal((p.First.Answer.Verdict, p.First.Answer.Amount, AnswerJson.StatusOf(p.First.Answer)), (p.Second.Answer.Verdict, p.Second.Answer.Amount, AnswerJson.StatusOf(p.Second.Answer))));
    }

    private static IEnumerable<string> NewWords(Answer quoted, Answer worded) => CitationCheck.SentencesOf(worded.Text)
        .Where(s => !quoted.Text.Contains(s, StringComparison.Ordinal))
        // What the answer is about stands in front in our own words.
        .Select(s => WordingPlan.Of(quoted).Topic is { Length: > 0 } topic && s.StartsWith(topic, StringComparison.Ordinal) ? s[topic.Length..] : s)
        .Select(s => EvidenceText.Squeeze(WordingPlan.WithoutMarkers(s)).TrimEnd('。'))
        .Where(s => !worded.Citations.Any(c => EvidenceText.Squeeze(c.Quote).Contains(s, StringComparison.Ordinal)));
}
