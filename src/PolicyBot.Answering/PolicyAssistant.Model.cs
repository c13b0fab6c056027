using System.Runtime.CompilerServices;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Model;
using PolicyBot.Answering.Plugins;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering;

/// <summary>The two ways out of a turn: whole, or piece by piece. With a model both pass its wording; without one they give the quoted answer.</summary>
public sealed partial class PolicyAssistant
{
    private ModelWording? _wording;
    private ValidityTimeline? _timeline;
    private IReadOnlyCollection<string> _units = [];

    /// <summary>The same assistant with its answers worded by a model; null leaves it quotation-only. The wording outlives editions of the knowledge: it is not disposed here.</summary>
    public PolicyAssistant WordedBy(ModelWording? wording)
    {
        if (wording is null)
            return this;
        var worded = (PolicyAssistant)MemberwiseClone();
        (worded._wording, worded._timeline) = (wording, new(_knowledge));
        worded._units = [.. _knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Distinct(StringComparer.Ordinal)];
        return worded;
    }

    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        var answer = await QuoteOrRewriteAsync(question, cancellation);
        if (_wording is not { } wording)
            return answer;
        await foreach (var part in wording.WordAsync(Remaining(question, start), answer, SourcesFor(question), isShown: question.Shown is not null, cancellation))
        {
            if (part is AnswerPart.Done done)
                answer = done.Answer;
            else if (part is AnswerPart.Words words)
                question.Shown?.Report(words.Text);
        }

        return answer;
    }

    /// <summary>Checked pieces as they come, then the answer; for channels that show an answer while it is written. Leaving the enumeration ends the model's call.</summary>
    public async IAsyncEnumerable<AnswerPart> StreamAsync(Question question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        var answer = await QuoteOrRewriteAsync(question, cancellation);
        if (_wording is not { } wording)
        {
            yield return new AnswerPart.Words(answer.Text);
            yield return new AnswerPart.Done(answer);
            yield break;
        }

        await foreach (var part in wording.WordAsync(Remaining(question, start), answer, SourcesFor(question), isShown: true, cancellation))
            yield return part;
    }

    /// <summary>The quoted answer; where the documents' words were not reached and a model is there, that of the question in other words, shown as understood so.</summary>
    private async Task<Answer> QuoteOrRewriteAsync(Question question, CancellationToken cancellation)
    {
        var before = _conversations.Get(question.Conversation);
        var (answer, isUnreached) = await QuoteAsync(question, cancellation);
        if (!isUnreached || _wording is not { } wording)
            return answer;
        var start = _time.GetTimestamp();
        if (await wording.Rewriting.RewriteAsync(question, before.Focus?.Topic ?? "", cancellation) is not { } rewritten || LeadsElsewhere(rewritten, question))
            return answer;
        var after = _conversations.Get(question.Conversation);
        var (again, isStillUnreached) = await QuoteAsync(question with { Text = rewritten }, cancellation);
        if (isStillUnreached || again is not (Answered or PartlyAnswered or NotInForce or NeedsClarification) || again.Citations.Count == 0)
        {
            _conversations.Set(question.Conversation, after);
            return answer;
        }

        return again with
        {
            Text = _knowledge.Replies.Text("understood_as", ("question", rewritten)) + "\n" + again.Text,
            UnderstoodAs = rewritten,
            Trace = new([.. answer.Trace.Steps, new TraceStep("rewrite", _time.GetElapsedTime(start), wording.Rewriting.Version), .. again.Trace.Steps]),
        };
    }

    /// <summary>A place that the citizen did not name is not put into their mouth.</summary>
    private bool LeadsElsewhere(string rewritten, Question question)
    {
        var named = _reader.Read(question.Text, question.AsOf).Places.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return _reader.Read(rewritten, question.AsOf).Places.Any(p => !p.IsHome && !named.Contains(p.Name));
    }

    private Question Remaining(Question question, long start) => question.Patience is { } patience
        ? question with { Patience = TimeSpan.FromTicks(Math.Max(1, (patience - _time.GetElapsedTime(start)).Ticks)) }
        : question;

    private WordingSources SourcesFor(Question question)
    {
        var steps = new StepRecorder(_time);
        var turn = new Turn(question, ConversationState.New, _kernel, _time, steps);
        return new(
            _knowledge,
            _units,
            async (text, take, cancellation) => (await turn.SearchAsync(_evidence.QueryFor(_reader.Read(text, question.AsOf)) with { Take = take }, cancellation)).Hits,
            turn.ClauseAsync,
            (document, clause) => _timeline!.FindingFor(document, clause.Path, question.AsOf),
            steps);
    }
}
