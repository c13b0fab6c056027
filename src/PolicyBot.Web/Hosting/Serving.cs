using PolicyBot.Answering.Eligibility;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Search;
using PolicyBot.Web.Api;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// Everything a turn needs, from one reading of the knowledge: swapped whole, so that no answer mixes two editions.
/// The functions are bound to that reading; a request keeps the <see cref="Serving"/> that it began with.
/// </summary>
/// <param name="Ask">One question, one answer. Errors: throws only for our own mistakes and on cancellation.</param>
/// <param name="Search">Never waits.</param>
/// <param name="ValidityOf">Validity of a clause (null: of the document as a whole) on a day.</param>
public sealed record Serving(
    KnowledgeBase Knowledge,
    Func<Question, CancellationToken, Task<Answer>> Ask,
    Func<SearchRequest, SearchShape> Search,
    Func<PolicyDocument, ClausePath?, DateOnly, ValidityFinding> ValidityOf)
{
    /// <summary>The bot's fixed sentence of that id (knowledge/replies), else a built-in wording.</summary>
    public Func<string, string> Sentence { get; init; } = FixedSentences.BuiltIn;

    /// <summary>Questions that the documents can answer, best first; shown as examples and in the welcome.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What is not as it should be though answers are served (an index kept in memory, a warning of the knowledge). Chinese, for maintainers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>All benefits for given facts (id → text form) on a day; null where this edition has none to assess. Never waits.</summary>
    public Func<IReadOnlyDictionary<string, string>, DateOnly, WorksheetShape>? Assess { get; init; }

    /// <summary>The published version that this is; null where the knowledge folder is served as it stands.</summary>
    public ServedVersion? Version { get; init; }

    /// <summary>The staff's look-up: hits with the reason for each score, in one document (null: all) and among clauses for which the function holds (null: all). Never waits.</summary>
    public Func<Question, int, DocumentNumber?, Func<PolicyDocument, Clause, bool>?, SearchResult> Find { get; init; } = (_, _, _, _) => SearchResult.Empty;

    /// <summary>Facts that somebody's own words reveal on a day (fact id → text form).</summary>
    public Func<string, DateOnly, IReadOnlyDictionary<string, string>> FactsIn { get; init; } = (_, _) => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Held for as long as this edition serves (the index's searcher); released by the last user after a swap.</summary>
    public IDisposable? Owned { get; init; }
}

/// <summary>What a client may know of the version that answers it.</summary>
/// <param name="Digest">Of the knowledge files, as <c>sha256:hex</c>.</param>
public sealed record ServedVersion(int Number, string Name, string Digest, DateTimeOffset PublishedAt);
