using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Evidence;

/// <summary>Tells how much of what a question speaks of a text speaks of too, with concepts counted as the words they stand for.</summary>
internal sealed partial class TopicMatcher
{
    private const double ByMeaning = 0.85;
    private const double InParts = 0.6;

    /// <summary>Of the sentences of a clause, the one with the words of the ask is meant rather than the one with those of the story before it.</summary>
    private const double OfStory = 0.6;
    private const double OfSubstance = 0.25;
    private const double LoudestEcho = 0.4;

    private readonly string _asked;
    private readonly IReadOnlyList<ContentToken> _tokens;
    private readonly IReadOnlyList<string> _amounts;
    private readonly IReadOnlyList<string> _places;
    private readonly IReadOnlyList<Quantity> _said;
    private readonly Alternatives _alternatives;

    public TopicMatcher(QuestionUnderstanding asked)
    {
        _asked = Fold(asked.Normal);
        AsOf = asked.AsOf;
        // What a facet is asked with is no topic: the facet itself is looked for otherwise.
        var askedWith = asked.Facets.SelectMany(f => asked.Language.AskedWith(f.Facet)).ToHashSet(StringComparer.Ordinal);
        _tokens = [.. asked.ContentTokens.Where(t => t.Weight > 0 && !askedWith.Contains(t.Text) && t.Text is not ['几' or '最', _])];
        _places = [.. asked.Places.Where(p => p.IsHome).Select(p => p.Said).Distinct(StringComparer.Ordinal)];
        _said = asked.Amounts;
        _alternatives = asked.Alternatives;
        Measure = AskedMeasure.In(_asked);
        _amounts = [.. asked.Amounts.Where(a => a.Unit.Length > 0).Select(a => a.Canonical)];
    }

    /// <summary>The day the question is asked for.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The question, folded as the texts are.</summary>
    public string Asked => _asked;

    public double TotalWeight => _tokens.Sum(t => t.Weight);

    /// <summary>Sum of the weights of the words that the text has; sums of money said by the citizen count as words.</summary>
    public double Score(string text)
    {
        var folded = Fold(text);
        var score = _tokens.Sum(t => t.Weight * (t.IsTold ? OfStory : 1) * Match(t, folded));
        // A place of ours is no topic, but tells one line of a list from the others.
        score += OfPlace * _places.Count(p => folded.Contains(p, StringComparison.Ordinal));
        return score + OfAmount * StatedIn(folded);
    }

    private const double OfAmount = 0.5;
    private const double OfPlace = 0.5;

    /// <summary>How many of the amounts that the citizen said the text states.</summary>
    private int StatedIn(string folded)
    {
        if (_amounts.Count == 0)
            return 0;
        var stated = QuantityReader.Read(folded).Select(q => q.Canonical).ToHashSet(StringComparer.Ordinal);
        return _amounts.Count(stated.Contains);
    }

    /// <summary>How well the case that a text states fits the numbers of the question: 满5年不足10年 for somebody with six. Unit: -1 to 1, 0 where it states none.</summary>
    public double Fit(string text) => _said.Count == 0 ? 0 : StatedRange.Fit(Fold(text), _said);

    /// <summary>The text is about another of several alternatives than the one that is asked for: 紧缺工种 where 普通工种 is asked.</summary>
    public bool IsOfAnother(string text) => _alternatives.IsOf(_asked, Fold(text)) is false;

    /// <summary>The alternative that is asked for where the text states others of its kind and not that one (技师 beside 初级工、中级工、高级工); null where there is none.</summary>
    /// <param name="least">How many others it has to state.</param>
    public string? AlternativeLackingIn(string text, int least = 2) => _alternatives.LackingIn(Fold(text), _asked, least);

    /// <summary>Share of the question's words, by weight. Unit: 0 to 1; 1 where the question has none.</summary>
    public double Coverage(string context)
    {
        var folded = Fold(context);
        var (has, of) = (0.0, 0.0);
        foreach (var token in _tokens)
        {
            var match = Match(token, folded);
            has += token.Weight * match;
            of += token.Weight * match + token.Missed * (1 - match);
        }

        // 36个月算不算够 says of its topic only the number that the clause states.
        var stated = OfAmount * StatedIn(folded);
        return of + stated <= 0 ? 1 : (has + stated) / (of + stated);
    }

    /// <summary>What the question speaks of beside this word of it, by weight.</summary>
    public double WeightBeside(string word) => _tokens.Where(t => !word.Contains(t.Text, StringComparison.Ordinal) && !t.Text.Contains(word, StringComparison.Ordinal)).Sum(t => t.Weight);

    /// <summary>The same with the citizen's own words only, concepts left out.</summary>
    public double LiteralCoverage(string context)
    {
        var folded = Fold(context);
        // 新能源车 is 新能源乘用车 with a character left out: the same words, and no other word for the thing.
        return TotalWeight <= 0 ? 1 : _tokens.Where(t => folded.Contains(t.Text, StringComparison.Ordinal) || t.Means.Any(m => Subsequence.IsWithin(t.Text, m) && folded.Contains(m, StringComparison.Ordinal))).Sum(t => t.Weight) / TotalWeight;
    }

