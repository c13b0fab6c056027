using ICU4N.Globalization;
using ICU4N.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Words by ICU's dictionary. Only a hint about what is an ordinary word: the recall of search rests on characters and bigrams.
/// Safe for any number of threads: each call works on its own clone.
/// </summary>
public sealed class WordBreaks
{
    private readonly ThreadLocal<BreakIterator> _iterator = new(() => BreakIterator.GetWordInstance(new UCultureInfo("zh")));

    /// <summary>Start and end of each word or mark, joining to the whole text.</summary>
    public IReadOnlyList<(int Start, int End)> Split(string text)
    {
        var iterator = _iterator.Value!;
        iterator.SetText(text);
        var words = new List<(int, int)>();
        var from = iterator.First();
        for (var to = iterator.Next(); to != BreakIterator.Done; from = to, to = iterator.Next())
            words.Add((from, to));
        return words;
    }
}
