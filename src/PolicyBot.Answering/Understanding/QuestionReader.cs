using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Core;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>
/// Turns a citizen's words into a <see cref="QuestionUnderstanding"/>. Built once for a knowledge base; reading is pure and safe for any number of threads.
/// </summary>
public sealed class QuestionReader
{
    private readonly Vocabulary _vocabulary;
    private readonly DerivedLexicon _derived;
    private readonly Lexicon _lexicon;
    private readonly SpellingCorrector _speller;
    private readonly ContentReader _content;
    private readonly PlaceReader _places;
    private readonly DocumentReferenceReader _references;
    private readonly FacetReader _facets;
    private readonly FacetLanguage _language;
    private readonly Alternatives _alternatives;
    private readonly QuestionSplitter _splitter;
    private readonly CueMatcher<Rewrite> _rewrites;
    private readonly CueMatcher<bool> _fillers;
    private readonly CueMatcher<bool> _atThatTime;
    private readonly CueMatcher<Concept> _concepts;
    private readonly Dictionary<Concept, IReadOnlyList<WeightedWord>> _meansInDocuments;

    public QuestionReader(KnowledgeBase knowledge, DerivedLexicon derived, Vocabulary vocabulary, WordBreaks words)
    {
        (_lexicon, _derived, _vocabulary) = (knowledge.Lexicon, derived, vocabulary);
        _speller = new(vocabulary, words, _lexicon);
        _content = new(vocabulary, words, _lexicon);
        _places = new(_lexicon, derived, vocabulary);
        _references = new(derived, knowledge);
        _facets = new(_lexicon);
        _language = new(_lexicon.Facets);
        // 企业 and 个人 stand in too many sentences to tell what a sum is for.
        _alternatives = new([.. _lexicon.Alternatives.Where(s => !s.Members.Any(m => _lexicon.WeakWords.Contains(m[0])))]);
        _splitter = new(_lexicon, _facets);
        _rewrites = new(_lexicon.Rewrites.Select(r => (r.From, r)));
        _fillers = new(_lexicon.Fillers.Select(c => (c, true)));
        _atThatTime = new(_lexicon.AtThatTime.Select(c => (c, true)));
        _meansInDocuments = _lexicon.Concepts.ToDictionary(c => c, c => (IReadOnlyList<WeightedWord>)
            [.. c.Means.Where(m => vocabulary.OccursInDocuments(TextNormalizer.Normalize(m.Text)))]);
        _concepts = new(_lexicon.Concepts.SelectMany(c => c.Says.Concat(NamesOf(c, c.IsGeneral ? _meansInDocuments[c] : c.Means)).Select(s => (s, c))));
    }

    /// <summary>Everything made from the knowledge base itself; takes tens of milliseconds for a few documents.</summary>
    public static QuestionReader From(KnowledgeBase knowledge)
    {
        var words = new WordBreaks();
        return new(knowledge, DerivedLexicon.From(knowledge), Vocabulary.From(knowledge, words), words);
    }

    public DerivedLexicon Derived => _derived;

    public Lexicon Lexicon => _lexicon;

    public Vocabulary Vocabulary => _vocabulary;

