namespace PolicyBot.Core.Language;

/// <summary>Where a cue was found. Shape: <see cref="Spans"/> in order, one for each part. Unit: UTF-16 units of the normalized text.</summary>
public sealed record CueMatch<T>(T Owner, Cue Cue, IReadOnlyList<(int Start, int End)> Spans)
{
    public int Start => Spans[0].Start;

    public int End => Spans[^1].End;

    /// <summary>Characters that the cue itself covers, gaps left out.</summary>
    public int Covered => Spans.Sum(s => s.End - s.Start);
}

/// <summary>Finds many cues in one pass over a text. Immutable, safe for any number of threads.</summary>
public sealed class CueMatcher<T>
{
    private const string SentenceEnds = "。！？!?；;\n";
    private readonly Node _root = new();

    public CueMatcher(IEnumerable<(Cue Cue, T Owner)> cues)
    {
        foreach (var (cue, owner) in cues)
        {
            var node = _root;
            foreach (var character in cue.Parts[0])
                node = node.Next.TryGetValue(character, out var next) ? next : node.Next[character] = new();
            node.Ends.Add((cue, owner));
        }
    }

    /// <summary>Every match, by start; overlapping ones too.</summary>
    public IReadOnlyList<CueMatch<T>> FindAll(string text)
    {
        var found = new List<CueMatch<T>>();
        for (var start = 0; start < text.Length; start++)
        {
            var node = _root;
            for (var position = start; position < text.Length && node.Next.TryGetValue(text[position], out node!); position++)
            {
                foreach (var (cue, owner) in node.Ends)
                {
                    if (Complete(text, cue, start, position + 1) is { } spans)
                        found.Add(new(owner, cue, spans));
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The matches without those whose every character lies inside a longer match (招聘 inside 招聘会): the longer word is what was meant.
    /// Matches of the same owner are thinned to the longest at one place.
    /// </summary>
    public IReadOnlyList<CueMatch<T>> FindLongest(string text)
    {
        var all = FindAll(text);
        return [.. all.Where(m => !all.Any(o => o != m && IsInside(m, o)))];
    }

    private static bool IsInside(CueMatch<T> small, CueMatch<T> big)
    {
        if (big.Covered <= small.Covered)
            return false;
        // A part of a gapped cue is only beaten by one contiguous longer word.
        return small.Spans.All(s => big.Spans.Any(b => b.Start <= s.Start && s.End <= b.End));
    }

    private static List<(int Start, int End)>? Complete(string text, Cue cue, int start, int end)
    {
        if (cue.AtStart && start != 0 || !IsWordBorder(text, start, end))
            return null;
        var spans = new List<(int, int)>(cue.Parts.Count) { (start, end) };
        foreach (var part in cue.Parts.Skip(1))
        {
            var window = text.AsSpan(end, Math.Min(text.Length - end, Cue.MaxGap + part.Length));
            var at = window.IndexOf(part, StringComparison.Ordinal);
            if (at < 0 || window[..at].IndexOfAny(SentenceEnds) >= 0 || !IsWordBorder(text, end + at, end + at + part.Length))
                return null;
            start = end + at;
            end = start + part.Length;
            spans.Add((start, end));
        }

        return cue.AtEnd && end != text.Length ? null : spans;
    }

    // rent must not be found in current; Han words have no borders to look for.
    private static bool IsWordBorder(string text, int start, int end) =>
        !(char.IsAsciiLetter(text[start]) && start > 0 && char.IsAsciiLetter(text[start - 1]))
        && !(char.IsAsciiLetter(text[end - 1]) && end < text.Length && char.IsAsciiLetter(text[end]) && !IsPlural(text, end));

    private static bool IsPlural(string text, int end) =>
        text[end] == 's' && (end + 1 == text.Length || !char.IsAsciiLetter(text[end + 1]));

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public List<(Cue Cue, T Owner)> Ends { get; } = [];
    }
}
