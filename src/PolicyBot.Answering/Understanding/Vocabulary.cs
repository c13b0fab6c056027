using PolicyBot.Core;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// The words that the documents (and the lexicon) use: what a question can be covered by, and what a mistyped word may have been.
/// Everything in it is normalized (<see cref="TextNormalizer"/>). Immutable.
/// </summary>
public sealed class Vocabulary
{
    private const int LongestPhrase = 6;

    // Beyond this much text a word seen once is more likely an accident than a term, and memory matters.
    private const int LargeCorpus = 1_000_000;

    private readonly Dictionary<string, int> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bySound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byNearSound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byPinyin = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, int> _bigrams = [];
    private readonly Dictionary<char, int> _characters = [];
    private readonly List<string> _texts = [];

    private readonly WordBreaks _words;
    private readonly Dictionary<char, List<string>> _byFirst = [];

    // Of a large corpus, instead of its texts: scanning them all takes longer than the rest of a question. Hashed, so that a miss is certain and a hit nearly.
    private readonly HashSet<uint>? _triples;
    private readonly int _clauses;

    private Vocabulary(KnowledgeBase knowledge, WordBreaks words)
    {
        _words = words;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var size = 0;
        _triples = knowledge.Documents.Sum(d => d.Clauses.Sum(c => (long)c.Text.Length)) < LargeCorpus ? null : [];
        // Cutting texts into words is the long part, and each stands alone.
        var titles = knowledge.Documents.Select(d => (Text: d.Title, IsClause: false));
        var texts = titles.Concat(knowledge.Documents.SelectMany(d => d.Clauses).Select(c => (c.Text, IsClause: true))).AsParallel().AsOrdered()
            .Select(t => (Text: TextNormalizer.Normalize(t.Text), t.IsClause)).Select(t => (t.Text, t.IsClause, Breaks: words.Split(t.Text)));
        foreach (var (text, isClause, breaks) in texts)
        {
            AddText(text, breaks, counts);
            size += isClause ? text.Length : 0;
            _clauses += isClause ? 1 : 0;
        }

        foreach (var (phrase, count) in counts)
        {
            if (size < LargeCorpus || count > 1)
                _phrases[phrase] = count;
        }

        foreach (var phrase in _phrases.Where(p => p.Value >= LeastLongForm && p.Key.Length >= 3).Select(p => p.Key))
        {
            if (!_byFirst.TryGetValue(phrase[0], out var same))
                _byFirst[phrase[0]] = same = [];
            same.Add(phrase);
        }

        foreach (var word in knowledge.Lexicon.Concepts.SelectMany(c => c.Says.SelectMany(s => s.Parts)).Where(IsHanWord))
            _phrases.TryAdd(word, 1);
        foreach (var (phrase, _) in _phrases.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal))
        {
            if (Pinyin.KeyOf(phrase, near: false) is not { } sound)
                continue;
            _bySound.TryAdd(sound, phrase);
            _byNearSound.TryAdd(Pinyin.KeyOf(phrase, near: true)!, phrase);
            _byPinyin.TryAdd(sound.Replace(" ", "", StringComparison.Ordinal), phrase);
        }
    }

    public static Vocabulary From(KnowledgeBase knowledge, WordBreaks words) => new(knowledge, words);

    /// <summary>True where the documents print the word, or the lexicon listens for it.</summary>
    public bool IsPhrase(string text) => _phrases.ContainsKey(text);

    public int CountOf(string phrase) => _phrases.GetValueOrDefault(phrase);

    /// <summary>The word occurs in some clause, anywhere.</summary>
    public bool OccursInDocuments(string text) => text.Length switch
    {
        0 => false,
        1 => _characters.ContainsKey(text[0]),
        2 => _bigrams.ContainsKey(Pair(text[0], text[1])),
        _ when _triples is not null => TriplesOf(text).All(_triples.Contains),
        _ => BigramsOf(text).All(_bigrams.ContainsKey) && _texts.Exists(t => t.Contains(text, StringComparison.Ordinal)),
    };

    /// <summary>Clauses that hold the word; for longer words the number for its rarest bigram, an upper bound.</summary>
    public int ClausesWith(string text) => text.Length < 2
        ? (text.Length == 0 ? 0 : _characters.GetValueOrDefault(text[0]))
        : BigramsOf(text).Min(b => _bigrams.GetValueOrDefault(b));

    /// <summary>0 for a word in every clause, 1 for one that occurs in none.</summary>
    public double Rarity(string text)
    {
        var with = ClausesWith(text);
        return with == 0 || _clauses == 0 ? 1 : Math.Log((_clauses + 1.0) / (with + 0.5)) / Math.Log((_clauses + 1.0) / 0.5);
    }

    public bool HasBigram(char first, char second) => _bigrams.ContainsKey(Pair(first, second));

    public string? BySound(string sound) => _bySound.GetValueOrDefault(sound);

    public string? ByNearSound(string sound) => _byNearSound.GetValueOrDefault(sound);

    /// <summary>The word whose readings join to these letters (butie → 补贴); null where there is none.</summary>
    public string? ByPinyin(string letters) => _byPinyin.GetValueOrDefault(letters);

    private const int LeastLongForm = 2;

    /// <summary>
    /// The phrase of the documents that a word which they do not print is short for, built as short forms are: of each word its first character or the whole of it, of the last one
    /// perhaps its last; a word in the middle may be left out (技改 技术改造, 失业金 失业保险金). The most frequent one; null where there is none.
    /// </summary>
    public string? LongFormOf(string word)
    {
        if (word.Length is < 2 or > 4 || !_byFirst.TryGetValue(word[0], out var phrases))
            return null;
        return phrases.Where(p => p.Length > word.Length && Subsequence.IsWithin(word, p) && IsShortFor(word, 0, [.. _words.Split(p).Select(b => p[b.Start..b.End])], 0))
            .OrderByDescending(CountOf).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).FirstOrDefault();
    }

    private static bool IsShortFor(string word, int at, List<string> parts, int part)
    {
        if (part == parts.Count)
            return at == word.Length && parts.Count > 1;
        var isLast = part == parts.Count - 1;
        if (at < word.Length && (word[at] == parts[part][0] || isLast && word[at] == parts[part][^1]) && IsShortFor(word, at + 1, parts, part + 1))
            return true;
        return word.AsSpan(at).StartsWith(parts[part]) && IsShortFor(word, at + parts[part].Length, parts, part + 1)
            || part > 0 && !isLast && IsShortFor(word, at, parts, part + 1);
    }

    public static bool IsHanWord(string text) => text.Length is >= 2 and <= LongestPhrase && text.All(TextNormalizer.IsHan);

    private static uint Pair(char first, char second) => (uint)first << 16 | second;

    private static IEnumerable<uint> TriplesOf(string text)
    {
        for (var i = 2; i < text.Length; i++)
            yield return unchecked((Pair(text[i - 2], text[i - 1]) * 2654435761u) ^ text[i]);
    }

    private static IEnumerable<uint> BigramsOf(string text)
    {
        for (var i = 1; i < text.Length; i++)
            yield return Pair(text[i - 1], text[i]);
    }

    private void AddText(string text, IReadOnlyList<(int Start, int End)> breaks, Dictionary<string, int> counts)
    {
        if (_triples is null)
            _texts.Add(text);
        else
            _triples.UnionWith(TriplesOf(text));
        foreach (var character in text.Distinct())
            _characters[character] = _characters.GetValueOrDefault(character) + 1;
        foreach (var pair in BigramsOf(text).Distinct())
            _bigrams[pair] = _bigrams.GetValueOrDefault(pair) + 1;
        for (var i = 0; i < breaks.Count; i++)
        {
            for (var j = i; j < Math.Min(breaks.Count, i + 5); j++)
            {
                var (start, end) = (breaks[i].Start, breaks[j].End);
                if (end - start > LongestPhrase || !TextNormalizer.IsHan(text[end - 1]) || !TextNormalizer.IsHan(text[breaks[j].Start]))
                    break;
                if (end - start < 2)
                    continue;
                var phrase = text[start..end];
                if (IsHanWord(phrase))
                    counts[phrase] = counts.GetValueOrDefault(phrase) + 1;
            }
        }
    }
}
