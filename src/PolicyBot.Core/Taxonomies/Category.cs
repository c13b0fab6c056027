using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Taxonomies;

/// <summary>A document, or a clause of it with everything below: NUMBER or NUMBER#PATH.</summary>
public sealed record ClauseRange(DocumentNumber Document, ClausePath? Clause)
{
    public bool Contains(PolicyDocument document, Clause clause) => document.Number == Document && (Clause is not { } from || from.Contains(clause.Path));

    public static bool TryParse(string text, out ClauseRange range)
    {
        range = new(default, null);
        var parts = text.Split('#', 2);
        if (!DocumentNumber.TryParse(parts[0], out var number))
            return false;
        if (parts.Length == 1)
        {
            range = new(number, null);
            return true;
        }

        if (!ClausePath.TryParse(parts[1], out var path))
            return false;
        range = new(number, path);
        return true;
    }

    public override string ToString() => Clause is { } path ? $"{Document.Value}#{path.Value}" : Document.Value;
}

/// <summary>
/// One heading of a list that staff maintain. A clause belongs to it because <see cref="Clauses"/> names it or one above it, else because its headings or its text say one
/// of <see cref="Words"/>.
/// </summary>
public sealed record Category(string Id, string Title)
{
    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<ClauseRange> Clauses { get; init; } = [];

    public bool Holds(PolicyDocument document, Clause clause) => Names(document, clause) || Says(clause.Text) || clause.HeadingChain.Any(Says);

    public bool Names(PolicyDocument document, Clause clause) => Clauses.Any(c => c.Contains(document, clause));

    private bool Says(string text) => Words.Any(w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>How often headings and text say its words; a heading counts three times.</summary>
    internal int Weight(Clause clause) => Words.Sum(w => Count(clause.Text, w) + (3 * clause.HeadingChain.Count(h => h.Contains(w, StringComparison.Ordinal))));

    private static int Count(string text, string word)
    {
        var count = 0;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}

/// <summary>
/// How the hotline's knowledge is sorted: subjects (one for each clause), kinds of benefit and target groups (any number). Source: knowledge/categories.yaml; empty where there is none.
/// </summary>
public sealed record Taxonomy
{
    public static Taxonomy Empty { get; } = new();

    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Category> Kinds { get; init; } = [];

    public IReadOnlyList<Category> Groups { get; init; } = [];

    /// <summary>The one that names the clause most closely, else the one whose words it says most, the first of equals; null where none fits.</summary>
    public Category? CategoryOf(PolicyDocument document, Clause clause)
    {
        var named = Categories
            .Select(c => (Category: c, Depth: c.Clauses.Where(r => r.Contains(document, clause)).Select(r => r.Clause?.Segments.Count ?? 0).DefaultIfEmpty(-1).Max()))
            .Where(c => c.Depth >= 0).OrderByDescending(c => c.Depth).FirstOrDefault().Category;
        return named ?? Categories.Select(c => (Category: c, Weight: c.Weight(clause))).Where(c => c.Weight > 0).OrderByDescending(c => c.Weight).FirstOrDefault().Category;
    }
}
