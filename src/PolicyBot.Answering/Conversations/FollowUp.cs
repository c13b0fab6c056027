using System.Text.RegularExpressions;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Conversations;

/// <summary>How a message stands to what was said before: a closed family.</summary>
public abstract record FollowUp
{
    private FollowUp()
    {
    }

    /// <summary>Stands alone.</summary>
    public sealed record None(string Text) : FollowUp
    {
        /// <summary>What <see cref="Text"/> was read as, where it was read already; else null.</summary>
        public QuestionUnderstanding? Read { get; init; }

        /// <summary>Says itself that it is about something else (对了, 另外): what was being assessed is left.</summary>
        public bool Leaves { get; init; }
    }

    /// <summary>Asks on about the focus: <paramref name="Text"/> is the standalone question.</summary>
    /// <param name="Facets">What this message itself asks; empty where it leaves that to what was asked before.</param>
    /// <param name="SameClause">True where it names nothing new: the clause in focus is meant.</param>
    public sealed record Continues(string Text, ConversationFocus Focus, IReadOnlyList<FacetScore> Facets, bool SameClause) : FollowUp
    {
        /// <summary>Words of the documents for a thing that this message names (那养老呢); empty where it names none. A clause with one in its heading is meant rather than the one in focus.</summary>
        public IReadOnlyList<string> Named { get; init; } = [];

        /// <summary>One alternative took the place of another (国家级的呢): asks the rule for that one, not more about the clause in focus.</summary>
        public bool Replaces { get; init; }
    }

    public sealed record Restart : FollowUp;

    /// <summary>Leans on something before, or names nothing itself, and there was nothing.</summary>
    public sealed record NothingBefore(QuestionUnderstanding Asked) : FollowUp;
}

/// <summary>Makes a follow-up into a standalone question: ellipsis, correction, return to an earlier topic, numbered choice. Pure.</summary>
public sealed partial class FollowUpReader(QuestionReader reader)
{
    private const int Short = 14;
    private readonly Alternatives _alternatives = new(reader.Lexicon.Alternatives);

    public FollowUp Read(string text, DateOnly asOf, ConversationState state)
    {
        var said = text.Trim();
        if (Restarts().IsMatch(said))
            return new FollowUp.Restart();
        if (ChoiceOf(said, state.Options) is { } chosen)
            return new FollowUp.None(chosen);
        var asked = reader.Read(said, asOf);
        if (state.Open is { } open && asked.Facets.Count == 0 && HasContent(asked))
            return new FollowUp.None($"{said.TrimEnd('。', '！', '!', '？', '?')}，{open}");
        var correction = Correction().Match(said);
        if (correction.Success && state.Focus is { } wrong && said[correction.Length..].Trim().Length >= 2)
            return Corrected(said[correction.Length..].Trim('，', ' ', '。', '的', '那', '个'), wrong, asOf);
        var leans = Leans().IsMatch(said);
        if (state.Focus is { } sibling && Instead(asked, sibling, asOf) is { } instead)
            return instead;
        if (state.Focus is { } same && NamesOnlyADocument(asked))
            return new FollowUp.Continues(Join(same.Topic, asked, asOf), same, [], SameClause: false) { Replaces = true };
        if (HasOwnTopic(asked) && !(leans && asked.Normal.Length <= 12 && state.Focus is not null && !IsWhole(asked)))
            return new FollowUp.None(said) { Read = asked, Leaves = Switches().IsMatch(said) };
        if (state.Focus is not { } focus)
            return leans && !HasContent(asked) || !state.Eligibility.IsRunning && Topicless.Is(asked) ? new FollowUp.NothingBefore(asked) : new FollowUp.None(said) { Read = asked };
        if (!HasContent(asked))
            return asked.Facets.Count > 0 || leans ? new FollowUp.Continues(Join(focus.Topic, asked, asOf), focus, asked.Facets, SameClause: asked.Places.Count == 0) : new FollowUp.None(said) { Read = asked };
        return leans || asked.Normal.Length <= Short
            ? new FollowUp.Continues(Join(focus.Topic, asked, asOf), focus, asked.Facets, SameClause: false) { Named = NamedBy(asked) }
            : new FollowUp.None(said) { Read = asked };
    }

