using System.Globalization;
using Microsoft.SemanticKernel;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Answering.Model;

/// <summary>The state of one wording: what was kept, dropped and shown. One instance a turn, one caller at a time.</summary>
internal sealed class WordingRun(Question question, Answer quoted, WordingPlan plan, WordingSources sources, bool isShown, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<string> _kept = [];
    private readonly List<Dropped> _dropped = [];
    private string _shown = "";
    private int _drafts;
    private LookUpPlugin? _lookUp;
    private WordingGate? _gate;
    private int _gateCitations;

    public Question Question => question;

    public Answer Quoted => quoted;

    public WordingSources Sources => sources;

    public IReadOnlyList<string> Kept => _kept;

    public IReadOnlyList<Dropped> Dropped => _dropped;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public string Model { get; private set; } = "";

    /// <summary>How the last draft failed; null where it did not.</summary>
    public string? Failure { get; set; }

    public string Outcome { get; private set; } = "";

    public long Tokens { get; private set; }

    /// <summary>Written by the model in all drafts of this turn.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>What the rules decided and how it was reckoned, without markers; empty where nothing was to be decided.</summary>
    public string Conclusion => quoted.Verdict is null && quoted.Amount is null ? ""
        : string.Join('\n', plan.Head.Select(WordingPlan.WithoutMarkers).Concat(quoted.Workings).Append(quoted.Amount?.Working ?? "").Where(l => l.Length > 0));

    // Found in the draft whose sentences were kept: markers of an earlier draft's look-ups mean other clauses.
    private IReadOnlyList<Citation> Citations => [.. quoted.Citations, .. _lookUp?.Found ?? []];

    /// <summary>Our own lines in front need no model: the citizen reads them at once.</summary>
    public AnswerPart? Open()
    {
        var head = WordingText.Join(plan.Head);
        if (!isShown || head.Length == 0 || !quoted.Text.StartsWith(head + "\n", StringComparison.Ordinal))
            return null;
        _shown = head + "\n";
        return new AnswerPart.Words(_shown);
    }

    public void Begin(string model, LookUpPlugin? lookUp)
    {
        (Model, Failure, _lookUp, _gate) = (model, null, lookUp, null);
        _drafts++;
    }

    public KernelArguments ArgumentsFor(string boundary)
    {
        var wanted = plan.Body.SelectMany(WordingPlan.MarkersOf).ToHashSet();
        var fixedLines = string.Join(' ', plan.Head.Concat(plan.Tail).Select(WordingPlan.WithoutMarkers));
        return new()
        {
            ["boundary"] = boundary,
            ["question"] = question.Text,
            ["verdict"] = fixedLines.Length == 0 ? "无，只转述资料" : fixedLines,
            ["evidence"] = string.Join('\n', quoted.Citations.Where(c => wanted.Contains(c.Marker)).Select(c => Evidence.Line(c.Marker, c.Quote, boundary))),
            ["reasons"] = _drafts == 0 || _dropped.Count == 0 ? "" : "上一稿没有通过，因为：" + string.Join("；", _dropped.Select(d => d.Reason).Distinct(StringComparer.Ordinal).Take(5)) + "。请重写。",
        };
    }

    public bool Passes(string sentence)
    {
        if (_kept.Contains(sentence, StringComparer.Ordinal))
            return false;
        // A look-up adds citations: then the gate is another.
        if (_gate is null || _gateCitations != Citations.Count)
            (_gate, _gateCitations) = (new(quoted, Citations, sources.Names, n => sources.Knowledge.Find(n)?.Text), Citations.Count);
        if (_gate.Check(sentence) is not { } fault)
            return true;
        _dropped.Add(fault);
        return false;
    }

    public AnswerPart Keep(string sentence)
    {
        var text = _kept.Count > 0 ? sentence
            : _shown.Length == 0 && plan.Head.Count > 0 ? WordingText.Join(plan.Head) + "\n" + TopicBefore(sentence) + sentence
            : TopicBefore(sentence) + sentence;
        _kept.Add(sentence);
        _shown += text;
        return new AnswerPart.Words(text);
    }

    public void Count(long input, long output) => (Tokens, OutputTokens) = (Tokens + input + output, OutputTokens + output);

    /// <summary>The worded answer, or the quoted one where wording brought nothing or would weaken it.</summary>
    public Answer Finish(string promptVersion)
    {
        var restored = WordingText.Restored(plan, _kept, sources.Names);
        var isWorth = _kept.Count > 0 && (isShown || restored.Count < plan.Body.Count);
        var worded = isWorth ? Worded(restored) : quoted;
        Outcome = worded.IsGenerated ? Failure is null ? "worded" : "partly worded, " + Failure : Failure ?? (_kept.Count == 0 ? "nothing passed" : "nothing gained");
        return worded with { Trace = new([.. quoted.Trace.Steps, .. sources.Steps.Trace.Steps, new TraceStep("model", Elapsed, Detail(promptVersion, restored.Count))]) };
    }

    // The sentences of a model seldom say whose words they are.
    private string TopicBefore(string sentence) => sentence.StartsWith(plan.Topic, StringComparison.Ordinal) ? "" : plan.Topic;

    /// <summary>What was not shown yet.</summary>
    public AnswerPart? Rest(Answer ended) =>
        ended.Text.StartsWith(_shown, StringComparison.Ordinal)
            ? ended.Text.Length > _shown.Length ? new AnswerPart.Words(ended.Text[_shown.Length..]) : null
            : null;

    private Answer Worded(IReadOnlyList<string> restored)
    {
        var text = WordingText.Join([.. plan.Head, TopicBefore(_kept[0]) + string.Concat(_kept), .. restored, .. plan.Tail]);
        var used = WordingPlan.MarkersOf(text).ToHashSet();
        var worded = quoted with { Text = text, IsGenerated = true, Citations = [.. Citations.Where(c => used.Contains(c.Marker))] };

        // The last word: measured from outside, as a client would, the worded answer has no breach that the quoted one has not.
        var breaches = AnswerAudit.Run(question.Text, worded, sources.Knowledge.Find).Count;
        return breaches > AnswerAudit.Run(question.Text, quoted, sources.Knowledge.Find).Count ? quoted : worded;
    }

    private string Detail(string promptVersion, int restored)
    {
        var faults = string.Join(", ", _dropped.GroupBy(d => d.Fault).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Count()}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Outcome}; {Model}; {promptVersion}; drafts {_drafts}; tokens {Tokens}; looked up {_lookUp?.Found.Count ?? 0}; kept {_kept.Count}; dropped {_dropped.Count} ({faults}); lines brought back {restored}");
    }
}
