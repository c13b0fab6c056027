using PolicyBot.Answering.Evidence;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>Chooses the official words of a clause that settle a facet: whole sentences, or the part between commas that stands by itself.</summary>
internal sealed class SentencePicker(TopicMatcher topic)
{
    /// <summary>Unit: UTF-16 units; longer sentences are cut to the commas around what was asked.</summary>
    private const int LongSentence = 110;

    /// <summary>Unit: UTF-16 units; the same where all of something is asked.</summary>
    private const int LongEnumeration = 170;

    private const double FacetBonus = 1.2;
    private const double TieWithin = 0.3;
    private const double TieForLists = 0.9;

    /// <summary>A sentence that states the kind of thing asked, of something else, does not count: it has to be about the topic nearly as much as the best one.</summary>
    private const double NearlyAsTopical = 0.6;
    private const double AllAsTopical = 0.4;
    private const double LeastTopical = 0.55;
    private const double HeadingSlack = 0.8;


    /// <summary>The sentences that state the facet, best first, then in the order of the text; empty where the clause does not state it.</summary>
    public IReadOnlyList<Quotation> Pick(PolicyDocument document, Clause clause, Facet? facet, int atMost = 2, System.Text.RegularExpressions.Regex? stating = null)
    {
        var stated = PickStated(document, clause, facet, atMost, stating);
        return stated.Count == 0 && stating is null && facet is { } asked && FieldClauses.Tells(clause, asked) ? [.. ClauseBody.Whole(document, clause).Take(atMost)] : stated;
    }

    private IReadOnlyList<Quotation> PickStated(PolicyDocument document, Clause clause, Facet? facet, int atMost, System.Text.RegularExpressions.Regex? stating)
    {
        var within = atMost > 2 ? TieForLists : TieWithin;
        var sentences = SentenceReader.Read(document, clause);
        if (facet == Facet.WhoIsResponsible)
            return Units(document, clause, sentences);
        var counted = facet is Facet.HowMany && topic.Measure is { } measure && sentences.Any(s => s.IsBody && s.States(measure)) ? measure : null;
        var pattern = stating ?? counted ?? (facet is { } f ? FacetPatterns.Of(f) : null);
        var candidates = sentences.Where(s => s.Kind is SentenceKind.Body or SentenceKind.Heading && (pattern is null || s.States(pattern) || IsCase(s))).ToList();
        // What is stated of another alternative is a right sum for the wrong thing.
        var isToldApart = facet is Facet.HowMuch or Facet.HowMany or Facet.Cap && candidates.Exists(s => s.IsBody && !topic.IsOfAnother(s.Text)) && candidates.RemoveAll(s => topic.IsOfAnother(s.Text)) > 0;
        var governing = GoverningFor(document, clause, facet);
        if (candidates.Count > 0 && pattern is not null && facet is not (Facet.Until or Facet.WhoPays or Facet.Person or Facet.Phone))
        {
            // A document about one thing names it in its title only: 六层住宅，补助16万元.
            var heading = document.TitleOf(clause.Path) + string.Concat(clause.HeadingChain);
            var least = LeastTopical * topic.Coverage(topic.ContextOf(document, clause));
            var most = sentences.Where(s => s.IsBody).Select(s => topic.Score(s.Text)).DefaultIfEmpty().Max();
            var topical = candidates.Where(s => IsCase(s) || isToldApart && topic.TokensIn(s.Text).Count > 0 || topic.Score(s.Text) >= most * (atMost > 2 ? AllAsTopical : NearlyAsTopical) && topic.Coverage(heading + s.Text) >= least).ToList();
            candidates = topical.Count > 0 ? topical : [.. GoingOn(sentences, candidates, most)];
        }

        if (candidates.Count == 0)
            return governing;
        // 几月到几月 asks when it is held, which the clause itself states; when it has to be done is another day.
        if (facet == Facet.Until && OfRange.Any(topic.Says) && candidates.Where(s => s.IsBody && s.States(Range)).ToList() is [_, ..] ranges)
            (candidates, governing) = (ranges, []);
        if (governing.Count > 0 && (facet == Facet.WhoPays || facet == Facet.Until && !IsOfApplying(clause, candidates)) && !candidates.Any(s => facet == Facet.WhoPays ? s.States(FacetPatterns.Funding) : s.States(FacetPatterns.Period) || s.States(Range) && topic.TokensIn(s.Text).Count > 0 && !clause.Governing.Any(g => g.Kind == GoverningKind.Deadline)))
            return governing;
        var scored = candidates
            .Select((s, i) => (Sentence: s, Score: topic.Score(s.Text) + topic.Echo(s.Text) + Prior(s, facet) + topic.Fit(s.Text) - 0.01 * i))
            .OrderByDescending(s => s.Score).ToList();
        // A heading says what its sentences say.
        if (scored[0].Sentence.IsHeading && scored.Find(s => s.Sentence.IsBody) is { Sentence: not null } body && body.Score >= scored[0].Score - HeadingSlack)
            scored.RemoveAll(s => s.Sentence.IsHeading);
        var best = scored[0].Score;
        return
        [
            .. scored.Where(s => s.Score >= best - within && (s.Sentence == scored[0].Sentence || !s.Sentence.IsHeading)).Take(atMost)
                .OrderBy(s => s.Sentence.Start)
                .Select(s => Cut(document, clause, s.Sentence, facet)),
        ];
    }