    /// <summary>A number with the unit that the question counts in; null where it counts in none.</summary>
    public System.Text.RegularExpressions.Regex? Measure { get; }

    /// <summary>The question itself has this word, of its topic or of its asking.</summary>
    public bool Says(string word) => _asked.Contains(word, StringComparison.Ordinal);

    /// <summary>
    /// How many pairs of the question's characters the text repeats, words of asking included (咨询电话, 投诉电话): tells sentences of one kind apart. Unit: 0 to <see cref="LoudestEcho"/>.
    /// </summary>
    public double Echo(string text)
    {
        var folded = Fold(text);
        var found = Enumerable.Range(0, Math.Max(0, _asked.Length - 1)).Count(i => folded.AsSpan().IndexOf(_asked.AsSpan(i, 2), StringComparison.Ordinal) >= 0);
        return _asked.Length < 2 ? 0 : LoudestEcho * found / (_asked.Length - 1);
    }

    /// <summary>Words of the question that the text has, itself or by what they stand for.</summary>
    public IReadOnlyList<ContentToken> TokensIn(string text)
    {
        var folded = Fold(text);
        return [.. _tokens.Where(t => (t.Text.Length > 1 || t.ByConcept) && Match(t, folded) >= InParts)];
    }

    /// <summary>Sum of the weights of the words that the text has and the other text lacks, single characters included.</summary>
    public double ScoreBeside(string text, string known)
    {
        var (folded, lacking) = (Fold(text), Fold(known));
        return _tokens.Where(t => Match(t, lacking) <= 0).Sum(t => t.Weight * Match(t, folded));
    }

    /// <summary>Words of the question of which the text has only what they stand for.</summary>
    public IReadOnlyList<ContentToken> ByMeaningIn(string text)
    {
        var folded = Fold(text);
        return [.. _tokens.Where(t => !folded.Contains(t.Text, StringComparison.Ordinal) && t.Means.Any(m => folded.Contains(m, StringComparison.Ordinal)))];
    }

    /// <summary>Share of the question's words that no document has, by themselves or by what they stand for. Unit: 0 to 1.</summary>
    public double Absent(string context)
    {
        var folded = Fold(context);
        return TotalWeight <= 0 ? 0 : _tokens.Where(t => t.Text.Length > 1 && !t.IsCovered && Match(t, folded) <= 0).Sum(t => t.Missed) / TotalWeight;
    }

    /// <summary>The text has at least one word of the question that names something: 政府 and a single character do not.</summary>
    public bool Touches(string context)
    {
        var folded = Fold(context);
        return _tokens.Any(t => t.Weight >= OfSubstance && Match(t, folded) > 0);
    }

    /// <summary>Words of the question that the text lacks, heaviest first.</summary>
    public IReadOnlyList<ContentToken> Missing(string context)
    {
        var folded = Fold(context);
        return [.. _tokens.Where(t => t.Text.Length > 1 && Match(t, folded) < InParts).OrderByDescending(t => t.Missed)];
    }

    /// <summary>
    /// All that tells what a clause is about: title, headings above, its own text, the words that announce it, sentences that govern it. Units only where the question names them:
    /// their names (…能源职业学院) are full of words of other subjects.
    /// </summary>
    public string ContextOf(PolicyDocument document, Clause clause) => string.Join(
        '\n',
        document.ShortNames.Prepend(document.TitleOf(clause.Path)).Concat(clause.HeadingChain).Append(UnitBracket().Replace(clause.Text, ""))
            .Concat(clause.Governing.Where(g => g.Kind != GoverningKind.Units).Select(g => g.Text))
            .Append(LeadIn.Of(document, clause)?.Text ?? "")
            .Concat(clause.LeadUnits.Concat(clause.ResponsibleUnits).Where(u => _tokens.Any(t => t.Means.Contains(u, StringComparer.Ordinal)))));

    public static string Fold(string text) => TextNormalizer.Normalize(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    [System.Text.RegularExpressions.GeneratedRegex("〔[^〕]{0,12}[：:][^〕]*〕", System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex UnitBracket();

    private static double Match(ContentToken token, string folded)
    {
        if (folded.Contains(token.Text, StringComparison.Ordinal))
            return 1;
        if (token.Means.Any(m => folded.Contains(m, StringComparison.Ordinal)))
            return ByMeaning;
        if (token.Text.Length < 3)
            return 0;
        var pairs = token.Text.Length - 1;
        var found = Enumerable.Range(0, pairs).Count(i => folded.AsSpan().IndexOf(token.Text.AsSpan(i, 2), StringComparison.Ordinal) >= 0);
        // 闹矛盾 has 矛盾, 车库里 has 车库: half of a long word is most of its meaning.
        return found * 2 < pairs ? 0 : token.Text.Length == 3 ? InParts : InParts * found / pairs;
    }
}
