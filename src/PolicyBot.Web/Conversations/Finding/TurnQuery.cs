using PolicyBot.Core.Text;

namespace PolicyBot.Web.Conversations.Finding;

/// <summary>What an operator looks for; every part narrows, an empty part does not. Days are China's, both inclusive.</summary>
public sealed record TurnQuery
{
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Status { get; init; }

    public string? Channel { get; init; }

    /// <summary>Number of a document that the turn cited.</summary>
    public string? Document { get; init; }

    /// <summary>like or dislike.</summary>
    public string? Feedback { get; init; }

    public bool IsHandOff { get; init; }

    /// <summary>Words that question or answer hold, each of them, in any order; separated by blanks.</summary>
    public string Words { get; init; } = "";

    /// <summary>Goes on below this number; null begins with the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Turns a page. Range 1 to 200.</summary>
    public int Take { get; init; } = 50;

    /// <summary>Normalized, without repeats; empty where nothing but blanks was given.</summary>
    public IReadOnlyList<string> NormalWords =>
        [.. Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(TextNormalizer.Normalize).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Every term that a turn has to hold.</summary>
    public IReadOnlyCollection<string> Terms()
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in NormalWords)
            TurnTerms.AddGrams(word, terms, withSingles: false);
        if (Status is { Length: > 0 })
            terms.Add(TurnTerms.Status(Status));
        if (Channel is { Length: > 0 })
            terms.Add(TurnTerms.Channel(Channel));
        if (Document is { Length: > 0 })
            terms.Add(TurnTerms.Document(Document));
        if (Feedback is { Length: > 0 })
            terms.Add(TurnTerms.Feedback(Feedback));
        if (IsHandOff)
            terms.Add(TurnTerms.HandOff);
        return terms;
    }
}