    /// <summary>A text names its subject once and goes on about it (设立…奖，分为一等奖、二等奖。一等奖20万元，二等奖10万元。): what stands behind the sentence that names it, and has a word of the question too.</summary>
    private IEnumerable<ClauseSentence> GoingOn(IReadOnlyList<ClauseSentence> sentences, IReadOnlyList<ClauseSentence> stating, double most)
    {
        if (most <= 0 || sentences.FirstOrDefault(s => s.IsBody && topic.Score(s.Text) >= most) is not { } naming)
            return [];
        var named = topic.TokensIn(naming.Text);
        return stating.Where(s => s.Start > naming.Start && topic.TokensIn(s.Text) is [_, ..] own && own.All(named.Contains) && own.Any(t => t.Weight >= OfSubstance));
    }

    private const double OfSubstance = 0.35;

    /// <summary>The text is about another of several alternatives than the one that is asked for.</summary>
    public bool IsOfAnother(string text) => topic.IsOfAnother(text);

    /// <summary>The case of the one who asks, told by a number, whatever is asked of it.</summary>
    private bool IsCase(ClauseSentence sentence) => sentence.IsBody && topic.Fit(sentence.Text) > 0;

    /// <summary>Until when to apply is asked, and the clause states a day for that: when the rule itself ends is another question.</summary>
    public bool IsOfApplying(Clause clause, IReadOnlyList<ClauseSentence> sentences) => Applying.Any(topic.Says)
        && sentences.Any(s => s.IsBody && s.States(FacetPatterns.Day) && Applying.Any(a => s.Text.Contains(a, StringComparison.Ordinal) || clause.Heading.Contains(a, StringComparison.Ordinal)));

    /// <summary>报, 申请, 提交 is said.</summary>
    public static bool AsksOfApplying(TopicMatcher topic) => Applying.Any(topic.Says);

    private static readonly IReadOnlyList<string> OfRange = OfficialGrammar.Words("of_range");
    private static readonly System.Text.RegularExpressions.Regex Range = OfficialGrammar.Part("range");
    private static readonly IReadOnlyList<string> Applying = OfficialGrammar.Words("of_filing");

    /// <summary>The sentence that says what is given, nearest to the topic; null where none does.</summary>
    public Quotation? Granting(PolicyDocument document, Clause clause)
    {
        var granting = SentenceReader.Read(document, clause).Where(s => !s.IsUnits && s.States(FacetPatterns.Yuan)).OrderByDescending(s => topic.Score(s.Text) - (s.States(FacetPatterns.Funding) ? 0.5 : 0)).FirstOrDefault();
        return granting is null ? null : Cut(document, clause, granting, Facet.HowMuch);
    }

    /// <summary>The sentence that has these words.</summary>
    public IReadOnlyList<Quotation> Naming(PolicyDocument document, Clause clause, string words) =>
        [.. SentenceReader.Read(document, clause).Where(s => TopicMatcher.Fold(s.Text).Contains(TopicMatcher.Fold(words), StringComparison.Ordinal)).Take(1).Select(s => new Quotation(document, clause, s.Start, s.End))];

    /// <summary>The clause itself or a sentence that governs it states the facet.</summary>
    public bool Settles(PolicyDocument document, Clause clause, Facet facet) =>
        Pick(document, clause, facet).Count > 0
        || facet is Facet.HowMuch or Facet.HowMany or Facet.Cap && ClauseTable.In(document, clause).Count > 0 && topic.Measure?.IsMatch(clause.Text) != false
        || ClauseList.Under(document, clause) is { Announces: true, IsShort: true } list && list.Items.Any(i => Pick(document, i, facet).Count > 0);

