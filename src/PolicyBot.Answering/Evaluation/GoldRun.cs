using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;

namespace PolicyBot.Answering.Evaluation;

/// <summary>
/// Asks every gold question of the assistant as a client would, lines of one conversation in order, and scores what comes back.
/// Retrieval is measured with the same query that the assistant made (the plain question for turns that never searched).
/// </summary>
public sealed class GoldRun(PolicyAssistant assistant, DateOnly today)
{
    private const int Depth = 10;

    /// <param name="answered">Told after each question.</param>
    public async Task<EvaluationReport> RunAsync(IReadOnlyList<GoldQuestion> questions, CancellationToken cancellationToken, Action? answered = null)
    {
        // A fresh key for each run: an earlier run's conversations are not ours.
        var run = Guid.NewGuid().ToString("N");
        var outcomes = new List<GoldOutcome>(questions.Count);
        foreach (var gold in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var question = new Question(gold.Text, gold.Conversation is { } talk ? $"{run}:{talk}" : null, gold.AsOf ?? today);
            var answer = await assistant.AnswerAsync(question, cancellationToken);
            outcomes.Add(new(gold, answer, await RankOfAsync(gold, question, cancellationToken))
            {
                Faults = GoldScorer.FaultsOf(gold, answer),
                Breaches = [.. AnswerAudit.Run(gold.Text, answer, assistant.Knowledge.Find), .. VerdictAudit.Run(answer, assistant.Knowledge)],
            });
            answered?.Invoke();
        }

        return new(outcomes);
    }

    private async Task<int> RankOfAsync(GoldQuestion gold, Question question, CancellationToken cancellationToken)
    {
        if (!gold.Answerable || gold.Clauses.Count == 0 || gold.Conversation is not null)
            return 0;
        var hits = await assistant.RetrieveAsync(question, Depth, cancellationToken);
        for (var i = 0; i < hits.Count; i++)
        {
            if (gold.Clauses.Any(c => GoldScorer.Matches(c, hits[i].Document, hits[i].Path)))
                return i + 1;
        }

        return 0;
    }
}
