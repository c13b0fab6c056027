using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Finds words in a clause. Blanks do not count (正常运营 6个月以上): people do not see them; what is returned is the clause's own text, blanks and all.</summary>
public static class VerbatimWords
{
    /// <summary>Null where they do not occur.</summary>
    /// <param name="from">Only from here on; an offset into the official text.</param>
    /// <param name="to">Only up to here.</param>
    public static ClauseWords? Find(Clause clause, string words, int from = 0, int to = int.MaxValue)
    {
        var wanted = string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
        if (wanted.Length == 0)
            return null;
        var at = new List<int>();
        for (var i = 0; i < clause.Text.Length; i++)
        {
            if (!char.IsWhiteSpace(clause.Text[i]) && clause.Start + i >= from && clause.Start + i < to)
                at.Add(i);
        }

        var squeezed = string.Concat(at.Select(i => clause.Text[i]));
        var found = squeezed.IndexOf(wanted, StringComparison.Ordinal);
        if (found < 0)
            return null;
        var start = at[found];
        var end = at[found + wanted.Length - 1] + 1;
        return new(clause.Path, clause.Text[start..end], clause.Start + start, clause.Start + end);
    }
}