    public QuestionUnderstanding Read(string text, DateOnly asOf)
    {
        var simple = Simplify(TextNormalizer.Normalize(Asking.WithMarks(text)));
        var (normal, corrections) = _lexicon.MendsSpelling ? _speller.Correct(simple) : (simple, []);
        // 我爸75了 says an age, though not its unit.
        normal = QuantityReader.Canonicalize(ToldAge.Replace(normal, "${age}岁"));
        var facets = _facets.Read(normal);
        var units = _derived.FindUnits(normal);
        var amounts = QuantityReader.Read(normal);
        IReadOnlyList<(int Start, int End)> asking = [.. _facets.SpansIn(normal)];
        // 一天多少钱 names what some documents give by the day; where none does, it only asks.
        IReadOnlyList<(int Start, int End)> only = [.. asking, .. amounts.Select(a => (a.Start, a.Start + a.Length))];
        IReadOnlyList<ConceptHit> concepts = [.. ConceptsIn(normal).Where(c => c.IsInDocuments || !IsPartOfPrinted(normal, c.Spans) && !c.Spans.All(s => Enumerable.Range(s.Start, s.End - s.Start).All(i => only.Any(o => o.Start <= i && i < o.End))))];
        var dates = DateReader.Read(normal, asOf);
        var places = _places.Read(normal);
        var references = _references.Read(normal);
        var masked = new List<(int Start, int End)>();
        masked.AddRange(amounts.Select(a => (a.Start, a.Start + a.Length)));
        masked.AddRange(dates.Select(d => (d.Start, d.Start + d.Length)));
        masked.AddRange(places.Select(p => (p.Start, p.Start + p.Length)));
        masked.AddRange(references.Where(r => r.Score >= 1).Select(r => (r.Start, r.Start + r.Length)));
        masked.AddRange(asking.Where(s => !concepts.Any(c => c.Spans.Any(x => x.Start <= s.Start && s.End <= x.End))));
        var tokens = Asking.Weigh(normal, _content.Read(normal, masked, concepts, units));
        return new()
        {
            Original = text,
            Normal = normal,
            AsOf = asOf,
            Language = _language,
            Alternatives = _alternatives,
            Asking = asking,
            Corrections = corrections,
            Concepts = concepts,
            Facets = facets,
            Amounts = amounts,
            Dates = dates,
            AskedAbout = AskedAbout(normal, dates),
            Places = places,
            DocumentReferences = references,
            ContentTokens = tokens,
            SearchTerms = TermsOf(concepts, units, amounts, tokens),
            SubQuestions = _splitter.Split(normal, HasTopic),
            Compared = facets is [{ Facet: Facet.Difference }, ..] ? Comparison.Of(normal, [.. _facets.SpansIn(normal, Facet.Difference)], HasTopic) : [],
        };
    }

    private static readonly Regex ToldAge = OfficialGrammar.Part("told_age");

    /// <summary>A word that the documents print goes across the border of the words that named a concept which none of them has: 环湖路|上 is no 路上.</summary>
    private bool IsPartOfPrinted(string normal, IReadOnlyList<(int Start, int End)> spans) =>
        spans is [var (start, end)] && (IsPrintedAt(normal, start - 2, start + 1) || IsPrintedAt(normal, end - 1, end + 2));

    private bool IsPrintedAt(string normal, int from, int to) =>
        from >= 0 && to <= normal.Length && normal[from..to] is var word && word.All(TextNormalizer.IsHan) && !word.Any(c => _lexicon.StopWords.Contains(c.ToString())) && _vocabulary.OccursInDocuments(word);

    private bool HasTopic(string part) => ConceptsIn(part).Any(c => c.Group is not ConceptGroup.Asked)
        || _content.Read(part, [.. _facets.SpansIn(part)], [], []).Any(t => t is { InDocuments: true, Text.Length: > 1, Weight: > 0.13 });

    /// <summary>Normalized text in ordinary words: dialect rewritten, politeness dropped.</summary>
    public string Simplify(string normal)
    {
        var rewritten = Replace(normal, _rewrites.FindLongest(normal).Select(m => (m.Start, m.End, m.Owner.To)));
        var bare = Replace(rewritten, _fillers.FindLongest(rewritten).Select(m => (m.Start, m.End, ""))).Trim(',', '，', '。', ' ', '、', '!', '！', '~');
        return bare.Length == 0 ? rewritten : bare;
    }

    // The documents' own name says the concept too, and as the longer word keeps a part of it (创业…补贴) from saying another one.
    private static IEnumerable<Cue> NamesOf(Concept concept, IReadOnlyList<WeightedWord> means) => means
        .Where(m => m is { Weight: >= 0.9, Text.Length: >= 4 and <= 12 })
        .Select(m => TextNormalizer.Normalize(m.Text))
        .Where(n => n.All(TextNormalizer.IsHan) && !concept.Says.Any(s => s.Parts.Count == 1 && string.Equals(s.Parts[0], n, StringComparison.Ordinal)))
        .Select(n => new Cue(n, [n], 1, AtStart: false, AtEnd: false));

