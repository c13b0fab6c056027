using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>What a clause says beside its heading, its units and its tables.</summary>
internal static class ClauseBody
{
    /// <summary>
    /// All it says, a quotation for each sentence: what ends with a full stop needs a marker of its own. Parts between semicolons stay together.
    /// Shape: empty where the clause has no body, units and rows of tables left out.
    /// </summary>
    public static IReadOnlyList<Quotation> Whole(PolicyDocument document, Clause clause)
    {
        var found = new List<Quotation>();
        foreach (var sentence in SentenceReader.Read(document, clause).Where(s => s.IsBody))
        {
            if (found.Count > 0 && document.Text.AsSpan(found[^1].End, sentence.Start - found[^1].End) is "；" or ";")
                found[^1] = found[^1] with { End = sentence.End };
            else
                found.Add(new(document, clause, sentence.Start, sentence.End));
        }

        return found;
    }

    /// <summary>True where the clause has a heading and nothing under it: what it stands for is in the clauses below or behind it.</summary>
    public static bool IsHeadingOnly(PolicyDocument document, Clause clause) =>
        SentenceReader.Read(document, clause) is { Count: > 0 } sentences && sentences.All(s => s.IsHeading);
}
