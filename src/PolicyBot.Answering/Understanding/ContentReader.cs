using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>Finds the words of a question that carry meaning, and tells for each whether the documents have it.</summary>
internal sealed class ContentReader(Vocabulary vocabulary, WordBreaks words, Lexicon lexicon)
{
    private const int LongestPhrase = 6;
    private const double OneCharacter = 0.15;
    private const double OneRareCharacter = 0.12;
    private const double NameNobodyKnows = 0.6;
    private const double OneCharacterConcept = 0.4;

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
        foreach (var (start, end, isName) in PhrasesIn(normal, taken))
        {
            var text = normal[start..end];
            // ICU knows 我是 and 也没 as words; made of nothing but stop words they say as little.
            // 换不换 asks of 换; its second half is no word.
            if (text is ['不', var verb] && start > 0 && normal[start - 1] == verb)
                continue;
            if (!lexicon.StopWords.Contains(text) && !text.All(c => lexicon.StopWords.Contains(c.ToString())))
                tokens.Add(TokenOf(text, start, concept: null, isName));
        }

        return [.. tokens.OrderBy(t => t.Start)];
    }

    private ContentToken TokenOf(string text, int start, ConceptHit? concept, bool isName = false)
    {
        var occurs = text.Length > 1 && vocabulary.OccursInDocuments(text) || text.Length == 1 && vocabulary.OccursInDocuments(text) && concept is null;
        // A single character left over tells little, more where few clauses have it (贷, 罚), and as much as its word where it stands for one (狗).
        var weight = text.Length == 1 ? (concept is { IsInDocuments: true } ? OneCharacterConcept : occurs ? OneCharacter + OneRareCharacter * vocabulary.Rarity(text) : OneCharacter) : lexicon.WeakWords.Contains(text) && concept is null ? 0.12 : vocabulary.Rarity(text) * (isName ? NameNobodyKnows : 1);
        // A concept of which no document speaks in its own words may still be short for what one prints (种粮补贴 for 种粮大户补贴).
        if (concept is not { IsInDocuments: true } && !occurs && text.Length > 1 && vocabulary.LongFormOf(text) is { } longForm)
            return new(text, start, text.Length, InDocuments: false, ByConcept: true, vocabulary.Rarity(longForm), [longForm]);
        return new(text, start, text.Length, occurs, concept is { IsInDocuments: true }, weight, concept is null ? [] : [.. concept.Means.Select(m => m.Text)])
        {
            IsCircumstance = lexicon.Circumstances.Contains(text) || concept is not { IsInDocuments: true } && !occurs && IsFragment(text),
        };
    }

    // 没花, 完了, 住得, 打到: a verb with its particle, as speech has it; the documents print the verb alone, or another one.
    private const string Before = "没不把被各每哪的";
    private const string Behind = "了着过得到完把给个";

    // 考下来, 交上去: the same with a direction.
    private static readonly string[] Directions = ["下来", "上去", "上来", "下去", "起来", "出来", "出去", "进来", "进去", "过来", "过去", "回来", "回去"];

    // 这类: which of something, and not what. A number alone counts what stands beside it.
    private const string Pointing = "这那";

    private static bool IsFragment(string text) =>
        text.Length is 2 or 3 && (Before.Contains(text[0], StringComparison.Ordinal) || Behind.Contains(text[^1], StringComparison.Ordinal))
        || text.Length is 2 && Pointing.Contains(text[0], StringComparison.Ordinal)
        || text.Length is 3 or 4 && Array.Exists(Directions, d => text.EndsWith(d, StringComparison.Ordinal))
        || text.All(char.IsAsciiDigit);

    // Words of the language; single characters that stand together are one word when the documents print them so.
    private IEnumerable<(int Start, int End, bool IsName)> PhrasesIn(string normal, bool[] taken)
    {
        var breaks = AsPrinted(normal, words.Split(normal)).Where(w => IsWord(normal[w.Start]) && !taken.AsSpan(w.Start, w.End - w.Start).Contains(true)).ToList();
        for (var i = 0; i < breaks.Count; i++)
        {
            var ((start, end), isName) = (breaks[i], false);
            for (var j = i + 1; end - start == 1 && j < breaks.Count && breaks[j].Start == breaks[j - 1].End && breaks[j].End - start <= LongestPhrase; j++)
            {
                if (vocabulary.IsPhrase(normal[start..breaks[j].End]))
                    (end, i) = (breaks[j].End, j);
            }

            // Two that stand side by side and that nobody knows are a word all the same (村官, 养猫): a name that the documents do not have.
            if (end - start == 1 && i + 1 < breaks.Count && breaks[i + 1] is var next && next.Start == end && next.End - next.Start == 1 && CarriesMeaning(normal, start) && CarriesMeaning(normal, next.Start) && !vocabulary.OccursInDocuments(normal[start..next.End]))
                (end, i, isName) = (next.End, i + 1, true);
            yield return (start, end, isName);
        }
    }

    /// <summary>
    /// A word that no document has is cut where the documents cut: 服务|费首|年 is 服务费|首年 where they print both. The dictionary does not know the words of a document
    /// that it has never seen.
    /// </summary>
    private List<(int Start, int End)> AsPrinted(string normal, IReadOnlyList<(int Start, int End)> split)
    {
        var breaks = split.ToList();
        for (var i = 1; i < breaks.Count; i++)
        {
            var (start, end) = breaks[i];
            var (before, _) = breaks[i - 1];
            // 服务|费|首|年: what belongs to the word before it makes no name with the next.
            if (end - start == 1 && start - before > 1 && breaks[i - 1].End == start && i + 1 < breaks.Count && breaks[i + 1] == (end, end + 1) && CarriesMeaning(normal, start) && CarriesMeaning(normal, end)
                && !vocabulary.OccursInDocuments(normal[start..(end + 1)]) && vocabulary.OccursInDocuments(normal[before..end]))
            {
                breaks[i - 1] = (before, end);
                breaks.RemoveAt(i--);
                continue;
            }

            if (end - start < 2 || !TextNormalizer.IsHan(normal[start]) || !TextNormalizer.IsHan(normal[before]) || breaks[i - 1].End != start || IsKnown(normal[start..end]) || lexicon.StopWords.Contains(normal[before..start]))
                continue;
            for (var cut = end - 1; cut > start; cut--)
            {
                var next = i + 1 < breaks.Count && breaks[i + 1].Start == end && TextNormalizer.IsHan(normal[end]) ? breaks[i + 1].End : end;
                var joins = next > end && vocabulary.OccursInDocuments(normal[cut..next]);
                if (cut - before > LongestPhrase || !vocabulary.OccursInDocuments(normal[before..cut]) || !joins && end - cut > 1 && !vocabulary.OccursInDocuments(normal[cut..end]))
                    continue;
                breaks[i - 1] = (before, cut);
                breaks[i] = (cut, joins ? next : end);
                if (joins)
                    breaks.RemoveAt(i + 1);
                break;
            }
        }

        return breaks;
    }

    private bool IsKnown(string word) => vocabulary.OccursInDocuments(word) || lexicon.OrdinaryWords.Contains(word) || lexicon.StopWords.Contains(word) || lexicon.Circumstances.Contains(word);

    private bool CarriesMeaning(string normal, int at) => TextNormalizer.IsHan(normal[at]) && !lexicon.StopWords.Contains(normal[at].ToString()) && !lexicon.WeakWords.Contains(normal[at].ToString());

    private static bool IsWord(char character) => TextNormalizer.IsHan(character) || char.IsAsciiLetterOrDigit(character);
}
