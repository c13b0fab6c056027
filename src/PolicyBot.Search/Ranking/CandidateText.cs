using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Search.Ranking;

/// <summary>A candidate's texts, folded for comparison. Folding keeps offsets: <see cref="Own"/>[i] is the clause's text at i.</summary>
internal sealed class CandidateText(ClauseRow row)
{
    public ClauseRow Row { get; } = row;

    public string Own { get; } = CharFolding.Fold(row.Clause.Text);

    public string Heading { get; } = CharFolding.Fold(row.Clause.Heading);

    public string Context { get; } = CharFolding.Fold(row.Context + "\n" + row.GoverningText);

    public bool OwnHas(WeightedGram gram) => Has(Own, gram);

    public bool ContextHas(WeightedGram gram) => Has(Context, gram);

    private static bool Has(string text, WeightedGram gram) => IndexOf(text, gram, 0) >= 0;

    /// <summary>Numbers and words only whole: 10 is not in 100.</summary>
    public static int IndexOf(string text, WeightedGram gram, int from)
    {
        for (var at = text.IndexOf(gram.Text, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(gram.Text, at + 1, StringComparison.Ordinal))
        {
            if (gram.Kind is GramKind.Single or GramKind.Pair || !IsPartOfWord(text, at - 1) && !IsPartOfWord(text, at + gram.Text.Length))
                return at;
        }

        return -1;
    }

    private static bool IsPartOfWord(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
}