    private static string Replace(string text, IEnumerable<(int Start, int End, string To)> changes)
    {
        var shown = new System.Text.StringBuilder(text.Length);
        var from = 0;
        foreach (var (start, end, to) in changes.OrderBy(c => c.Start).ThenByDescending(c => c.End))
        {
            if (start < from)
                continue;
            shown.Append(text, from, start - from).Append(to);
            from = end;
        }

        return from == 0 ? text : shown.Append(text, from, text.Length - from).ToString();
    }

    private IReadOnlyList<ConceptHit> ConceptsIn(string normal) =>
    [
        .. _concepts.FindLongest(normal)
            .GroupBy(m => m.Owner)
            .Select(g => new ConceptHit(
                g.Key.Id,
                g.Key.Group,
                string.Join("…", g.OrderByDescending(m => m.Covered).First().Cue.Parts),
                [.. _meansInDocuments[g.Key].Select(w => w with { Weight = w.Weight * g.Max(m => m.Cue.Weight) })],
                [.. g.SelectMany(m => m.Spans).Distinct().OrderBy(s => s.Start)])),
    ];

    /// <summary>A phrase that the word seems to be short for counts a little less than the word.</summary>
    private const double LongForm = 0.8;

    /// <summary>Whose affair it is counts less than the affair: 孩子想学滑冰 asks of ice sports.</summary>
    private const double Beside = 0.4;

    private static bool IsBeside(ConceptHit concept, IReadOnlyList<ContentToken> tokens) =>
        tokens.Where(t => concept.Spans.Contains((t.Start, t.Start + t.Length))).ToList() is [_, ..] own && own.TrueForAll(t => t.IsCircumstance)
        && tokens.Any(t => t is { IsCircumstance: false, ByConcept: true, Text.Length: > 1 });

    private static List<SearchTerm> TermsOf(
        IReadOnlyList<ConceptHit> concepts, IReadOnlyList<(string Unit, int Start, int Length)> units, IReadOnlyList<Quantity> amounts, IReadOnlyList<ContentToken> tokens)
    {
        var terms = new List<SearchTerm>();
        terms.AddRange(tokens.Where(t => t.InDocuments).Select(t => new SearchTerm(t.Text, 0.4 + 0.6 * t.Weight, SearchTermKind.Own, t.Text)));
        terms.AddRange(tokens.Where(t => t is { InDocuments: false, Means: [_] } && !concepts.Any(c => c.Spans.Contains((t.Start, t.Start + t.Length)))).Select(t => new SearchTerm(t.Means[0], LongForm, SearchTermKind.Derived, t.Text)));
        terms.AddRange(concepts.SelectMany(c => c.Means.Select(m => new SearchTerm(m.Text, m.Weight * (c.Group == ConceptGroup.Asked ? 0.5 : IsBeside(c, tokens) ? Beside : 1), SearchTermKind.Concept, c.Said))));
        terms.AddRange(units.Select(u => new SearchTerm(u.Unit, 1, SearchTermKind.Unit, u.Unit)));
        foreach (var amount in amounts.Where(a => a.Unit.Length > 0 || a.Value >= 100))
        {
            terms.Add(new(amount.Canonical, 0.8, SearchTermKind.Amount, amount.Canonical));
            terms.AddRange(amount.Variants.Select(v => new SearchTerm(v, 0.8, SearchTermKind.Amount, amount.Canonical)));
        }

        return [.. terms.GroupBy(t => t.Text, StringComparer.Ordinal).Select(g => g.MaxBy(t => t.Weight)!).OrderByDescending(t => t.Weight)];
    }

    private DateMention? AskedAbout(string normal, IReadOnlyList<DateMention> dates)
    {
        var cues = _atThatTime.FindAll(normal);
        return dates.FirstOrDefault(d => cues.Any(c => c.Start >= d.Start + d.Length && c.Start - (d.Start + d.Length) <= 2));
    }
}
