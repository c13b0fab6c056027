using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Mends words that were mistyped by sound, by shape or by order, towards words of the documents. Only where the citizen's characters make no word
/// themselves: a rare word that is spelled right must stay.
/// </summary>
public sealed class SpellingCorrector
{
    private const int Longest = 6;
    private readonly Vocabulary _vocabulary;
    private readonly WordBreaks _words;
    private readonly IReadOnlySet<string> _ordinary;
    private readonly IReadOnlySet<string> _stopWords;
    private readonly Dictionary<char, string> _lookAlikes = [];

    public SpellingCorrector(Vocabulary vocabulary, WordBreaks words, Lexicon lexicon)
    {
        (_vocabulary, _words, _ordinary, _stopWords) = (vocabulary, words, lexicon.OrdinaryWords, lexicon.StopWords);
        foreach (var set in lexicon.LookAlikes)
        {
            foreach (var character in set)
                _lookAlikes[character] = _lookAlikes.GetValueOrDefault(character, "") + set.Replace(character.ToString(), "", StringComparison.Ordinal);
        }
    }

    /// <summary>The mended text (same length where only Han characters were mended) and what was changed, in order.</summary>
    public (string Text, IReadOnlyList<Correction> Corrections) Correct(string text)
    {
        var corrections = new List<Correction>();
        text = CorrectPinyin(text, corrections);
        // Each round mends the most convincing place; two are rare, four are a different language.
        for (var round = 0; round < 4; round++)
        {
            if (BestIn(text) is not { } best)
                break;
            var from = text.Substring(best.Start, best.To.Length);
            text = text[..best.Start] + best.To + text[(best.Start + best.To.Length)..];
            corrections.Add(new(from, best.To, best.Start));
        }

        return (text, [.. corrections.OrderBy(c => c.Start)]);
    }

    private (int Start, string To)? BestIn(string text)
    {
        var doubts = DoubtsIn(text);
        if (!Array.Exists(doubts, d => d >= Doubt.Word))
            return null;
        (int Start, string To)? best = null;
        var bestScore = 0.0;
        for (var start = 0; start < text.Length - 1; start++)
        {
            for (var length = Math.Min(Longest, text.Length - start); length >= 2; length--)
            {
                if (doubts.AsSpan(start, length).IndexOfAny(Doubt.Word, Doubt.Character) < 0)
                    continue;
                var window = text.Substring(start, length);
                if (!Vocabulary.IsHanWord(window) || _vocabulary.IsPhrase(window) || doubts[start] == Doubt.Stop || doubts[start + length - 1] == Doubt.Stop)
                    continue;
                foreach (var (to, likeness) in CandidatesFor(window))
                {
                    var score = Score(doubts, start, window, to, likeness);
                    if (score > bestScore)
                        (best, bestScore) = ((start, to), score);
                }
            }
        }

        return best;
    }

    private IEnumerable<(string To, double Likeness)> CandidatesFor(string window)
    {
        if (Pinyin.KeyOf(window, near: false) is { } sound && _vocabulary.BySound(sound) is { } same)
            yield return (same, 1);
        if (Pinyin.KeyOf(window, near: true) is { } nearSound && _vocabulary.ByNearSound(nearSound) is { } near)
            yield return (near, 0.85);
        for (var i = 0; i < window.Length; i++)
        {
            foreach (var twin in _lookAlikes.GetValueOrDefault(window[i], ""))
            {
                var changed = string.Concat(window.AsSpan(0, i), [twin], window.AsSpan(i + 1));
                if (_vocabulary.IsPhrase(changed))
                    yield return (changed, 0.85);
            }
        }

        for (var i = 1; window.Length >= 3 && i < window.Length; i++)
        {
            if (window[i] == window[i - 1])
                continue;
            var swapped = string.Concat(window.AsSpan(0, i - 1), [window[i], window[i - 1]], window.AsSpan(i + 1));
            if (_vocabulary.IsPhrase(swapped))
                yield return (swapped, 0.8);
        }
    }

