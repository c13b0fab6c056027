using PolicyBot.Core.Text;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations.Finding;

/// <summary>What a turn can be found by: single characters and neighbouring pairs of its words, normalized, and its properties.</summary>
public static class TurnTerms
{
    /// <summary>Properties are longer than any pair of characters, so that the two never meet.</summary>
    public static string Status(string status) => "status:" + status;

    public static string Channel(string channel) => "channel:" + channel;

    public static string Document(string number) => "document:" + (number.Length <= 200 ? number : number[..200]);

    public static string Feedback(string feedback) => "feedback:" + feedback;

    public const string HandOff = "handoff:yes";

    /// <summary>Of question and answer. Shape: no repeats, no order.</summary>
    public static IReadOnlyCollection<string> Of(StoredTurn turn)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal) { Status(turn.Status), Channel(turn.Channel) };
        foreach (var number in DocumentsOf(turn))
            terms.Add(Document(number));
        if (turn.Feedback is { } feedback)
            terms.Add(Feedback(feedback));
        if (turn.IsHandOff)
            terms.Add(HandOff);
        AddGrams(TextNormalizer.Normalize(turn.Question), terms, withSingles: true);
        AddGrams(TextNormalizer.Normalize(turn.Answer), terms, withSingles: true);
        return terms;
    }

    /// <summary>Numbers of the documents that the turn cited.</summary>
    public static IEnumerable<string> DocumentsOf(StoredTurn turn) =>
        turn.Clauses.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('#')[0]).Distinct(StringComparer.Ordinal);

    /// <summary>What a searched word has to hold; a word of one character is that character.</summary>
    public static void AddGrams(string normal, ISet<string> terms, bool withSingles)
    {
        for (var i = 0; i < normal.Length; i++)
        {
            if (!char.IsLetterOrDigit(normal[i]))
                continue;
            var hasPair = i + 1 < normal.Length && char.IsLetterOrDigit(normal[i + 1]);
            if (hasPair)
                terms.Add(normal.Substring(i, 2));
            if (withSingles || (!hasPair && (i == 0 || !char.IsLetterOrDigit(normal[i - 1]))))
                terms.Add(normal.Substring(i, 1));
        }
    }
}
