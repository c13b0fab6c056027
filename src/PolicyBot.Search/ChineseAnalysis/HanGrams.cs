namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>
/// The recall analysis: every Chinese character and every pair of neighbours, in one field; Latin words and numbers whole.
/// Words of a dictionary were measured and lose against this (公租房 → 公/租房); pairs also give the same terms alone and inside a sentence.
/// </summary>
public static class HanGrams
{
    /// <summary>Shape: by start, a single before the pair that begins with it.</summary>
    public static List<Gram> Read(string text)
    {
        var grams = new List<Gram>(text.Length * 2);
        Read(CharFolding.Fold(text), grams);
        return grams;
    }

    /// <summary>As <see cref="Read(string)"/>, for text that is folded already.</summary>
    public static void Read(string folded, List<Gram> into)
    {
        var position = 0;
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (CharFolding.IsHan(c))
            {
                var length = UnitAt(folded, i);
                into.Add(new Gram(folded.Substring(i, length), GramKind.Single, i, length, position));
                var next = i + length;
                if (next < folded.Length && CharFolding.IsHan(folded[next]))
                {
                    var pair = length + UnitAt(folded, next);
                    into.Add(new Gram(folded.Substring(i, pair), GramKind.Pair, i, pair, position));
                }

                i = next;
            }
            else if (char.IsAsciiDigit(c))
            {
                var end = NumberEnd(folded, i);
                into.Add(new Gram(folded[i..end].Replace(",", "", StringComparison.Ordinal), GramKind.Number, i, end - i, position));
                i = end;
            }
            else if (char.IsLetterOrDigit(c))
            {
                var end = i + 1;
                while (end < folded.Length && char.IsLetterOrDigit(folded[end]) && !CharFolding.IsHan(folded[end]))
                    end++;
                into.Add(new Gram(folded[i..end], GramKind.Word, i, end - i, position));
                i = end;
            }
            else
            {
                i++;
            }

            position++;
        }
    }

    // A pair of surrogates is one character; half of one, in damaged text, stands for itself.
    private static int UnitAt(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;

    /// <summary>Decimals stay one number (1.5), thousands commas belong to it (10,000), a list of numbers does not (1,2).</summary>
    private static int NumberEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit(text[end]))
                end++;
            else if (text[end] == '.' && DigitsAfter(text, end) > 0 && !text.AsSpan(start, end - start).Contains('.'))
                end++;
            else if (text[end] == ',' && DigitsAfter(text, end) == 3 && end - start <= 3 + (4 * text.AsSpan(start, end - start).Count(',')))
                end++;
            else
                break;
        }

        return end;
    }

    private static int DigitsAfter(string text, int at)
    {
        var count = 0;
        while (at + 1 + count < text.Length && char.IsAsciiDigit(text[at + 1 + count]))
            count++;
        return count;
    }
}
