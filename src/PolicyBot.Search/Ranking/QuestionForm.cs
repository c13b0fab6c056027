using System.Text;
using PolicyBot.Search.ChineseAnalysis;

namespace PolicyBot.Search.Ranking;

/// <summary>A gram of the question with what the corpus knows of it. Idf as BM25 counts it.</summary>
internal sealed record WeightedGram(string Text, GramKind Kind, int Clauses, double Idf, int Start, int End);

/// <summary>An expansion, folded, with its grams.</summary>
internal sealed record WeightedTerm(QueryTerm Term, string Folded, IReadOnlyList<WeightedGram> Grams);

/// <summary>The question in the form both stages work on: folded, stop words out, grams with their rarity.</summary>
internal sealed record QuestionForm(string Folded, IReadOnlyList<WeightedGram> Grams, IReadOnlyList<WeightedTerm> Terms, IReadOnlyCollection<ExactTerm> Exact)
{
    /// <summary>Pairs, words and numbers; single characters only where the question has nothing else.</summary>
    public IReadOnlyList<WeightedGram> Content { get; } = ContentOf(Grams);

    public static QuestionForm Of(ClauseQuery query, IReadOnlySet<string> stopWords, Func<string, int> clausesWith, int clauseCount)
    {
        var folded = WithoutStopWords(CharFolding.Fold(query.Text), stopWords);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var grams = HanGrams.Read(folded)
            .Where(g => !(g.Kind == GramKind.Single && stopWords.Contains(g.Text)) && seen.Add(g.Text))
            .Select(Weigh).ToList();
        var terms = query.Terms
            .Where(t => t.Weight > 0 && t.Text.Length > 0)
            .Select(t => (Term: t, Folded: CharFolding.Fold(t.Text)))
            .Select(t => new WeightedTerm(t.Term, t.Folded, ContentOf([.. HanGrams.Read(t.Folded).Select(Weigh)])))
            .Where(t => t.Grams.Count > 0).ToList();
        return new(folded, grams, terms, ExactTerms.Read(query.Text));

        WeightedGram Weigh(Gram gram)
        {
            var clauses = clausesWith(gram.Text);
            return new(gram.Text, gram.Kind, clauses, Math.Log(1 + ((clauseCount - clauses + 0.5) / (clauses + 0.5))), gram.Start, gram.End);
        }
    }

    // Words of two characters and more are cut out; a blank keeps their neighbours from becoming a pair.
    private static string WithoutStopWords(string folded, IReadOnlySet<string> stopWords)
    {
        var longest = stopWords.Count == 0 ? 0 : stopWords.Max(w => w.Length);
        var kept = new StringBuilder(folded);
        for (var i = 0; i < folded.Length; i++)
        {
            for (var length = Math.Min(longest, folded.Length - i); length >= 2; length--)
            {
                if (!stopWords.Contains(folded.Substring(i, length)))
                    continue;
                for (var at = i; at < i + length; at++)
                    kept[at] = ' ';
                i += length - 1;
                break;
            }
        }

        return kept.ToString();
    }

    private static List<WeightedGram> ContentOf(IReadOnlyList<WeightedGram> grams)
    {
        var content = grams.Where(g => g.Kind != GramKind.Single).ToList();
        return content.Count > 0 ? content : [.. grams];
    }
}
