using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>Finds the words of a question that carry meaning, and tells for each whether the documents have it.</summary>
internal sealed class ContentReader(Vocabulary vocabulary, WordBreaks words, Lexicon lexicon)
{
    private const int LongestPhrase = 6;

    /// <summary>In order, without overlap. <paramref name="masked"/>: what is no content (amounts, dates, places, question words).</summary>
    public IReadOnlyList<ContentToken> Read(
        string normal, IReadOnlyList<(int Start, int End)> masked, IReadOnlyList<ConceptHit> concepts, IReadOnlyList<(string Unit, int Start, int Length)> units)
    {
        var taken = new bool[normal.Length];
        var tokens = new List<ContentToken>();
        foreach (var (unit, start, length) in units)
        {
            taken.AsSpan(start, length).Fill(true);
            tokens.Add(new(normal.Substring(start, length), start, length, InDocuments: true, ByConcept: true, 0.6, [unit]));
        }

        foreach (var concept in concepts.Where(c => c.Group != ConceptGroup.Asked))
        {
            // 一天多少钱 names what some documents give by the day; where none does, it only asks.
            if (!concept.IsInDocuments && concept.Spans.All(s => IsAsking(normal, s, masked)))
                continue;
            foreach (var (start, end) in concept.Spans)
            {
                // The same words may stand for several things: what any of them means counts.
                if (tokens.FindIndex(t => t.Start == start && t.Length == end - start) is >= 0 and var same)
                    tokens[same] = tokens[same] with { ByConcept = tokens[same].ByConcept || concept.IsInDocuments, Means = [.. tokens[same].Means.Union(concept.Means.Select(m => m.Text), StringComparer.Ordinal)] };
                if (taken.AsSpan(start, end - start).Contains(true))
                    continue;
                taken.AsSpan(start, end - start).Fill(true);
                tokens.Add(TokenOf(normal[start..end], start, concept));
            }
        }

        foreach (var (start, end) in concepts.Where(c => c.Group == ConceptGroup.Asked).SelectMany(c => c.Spans).Concat(masked))
            taken.AsSpan(start, end - start).Fill(true);
        foreach (var (start, end) in PhrasesIn(normal, taken))
        {
            var text = normal[start..end];
            // ICU knows 我是 and 也没 as words; made of nothing but stop words they say as little.
            if (!lexicon.StopWords.Contains(text) && !text.All(c => lexicon.StopWords.Contains(c.ToString())))
                tokens.Add(TokenOf(text, start, concept: null));
        }

        return [.. tokens.OrderBy(t => t.Start)];
    }

    private ContentToken TokenOf(string text, int start, ConceptHit? concept)
    {
        var occurs = text.Length > 1 && vocabulary.OccursInDocuments(text) || text.Length == 1 && vocabulary.OccursInDocuments(text) && concept is null;
        // A single character left over tells little, found or not.
        var weight = text.Length == 1 ? 0.15 : lexicon.WeakWords.Contains(text) && concept is null ? 0.12 : vocabulary.Rarity(text);
        return new(text, start, text.Length, occurs, concept is { IsInDocuments: true }, weight, concept is null ? [] : [.. concept.Means.Select(m => m.Text)]);
    }

    // Words of the language; single characters that stand together are one word when the documents print them so.
    private IEnumerable<(int Start, int End)> PhrasesIn(string normal, bool[] taken)
    {
        var breaks = words.Split(normal).Where(w => IsWord(normal[w.Start]) && !taken.AsSpan(w.Start, w.End - w.Start).Contains(true)).ToList();
        for (var i = 0; i < breaks.Count; i++)
        {
            var (start, end) = breaks[i];
            for (var j = i + 1; end - start == 1 && j < breaks.Count && breaks[j].Start == breaks[j - 1].End && breaks[j].End - start <= LongestPhrase; j++)
            {
                if (vocabulary.IsPhrase(normal[start..breaks[j].End]))
                    (end, i) = (breaks[j].End, j);
            }

            yield return (start, end);
        }
    }

    private static bool IsAsking(string normal, (int Start, int End) span, IReadOnlyList<(int Start, int End)> masked) =>
        Enumerable.Range(span.Start, span.End - span.Start).All(i => !IsWord(normal[i]) || masked.Any(m => m.Start <= i && i < m.End));

    private static bool IsWord(char character) => TextNormalizer.IsHan(character) || char.IsAsciiLetterOrDigit(character);
}
