using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Composition;

/// <summary>A word that stands with another one. Unit: normalized pointwise mutual information, 0 for chance, 1 for never apart.</summary>
internal sealed record Associate(string Word, double Strength);

/// <summary>
/// Which words of a document stand together: in one sentence, in one row of a table, or in a sentence and the headings above it. Derived without a person, so that a
/// document that nobody has written a lexicon for has it at once. It suggests what to ask next; that words stand together proves nothing, and as further words of the search
/// it was measured without gain. Immutable; safe for any number of threads.
/// </summary>
internal sealed class Cooccurrence
{
    private const double Common = 0.2;

    /// <summary>Met together once is chance.</summary>
    private const int LeastTogether = 2;

    private static readonly char[] Ends = ['。', '；', ';', '！', '？', '\n'];

    private readonly Dictionary<string, List<int>> _sentencesOf = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<string>> _sentences = [];
    private readonly WordBreaks _breaks;

    public Cooccurrence(PolicyDocument document, WordBreaks breaks)
    {
        _breaks = breaks;
        var headings = document.Clauses.SelectMany(c => c.HeadingChain).Distinct(StringComparer.Ordinal).ToDictionary(h => h, h => WordsOf(h).ToList(), StringComparer.Ordinal);
        foreach (var clause in document.Clauses)
        {
            var above = clause.HeadingChain.Where(h => !string.Equals(h, clause.Heading, StringComparison.Ordinal)).SelectMany(h => headings[h]).ToList();
            foreach (var sentence in clause.Text.Split(Ends, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Add([.. WordsOf(sentence).Concat(above).Distinct(StringComparer.Ordinal)]);
        }
    }

    /// <summary>Strongest first; empty for a word that the document does not have, that is everywhere in it, or that has no company of its own.</summary>
    public IReadOnlyList<Associate> With(string word, int most)
    {
        var found = SentencesWith(word);
        if (found.Count < LeastTogether || IsCommon(found.Count))
            return [];
        return
        [
            .. found.SelectMany(s => _sentences[s]).GroupBy(w => w, StringComparer.Ordinal)
                .Where(g => g.Count() >= LeastTogether && !IsCommon(_sentencesOf[g.Key].Count) && !Overlap(word, g.Key))
                .Select(g => new Associate(g.Key, Strength(g.Count(), found.Count, _sentencesOf[g.Key].Count)))
                .Where(a => a.Strength > 0)
                .OrderByDescending(a => a.Strength).ThenBy(a => a.Word, StringComparer.Ordinal).Take(most),
        ];
    }

    // Words in a good part of all sentences tell nothing of their neighbours; in a short document three sentences are no good part.
    private bool IsCommon(int sentences) => sentences > Math.Max(4, _sentences.Count * Common);

    private double Strength(double together, int one, int other)
    {
        var all = (double)_sentences.Count;
        return together >= all ? 0 : Math.Log(together * all / ((double)one * other)) / -Math.Log(together / all);
    }

    private static bool Overlap(string one, string other) => one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);

    // A word that the dictionary cuts (公租房) is where all its parts are.
    private IReadOnlyList<int> SentencesWith(string word)
    {
        if (_sentencesOf.TryGetValue(word, out var known))
            return known;
        var parts = WordsOf(word).ToList();
        return parts.Count == 0 || !parts.TrueForAll(_sentencesOf.ContainsKey) ? [] : [.. parts.Select(p => (IEnumerable<int>)_sentencesOf[p]).Aggregate((a, b) => a.Intersect(b))];
    }

    private void Add(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (!_sentencesOf.TryGetValue(word, out var sentences))
                _sentencesOf[word] = sentences = [];
            sentences.Add(_sentences.Count);
        }

        _sentences.Add(words);
    }

    private IEnumerable<string> WordsOf(string text)
    {
        var normal = TextNormalizer.Normalize(text);
        return _breaks.Split(normal).Select(b => normal[b.Start..b.End]).Where(Vocabulary.IsHanWord);
    }
}
