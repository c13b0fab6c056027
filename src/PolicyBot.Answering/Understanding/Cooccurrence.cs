using PolicyBot.Core;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>A word that stands with another one. Unit: normalized pointwise mutual information, 0 for chance, 1 for never apart.</summary>
public sealed record Associate(string Word, double Strength);

/// <summary>
/// Which words of the documents stand together: in one sentence, in one row of a table, or in a sentence and the headings above it. Derived without a person, so that a
/// document that nobody has written a lexicon for has it at once. It orders and suggests; that words stand together proves nothing. Immutable; safe for any number of threads.
/// </summary>
public sealed class Cooccurrence
{
    private const string Ends = "。；;！？\n";

    /// <summary>Words in more sentences than this share tell nothing of their neighbours.</summary>
    private const double Common = 0.08;

    /// <summary>Met together once is chance.</summary>
    private const int LeastTogether = 2;

    // Of a large corpus the first of a word's sentences tell as much as all of them, and a question waits for the count.
    private const int LooksAt = 400;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int[]> _contexts = [];
    private readonly List<List<int>> _postings = [];
    private readonly WordBreaks _breaks;

    private Cooccurrence(KnowledgeBase knowledge, WordBreaks breaks)
    {
        _breaks = breaks;
        var headings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var clause in knowledge.Documents.SelectMany(d => d.Clauses))
        {
            var above = clause.HeadingChain.Where(h => !string.Equals(h, clause.Heading, StringComparison.Ordinal)).SelectMany(HeadingWords).ToList();
            foreach (var sentence in clause.Text.Split(Ends.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Add(WordsOf(sentence).Concat(above));
        }

        IReadOnlyList<string> HeadingWords(string heading) =>
            headings.TryGetValue(heading, out var known) ? known : headings[heading] = [.. WordsOf(heading)];
    }

    public static Cooccurrence From(KnowledgeBase knowledge, WordBreaks breaks) => new(knowledge, breaks);

    /// <summary>Strongest first; empty for a word that the documents do not have, or that has no company of its own.</summary>
    public IReadOnlyList<Associate> With(string word, int most)
    {
        if (ContextsWith(word) is not { Count: >= LeastTogether } found || found.Count > _contexts.Count * Common)
            return [];
        var together = new Dictionary<int, int>();
        foreach (var context in found.Take(LooksAt))
        {
            foreach (var id in _contexts[context])
                together[id] = together.GetValueOrDefault(id) + 1;
        }

        var looked = Math.Min(LooksAt, found.Count);
        return
        [
            .. together.Where(t => t.Value >= LeastTogether && _postings[t.Key].Count <= _contexts.Count * Common && !Overlap(word, _words[t.Key]))
                .Select(t => new Associate(_words[t.Key], Strength(t.Value * (double)found.Count / looked, found.Count, _postings[t.Key].Count)))
                .OrderByDescending(a => a.Strength).ThenBy(a => a.Word, StringComparer.Ordinal).Take(most),
        ];
    }

    private double Strength(double together, int one, int other)
    {
        var all = (double)_contexts.Count;
        var joint = Math.Min(1, together / all);
        return joint >= 1 ? 1 : Math.Log(joint * all * all / ((double)one * other)) / -Math.Log(joint);
    }

    private static bool Overlap(string one, string other) => one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);

    // A word that the dictionary cuts (公租房) is where all its parts are.
    private IReadOnlyList<int> ContextsWith(string word)
    {
        if (_ids.TryGetValue(word, out var known))
            return _postings[known];
        var parts = WordsOf(word).ToList();
        return parts.Count == 0 || !parts.TrueForAll(_ids.ContainsKey) ? []
            : [.. parts.Select(p => (IEnumerable<int>)_postings[_ids[p]]).Aggregate((a, b) => a.Intersect(b))];
    }

    private void Add(IEnumerable<string> words)
    {
        var ids = words.Distinct(StringComparer.Ordinal).Select(IdOf).ToArray();
        if (ids.Length < 2)
            return;
        foreach (var id in ids)
            _postings[id].Add(_contexts.Count);
        _contexts.Add(ids);
    }

    private int IdOf(string word)
    {
        if (_ids.TryGetValue(word, out var known))
            return known;
        _words.Add(word);
        _postings.Add([]);
        return _ids[word] = _words.Count - 1;
    }

    private IEnumerable<string> WordsOf(string text)
    {
        var normal = TextNormalizer.Normalize(text);
        return _breaks.Split(normal).Select(b => normal[b.Start..b.End]).Where(Vocabulary.IsHanWord);
    }
}
