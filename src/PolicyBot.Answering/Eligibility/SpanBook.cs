using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Collects the sentences that a text rests on and numbers them. Words of one sentence share a marker.</summary>
internal sealed class SpanBook(KnowledgeBase knowledge)
{
    private readonly List<EvidenceSpan> _spans = [];

    public IReadOnlyList<EvidenceSpan> Spans => _spans;

    /// <summary>[1] for the sentence that holds the words; empty where there are none.</summary>
    public string Mark(DocumentNumber document, ClauseWords? words)
    {
        if (words is null || knowledge.Find(document) is not { } found || found.FindClause(words.Clause) is not { } clause)
            return "";
        var known = _spans.FindIndex(s => s.Document == document && s.Clause == words.Clause && s.Start <= words.Start && words.End <= s.End);
        if (known >= 0)
            return $"[{_spans[known].Marker}]";
        var (start, end) = SentenceAround(found.Text, clause, words.Start, words.End);
        _spans.Add(new(_spans.Count + 1, document, words.Clause, start, end));
        return $"[{_spans.Count}]";
    }

    /// <summary>From the sentence's first character to its full stop, inside the clause and without blanks at the ends.</summary>
    private static (int Start, int End) SentenceAround(string text, Clause clause, int from, int to)
    {
        var start = from;
        while (start > clause.Start && text[start - 1] is not ('。' or '！' or '\n'))
            start--;
        var end = to;
        while (end < clause.End && text[end - 1] is not ('。' or '！' or '\n') && text[end] is not ('\n' or '〔'))
            end++;
        while (start < from && char.IsWhiteSpace(text[start]))
            start++;
        while (end > to && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }
}
