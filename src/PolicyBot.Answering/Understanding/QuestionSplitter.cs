using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>Splits several asks in one breath: at punctuation and at words like 还有, where each part asks something.</summary>
internal sealed class QuestionSplitter(Lexicon lexicon, FacetReader facets)
{
    private const string Marks = "。？！?!；;，,\n";
    private readonly CueMatcher<bool> _splitters = new(lexicon.Splitters.Select(c => (c, true)));

    /// <param name="hasTopic">Whether a part names something to ask about.</param>
    public IReadOnlyList<SubQuestion> Split(string normal, Func<string, bool> hasTopic)
    {
        var parts = new List<(string Text, IReadOnlyList<FacetScore> Facets, bool Topic)>();
        var waiting = "";
        foreach (var piece in PiecesOf(normal))
        {
            var asked = facets.Read(piece);
            var topic = hasTopic(piece);
            if (asked.Count == 0)
            {
                // What is only told (我开了个店) belongs to the question that follows; after the last one, to that.
                waiting = waiting.Length == 0 ? piece : waiting + "，" + piece;
                continue;
            }

            parts.Add((waiting.Length == 0 ? piece : waiting + "，" + piece, asked, topic || waiting.Length > 0 && hasTopic(waiting)));
            waiting = "";
        }

        if (parts.Count < 2)
            return [];
        if (waiting.Length > 0)
            parts[^1] = (parts[^1].Text + "，" + waiting, parts[^1].Facets, parts[^1].Topic);
        var subject = parts.FirstOrDefault(p => p.Topic).Text;
        return
        [
            .. parts.Select(p => p.Topic || subject is null
                ? new SubQuestion(p.Text, p.Facets, Topic: null)
                : new SubQuestion(TopicOf(subject) + " " + p.Text, p.Facets, TopicOf(subject))),
        ];
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

    private List<string> PiecesOf(string normal)
    {
        var cuts = new SortedSet<int> { 0, normal.Length };
        for (var i = 0; i < normal.Length; i++)
        {
            if (Marks.Contains(normal[i], StringComparison.Ordinal))
                cuts.Add(i);
        }

        foreach (var match in _splitters.FindAll(normal))
            cuts.Add(match.Start);
        var borders = cuts.ToList();
        var pieces = new List<string>();
        for (var i = 1; i < borders.Count; i++)
        {
            var piece = normal[borders[i - 1]..borders[i]].Trim('。', '？', '！', '?', '!', '；', ';', '，', ',', '\n', ' ', '、');
            if (piece.Length > 0)
                pieces.Add(piece);
        }

        return pieces;
    }
}