    /// <summary>30号文呢: another document, and of it what was asked before.</summary>
    private static bool NamesOnlyADocument(QuestionUnderstanding asked) =>
        asked is { Facets.Count: 0, DocumentReferences: [{ Score: >= 1, Number: not null } named] }
        && asked.ContentTokens.All(t => t.Weight <= 0.13 || named.Start <= t.Start && t.Start < named.Start + named.Length);

    /// <summary>Only an alternative to what was asked (国家级的呢, 二等奖呢), with or without what else it is about: the question before, with the other one in its place.</summary>
    private FollowUp.Continues? Instead(QuestionUnderstanding asked, ConversationFocus focus, DateOnly asOf)
    {
        if (asked.Normal.Length > Short || asked.Facets.Any(f => f.Score > 0.6) || _alternatives.Take(asked.Normal, focus.Topic) is not { } taken)
            return null;
        var rest = LeadingThen().Replace(taken.Rest, "").Trim('的', '呢', '?', '？', '吗', '。', '，', ',', ' ');
        if (rest.Length == 0 && !taken.Changed)
            return null;
        var text = rest.Length == 0 ? taken.Earlier : Join(taken.Earlier, reader.Read(rest, asOf), asOf);
        return new(text, focus with { Topic = text }, [], SameClause: false) { Replaces = true };
    }

    // 不是，我问的是求职那个: the new thing takes the old one's place, what was asked of it stays.
    private FollowUp Corrected(string rest, ConversationFocus wrong, DateOnly asOf)
    {
        var asked = reader.Read(rest, asOf);
        return new FollowUp.Continues(Join(wrong.Topic, asked, asOf), wrong, asked.Facets, SameClause: false) { Named = NamedBy(asked) };
    }

    /// <summary>What was said now, then what it leaves out of what was said before: a new thing or group replaces the earlier one.</summary>
    private string Join(string topic, QuestionUnderstanding asked, DateOnly asOf)
    {
        var said = LeadingThen().Replace(asked.Normal, "").TrimEnd('呢', '?', '？', '吗', '。');
        var earlier = reader.Read(topic, asOf);
        // 刚才那个得雇几个人 is about the thing before, whatever else it names.
        var newThing = asked.Concepts.Any(IsThing) && !PointsBack().IsMatch(said);
        var newGroup = newThing || asked.Concepts.Any(c => c.Group == ConceptGroup.Who);
        var replaced = new bool[earlier.Normal.Length];
        foreach (var (start, end) in earlier.Concepts
            .Where(c => newThing && c.Group is ConceptGroup.Granted or ConceptGroup.Thing or ConceptGroup.Doing || newGroup && c.Group == ConceptGroup.Who)
            .SelectMany(c => c.Spans)
            .Where(s => !_alternatives.Has(earlier.Normal[s.Start..s.End]))
            // Another thing has another sum, and another document.
            .Concat(newThing ? earlier.Amounts.Select(a => (a.Start, End: a.Start + a.Length)) : [])
            // 卫健委呢: one office for another.
            .Concat(UnitsIn(asked).Any() ? UnitsIn(earlier) : [])
            // 那饶河呢: one place of ours for another.
            .Concat(asked.Places.Count > 0 ? earlier.Places.Select(p => (p.Start, End: p.Start + p.Length)) : [])
            .Concat(HasContent(asked) ? earlier.DocumentReferences.Select(r => (r.Start, End: r.Start + r.Length)) : []))
            replaced.AsSpan(start, end - start).Fill(true);
        var rest = string.Concat(earlier.Normal.Where((_, i) => !replaced[i]));
        rest = rest.Trim('的', '，', ',', ' ', '?', '？');
        return rest.Length == 0 ? said : $"{said}，{rest}";
    }

