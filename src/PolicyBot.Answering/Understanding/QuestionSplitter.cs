using PolicyBot.Answering.Composition;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>Splits several asks in one breath: at punctuation, at words like 还有, and at lists that share a predicate (甲、乙各多少), where each part asks something.</summary>
internal sealed class QuestionSplitter(Lexicon lexicon, FacetReader facets)
{
    private const string Marks = "。？！?!；;，,\n";
    private const double Clear = 0.75;
    private static readonly IReadOnlyList<string> Excepting = OfficialGrammar.Words("of_excepting");
    private static readonly string[] Distributing = ["分别", "各自", "各"];
    private readonly Alternatives _alternatives = new(lexicon.Alternatives);
    private readonly CueMatcher<bool> _splitters = new(lexicon.Splitters.Select(c => (c, true)));

    /// <param name="hasTopic">Whether a part names something to ask about.</param>
    public IReadOnlyList<SubQuestion> Split(string normal, Func<string, bool> hasTopic)
    {
        var parts = new List<Part>();
        var waiting = "";
        foreach (var piece in PiecesOf(normal).SelectMany(p => Distributed(p, hasTopic)))
        {
            var asked = facets.Read(piece);
            var topic = hasTopic(piece);
            if (waiting.Length == 0 && parts.Count > 0 && SameOfAnother(piece, parts[^1].Text) is { } same)
            {
                parts.Add(new(same, parts[^1].Facets, Topic: true));
                continue;
            }

            if (!IsAsk(piece, asked, topic))
            {
                // What is only told (我开了个店) belongs to the question that follows; after the last one, to that.
                waiting = waiting.Length == 0 ? piece : waiting + "，" + piece;
                continue;
            }

            parts.Add(new(waiting.Length == 0 ? piece : waiting + "，" + piece, asked, topic || waiting.Length > 0 && hasTopic(waiting)));
            waiting = "";
        }

        if (parts.Count < 2)
            return [];
        if (waiting.Length > 0)
            parts[^1] = parts[^1] with { Text = parts[^1].Text + "，" + waiting };
        return WithTopics(parts);
    }

    /// <summary>国家级一等奖多少，省级的呢: the ask before it, of the other alternative; null where the piece names anything else.</summary>
    private string? SameOfAnother(string piece, string before) =>
        piece.EndsWith('呢') && piece.Length <= ShortPiece && _alternatives.Take(piece, before) is { Changed: true } taken && taken.Rest.Trim('那', '的', '呢', '，').Length == 0 ? taken.Earlier : null;

    private const int ShortPiece = 8;

    /// <summary>Words that ask something, and not only sound like it: 留用率四成九 is told, 留用率要几成 is asked.</summary>
    private static bool IsAsk(string piece, IReadOnlyList<FacetScore> asked, bool topic) =>
        asked.Count > 0 ? asked[0].Score >= Clear || Asking.IsInterrogative(piece) : topic && Asking.IsYesOrNo(piece);

    /// <summary>A part that names nothing asks on about the one before it; before the first that does, about that.</summary>
    private List<SubQuestion> WithTopics(List<Part> parts)
    {
        var subject = parts.Find(p => p.Topic)?.Text;
        var asks = new List<SubQuestion>();
        foreach (var part in parts)
        {
            if (part.Topic)
                subject = part.Text;
            asks.Add(part.Topic || subject is null ? new(part.Text, part.Facets, Topic: null) : new(TopicOf(subject) + " " + part.Text, part.Facets, TopicOf(subject)));
        }

        return asks;
    }

    // The topic without its own question words, so that the carried part asks only its own thing.
    private string TopicOf(string part)
    {
        var asked = new bool[part.Length];
        foreach (var (start, end) in facets.SpansIn(part))
            asked.AsSpan(start, end - start).Fill(true);
        var topic = string.Concat(part.Where((_, i) => !asked[i]));
        topic = topic.Trim('，', ',', '的', '是', '吗', '呢', '?', '？', ' ');
        return topic.Length < 2 ? part : topic;
    }

    /// <summary>甲、乙和丙各多少: one ask for each, with the predicate they share; the piece itself where it is no such list.</summary>
    private IEnumerable<string> Distributed(string piece, Func<string, bool> hasTopic)
    {
        var at = Distributing.Select(d => (At: piece.IndexOf(d, StringComparison.Ordinal), d.Length)).FirstOrDefault(d => d.At > 0);
        if (at.At <= 0 || facets.Read(piece[(at.At + at.Length)..]).Count == 0)
            return [piece];
        if (_alternatives.OneByOne(piece) is [_, _, ..] each)
            return each.Select(e => Distributing.Aggregate(e, (text, word) => text.Replace(word, "", StringComparison.Ordinal)));
        var items = piece[..at.At].Split(['、', '和', '跟', '与'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var predicate = piece[(at.At + at.Length)..];
        return items.Length < 2 || !items.All(i => i.Length > 1 && hasTopic(i)) ? [piece] : items.Select(i => i + predicate);
    }

    private List<string> PiecesOf(string normal)
    {
        var cuts = new SortedSet<int> { 0, normal.Length };
        for (var i = 0; i < normal.Length; i++)
        {
            if (Marks.Contains(normal[i], StringComparison.Ordinal))
                cuts.Add(i);
        }

        // 除了甲还有哪几家 is one ask.
        foreach (var match in _splitters.FindAll(normal).Where(m => !Excepting.Any(e => normal[(cuts.GetViewBetween(0, m.Start).Max)..m.Start].Contains(e, StringComparison.Ordinal))).ToList())
            cuts.Add(match.Start);
        var borders = cuts.ToList();
        var pieces = new List<string>();
        for (var i = 1; i < borders.Count; i++)
        {
            var piece = normal[borders[i - 1]..borders[i]];
            // 甲给多少、乙补多少: a list mark parts asks only where each side of it asks.
            var listed = piece.Split('、');
            pieces.AddRange(listed.Length > 1 && listed.All(l => facets.Read(l).Count > 0) ? listed : [piece]);
        }

        return [.. pieces.Select(p => p.Trim('。', '？', '！', '?', '!', '；', ';', '，', ',', '\n', ' ', '、', '：', ':')).Where(p => p.Length > 0)];
    }

    private sealed record Part(string Text, IReadOnlyList<FacetScore> Facets, bool Topic);
}