    /// <summary>What the clause says in one or two sentences, for a bare topic: what it grants, to whom, else its first words.</summary>
    /// <param name="except">Words that were quoted already.</param>
    public IReadOnlyList<Quotation> Gist(PolicyDocument document, Clause clause, int atMost = 2, IReadOnlyList<Quotation>? except = null)
    {
        var within = atMost > 2 ? TieForLists : TieWithin;
        var sentences = SentenceReader.Read(document, clause).Where(s => s.Kind is SentenceKind.Body or SentenceKind.Heading && except?.Any(q => q.Document == document && q.Start <= s.Start && s.End <= q.End) is not true).ToList();
        var bodies = sentences.Where(s => s.IsBody).ToList();
        if (bodies.Exists(s => s.States(FacetPatterns.Yuan) && !topic.IsOfAnother(s.Text)))
            bodies.RemoveAll(s => s.States(FacetPatterns.Yuan) && topic.IsOfAnother(s.Text));
        if (bodies.Count == 0)
            bodies = sentences;
        var scored = bodies.Select((s, i) => (Sentence: s, Score: topic.Score(s.Text) + topic.Fit(s.Text)
            + (s.States(FacetPatterns.Money) ? 0.5 : 0) + (s.Text.StartsWith("对", StringComparison.Ordinal) ? 0.2 : 0) - (s.States(FacetPatterns.Funding) ? 0.3 : 0) - 0.02 * i)).OrderByDescending(s => s.Score).ToList();
        if (scored.Count == 0)
            return [];
        return [.. scored.Where(s => s.Score >= scored[0].Score - within).Take(atMost).OrderBy(s => s.Sentence.Start).Select(s => Cut(document, clause, s.Sentence, facet: null))];
    }

    private static readonly IReadOnlyList<string> Complaint = OfficialGrammar.Words("of_complaint");

    private double Prior(ClauseSentence sentence, Facet? facet) => facet switch
    {
        // Where to complain is asked for as such.
        Facet.Phone when Complaint.FirstOrDefault(c => sentence.Text.Contains(c, StringComparison.Ordinal)) is not null && !Complaint.Any(topic.Says) => FacetBonus - TieWithin - 0.1,
        null => sentence.IsHeading ? -0.4 : 0,
        // The sentence that grants, not the one that says who pays for it.
        Facet.HowMuch => (sentence.States(FacetPatterns.Funding) ? -0.5 : 0) + (sentence.States(FacetPatterns.Yuan) ? 0.4 : 0) + FacetBonus,
        Facet.Until or Facet.StillValid => sentence.States(FacetPatterns.Period) ? FacetBonus + 0.4 : FacetBonus,
        // A line of a list of people: a name, a blank, an office.
        Facet.Person => FacetBonus + (sentence.Length <= 40 && sentence.Text.Contains(' ') ? 0.8 : 0),
        _ => FacetBonus - (sentence.IsHeading ? 0.2 : 0),
    };

    private static IReadOnlyList<Quotation> GoverningFor(PolicyDocument document, Clause clause, Facet? facet)
    {
        GoverningKind[] wanted = facet switch
        {
            Facet.Until or Facet.Since or Facet.StillValid => [GoverningKind.Deadline, GoverningKind.Period],
            Facet.WhoPays => [GoverningKind.Funding],
            _ => [],
        };
        return [.. clause.Governing.Where(g => wanted.Contains(g.Kind)).Take(2).Select(g => Trim(Quotation.Of(document, g)))];
    }

    // Who explains a document is not who does what it grants.
    private static readonly string Explaining = OfficialGrammar.Words("of_explaining")[0];

    private IReadOnlyList<Quotation> Units(PolicyDocument document, Clause clause, IReadOnlyList<ClauseSentence> sentences)
    {
        if (sentences.LastOrDefault(s => s.IsUnits) is { } own)
            return [new(document, clause, own.Start, own.End)];
        var governing = clause.Governing.Where(g => g.Kind == GoverningKind.Units).Select(g => Trim(Quotation.Of(document, g))).ToList();
        if (governing.Count > 0)
            return [governing[0]];
        // 组织实施阶段（6月20日—9月30日） is the name of a stage, no office.
        return [.. sentences.Where(s => s.IsBody && s.Start - clause.Start >= clause.Heading.Length && s.States(FacetPatterns.Of(Facet.WhoIsResponsible)!) && (topic.Says(Explaining) || !s.Text.Contains(Explaining, StringComparison.Ordinal))).Take(1).Select(s => new Quotation(document, clause, s.Start, s.End))];
    }