    private static IEnumerable<(int Start, int End)> UnitsIn(QuestionUnderstanding asked) =>
        asked.ContentTokens.Where(t => asked.SearchTerms.Any(s => s.Kind == SearchTermKind.Unit && t.Means.Contains(s.Text, StringComparer.Ordinal))).Select(t => (t.Start, t.Start + t.Length));

    private static bool IsThing(ConceptHit concept) => concept.Group is ConceptGroup.Granted or ConceptGroup.Thing;

    private static IReadOnlyList<string> NamedBy(QuestionUnderstanding asked) =>
        [.. asked.Concepts.Where(IsThing).SelectMany(c => c.Means.Select(m => m.Text)).Concat(asked.ContentTokens.Where(t => asked.Facets.Count == 0 && t is { InDocuments: true, Text.Length: > 1, Weight: > 0.25 }).Select(t => t.Text)).Distinct(StringComparer.Ordinal)];

    private static bool HasContent(QuestionUnderstanding asked) =>
        asked.DocumentReferences.Count > 0 || asked.ContentTokens.Any(t => t.Text.Length > 1 && t.Weight > 0.13);

    /// <summary>Names something of its own that the documents speak of, not only a group of people or a word of a question.</summary>
    private bool HasOwnTopic(QuestionUnderstanding asked) =>
        asked.DocumentReferences.Count > 0
        || !Topicless.Is(asked) && HasThing(asked);

    /// <summary>公租房呢，谁能申请: names its thing and asks something of it, however it begins.</summary>
    private static bool IsWhole(QuestionUnderstanding asked) => asked.Facets is [{ Score: >= 0.9 }, ..] && asked.Concepts.Any(c => c.IsInDocuments && IsThing(c));

    private static bool HasThing(QuestionUnderstanding asked) =>
        asked.Concepts.Any(c => c.IsInDocuments && c.Group is ConceptGroup.Granted or ConceptGroup.Thing)
        || asked.ContentTokens.Count(t => t.Text.Length > 1 && t.Weight > 0.25) >= 2;

    /// <summary>What was offered under the number that is said; null where the words are no number of it.</summary>
    public static string? ChoiceOf(string said, IReadOnlyList<string> options)
    {
        if (options.Count == 0 || Choice().Match(said) is not { Success: true } match)
            return null;
        var mark = match.Groups["n"].Value;
        var number = "123456789".IndexOf(mark, StringComparison.Ordinal) is >= 0 and var a ? a
            : "一二三四五六七八九".IndexOf(mark, StringComparison.Ordinal) is >= 0 and var h ? h
            : "①②③④⑤⑥⑦⑧⑨".IndexOf(mark, StringComparison.Ordinal);
        return number >= 0 && number < options.Count ? options[number] : null;
    }

    [GeneratedRegex("^(重新开始|重新来|从头(再)?来|清空|重来|换个话题)[。！!吧]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Restarts();

    [GeneratedRegex("^(选|第|选第)?(?<n>[1-9一二三四五六七八九①-⑨])(个|项|条|号)?[。.、吧]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Choice();

    [GeneratedRegex("^(不是|不对|错了|我?说错了|我?打错了|搞错了)[，,。、\\s]*(我)?(要|想)?(问|说|指)?(的)?(是|应该是)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Correction();

    [GeneratedRegex("^(and |what about |how about |里面|里头|其中|那|那么|那要|要是|如果|它|他|这|这个|这事|这钱|那个|刚才|前面|上面|还有|另外)|(呢|那个|这个)[？?。]*$|^.{1,6}的[？?。]*$|刚才|上述|前面说", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Leans();

    [GeneratedRegex("(刚才|前面|上面|刚刚)(说的|问的|讲的)?(那|这)?(个|项|种)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PointsBack();

    [GeneratedRegex("^(对了|另外|换个|再问|还有个|还有件|话说|顺便|还想问)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Switches();

    [GeneratedRegex("^(那么|那要是|那|要是|如果|还有|另外|换成|换|and |what about |how about )", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LeadingThen();
}
