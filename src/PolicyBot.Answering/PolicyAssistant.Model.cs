using System.Runtime.CompilerServices;
using PolicyBot.Answering.Model;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering;

/// <summary>The two ways out of a turn: whole, or piece by piece. With a model both pass its wording; without one they give the quoted answer.</summary>
public sealed partial class PolicyAssistant
{
    private const int LookUps = 2;
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
        var answer = await QuoteAsync(question, cancellation);
        if (_wording is not { } wording)
            return answer;
        await foreach (var part in wording.WordAsync(question, answer, SourcesFor(question), isShown: question.Shown is not null, cancellation))
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
        var answer = await QuoteAsync(question, cancellation);
        if (_wording is not { } wording)
        {
            yield return new AnswerPart.Words(answer.Text);
            yield return new AnswerPart.Done(answer);
            yield break;
        }

        await foreach (var part in wording.WordAsync(question, answer, SourcesFor(question), isShown: true, cancellation))
            yield return part;
    }

    private WordingSources SourcesFor(Question question) => new(
        _knowledge,
        _units,
        text => Retrieve(new Question(text, Conversation: null, question.AsOf), LookUps),
        hit => _timeline!.FindingFor(hit.Source, hit.Path, question.AsOf));
}