    // 0 where the change is not to be made.
    private double Score(Doubt[] doubts, int start, string window, string to, double likeness)
    {
        var changes = 0;
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] == to[i])
                continue;
            changes++;
            if (doubts[start + i] < Doubt.Word || window.Length <= 3 && IsStop(to[i]) || ChineseNumeral.IsHanDigit(window[i]) || ChineseNumeral.IsHanDigit(to[i]))
                return 0;
        }

        var kept = window.Length - changes;
        // A phrase of which most characters agree convinces; two characters of which both differ say nothing.
        if (changes == 0 || kept == 0 || changes > 2 || changes * 2 > window.Length)
            return 0;
        if (window.Length == 2 && (_vocabulary.CountOf(to) < 2 || likeness < 0.85 || doubts[start] != Doubt.Character || doubts[start + 1] != Doubt.Character))
            return 0;
        // A word of the language (补帖, 公鸡) gives way only to a longer phrase around it.
        var isWord = Enumerable.Range(0, window.Length).Any(i => window[i] != to[i] && doubts[start + i] == Doubt.Word);
        if (isWord && (window.Length < 3 || window.Length == 3 && (likeness < 1 || _vocabulary.CountOf(to) < 2) || changes > 1 || !Enumerable.Range(0, window.Length).Any(i => doubts[start + i] != Doubt.Word)))
            return 0;
        // A character before a whole word (是就业) is its own word, not the word's first character.
        if (window[0] != to[0] && changes == 1 && window.Length > 2 && _vocabulary.CountOf(window[1..]) > _vocabulary.CountOf(to))
            return 0;
        return likeness * (kept - changes * 0.5 + 0.3 * Math.Log10(1 + _vocabulary.CountOf(to)));
    }

    private bool IsStop(char character) => _stopWords.Contains(character.ToString());

    private Doubt[] DoubtsIn(string text)
    {
        var doubts = new Doubt[text.Length];
        foreach (var (start, end) in _words.Split(text))
        {
            var word = text[start..end];
            if (!TextNormalizer.IsHan(text[start]))
                continue;
            var doubt = _stopWords.Contains(word) || word.All(IsStop) ? Doubt.Stop
                : end - start == 1 ? Doubt.Character
                : _vocabulary.OccursInDocuments(word) || _ordinary.Contains(word) || _vocabulary.IsPhrase(word) ? Doubt.None
                : Doubt.Word;
            doubts.AsSpan(start, end - start).Fill(doubt);
        }

        // ICU cuts 质押融资 into characters: what the documents or the lexicon print together is no mistake.
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = Math.Min(Longest, text.Length - start); length >= 2; length--)
            {
                var part = text.Substring(start, length);
                if (!_ordinary.Contains(part) && !(_vocabulary.IsPhrase(part) && (length > 2 || _vocabulary.CountOf(part) > 0)))
                    continue;
                doubts.AsSpan(start, length).Clear();
                break;
            }
        }

        return doubts;
    }

    private string CorrectPinyin(string text, List<Correction> corrections)
    {
        var shown = new System.Text.StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            if (!char.IsAsciiLetterLower(text[position]))
            {
                shown.Append(text[position++]);
                continue;
            }

            var end = position;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || text[end] is ' ' or '\'' && end + 1 < text.Length && char.IsAsciiLetterLower(text[end + 1])))
                end++;
            var letters = text[position..end];
            if (ReadPinyin(letters.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)) is { } words)
            {
                corrections.Add(new(letters, words, shown.Length));
                shown.Append(words);
            }
            else
            {
                shown.Append(letters);
            }

            position = end;
        }

        return shown.ToString();
    }

    // Longest known word first; the whole run must come out, or it is English.
    private string? ReadPinyin(string letters)
    {
        var read = "";
        for (var position = 0; position < letters.Length;)
        {
            string? word = null;
            var length = Math.Min(letters.Length - position, 36);
            for (; length >= 4 && word is null; length--)
                word = _vocabulary.ByPinyin(letters.Substring(position, length));
            if (word is null)
                return null;
            read += word;
            position += length + 1;
        }

        return read.Length >= 2 ? read : null;
    }

    /// <summary>How much a character is in doubt.</summary>
    private enum Doubt
    {
        /// <summary>Part of a word of the documents, the lexicon or the ordinary ones.</summary>
        None,

        /// <summary>A stop word: never changed, never the edge of a changed phrase.</summary>
        Stop,

        /// <summary>Part of a word that the language has and the documents do not.</summary>
        Word,

        /// <summary>Left over alone.</summary>
        Character,
    }
}