    /// <summary>The quotation without brackets, blanks and marks at its ends.</summary>
    public static Quotation Trim(Quotation quote)
    {
        var (start, end) = (quote.Start, quote.End);
        while (start < end && (char.IsWhiteSpace(quote.Document.Text[start]) || quote.Document.Text[start] is '〔' or '（' && quote.Document.Text[end - 1] is '〕' or '）'))
            start++;
        while (end > start && (char.IsWhiteSpace(quote.Document.Text[end - 1]) || quote.Document.Text[end - 1] is '〕' or '。' or '；' or '，'))
            end--;
        return quote with { Start = start, End = end };
    }

    private Quotation Cut(PolicyDocument document, Clause clause, ClauseSentence sentence, Facet? facet)
    {
        var parts = PartsOf(document.Text, sentence);
        var pattern = facet switch
        {
            Facet.WhoPays => FacetPatterns.Funding,
            Facet.Until or Facet.StillValid or Facet.Since => FacetPatterns.Period,
            { } other => FacetPatterns.Of(other),
            null => null,
        };
        // 执行期至…止 and 所需资金由…承担 stand by themselves; other facts need the words before them.
        if (facet is Facet.WhoPays or Facet.Until or Facet.StillValid && parts.Count > 1)
        {
            var own = parts.Where(p => pattern!.IsMatch(document.Text[p.Start..p.End]) && (facet == Facet.WhoPays || StandsAlone(document.Text[p.Start..p.End]))).ToList();
            if (own.Count > 0)
                return new(document, clause, own[0].Start, own[^1].End);
        }

        // What is all asked for stands in one enumeration: half of it is no answer.
        if (sentence.Length <= (facet is Facet.ListAll ? LongEnumeration : LongSentence) || parts.Count < 3)
            return new(document, clause, sentence.Start, sentence.End);
        return Window(document, clause, parts, pattern, facet is Facet.ListAll ? LongEnumeration : LongSentence, facet is Facet.ListAll ? LongSentence : Scant);
    }

    private static bool StandsAlone(string part) =>
        part.Contains("执行期", StringComparison.Ordinal) || part.Contains("有效期", StringComparison.Ordinal) || part.Contains("期限", StringComparison.Ordinal) || part.Contains("时限", StringComparison.Ordinal)
        || part.Contains("资金", StringComparison.Ordinal) || part.Contains("经费", StringComparison.Ordinal);

    // The run of parts, up to the length, that has most of the question and what the facet asks for.
    private Quotation Window(PolicyDocument document, Clause clause, List<(int Start, int End)> parts, System.Text.RegularExpressions.Regex? pattern, int longest, int scant)
    {
        var best = (Score: double.MinValue, From: 0, To: 0);
        for (var from = 0; from < parts.Count; from++)
        {
            for (var to = from; to < parts.Count && (to == from || parts[to].End - parts[from].Start <= longest); to++)
            {
                var text = document.Text[parts[from].Start..parts[to].End];
                var score = topic.Score(text) + (pattern?.IsMatch(text) == true ? FacetBonus : 0) - text.Length * 0.0015 - (from > 0 && BeginsInTheMiddle(text) ? 0.3 : 0);
                if (score > best.Score)
                    best = (score, from, to);
            }
        }

        // A few words torn out of a sentence seldom say what it says: those behind go along; of an enumeration those before, too.
        while (parts[best.To].End - parts[best.From].Start < scant && best.To + 1 < parts.Count && parts[best.To + 1].End - parts[best.From].Start <= longest)
            best.To++;
        while (longest > LongSentence && best.From > 0 && parts[best.To].End - parts[best.From - 1].Start <= longest)
            best.From--;
        return new(document, clause, parts[best.From].Start, parts[best.To].End);
    }

    /// <summary>Unit: UTF-16 units.</summary>
    private const int Scant = 60;

    private static bool BeginsInTheMiddle(string text) => text[0] is '并' or '且' or '和' or '及' or '等' or '的';

    /// <summary>The stretches between commas, outside of quotation marks and brackets.</summary>
    private static List<(int Start, int End)> PartsOf(string text, ClauseSentence sentence)
    {
        var parts = new List<(int, int)>();
        var from = sentence.Start;
        var depth = 0;
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            depth += text[i] is '“' or '（' or '《' or '(' ? 1 : text[i] is '”' or '）' or '》' or ')' ? -1 : 0;
            if (text[i] is not ('，' or ',' or '：') || depth > 0)
                continue;
            if (i > from)
                parts.Add((from, i));
            from = i + 1;
        }

        if (from < sentence.End)
            parts.Add((from, sentence.End));
        return [.. parts.Select(p => (SkipBlank(text, p.Item1, p.Item2), p.Item2))];
    }

    private static int SkipBlank(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }
}
