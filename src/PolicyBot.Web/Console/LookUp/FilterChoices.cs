using PolicyBot.Core.Documents;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>What can be filtered by, read once from each edition.</summary>
public sealed class FilterChoices
{
    private sealed record Read(Serving Of, Lists Lists);

    private volatile Read? _read;

    /// <param name="Units">As the documents name them, in ordinal order.</param>
    /// <param name="Documents">Newest first.</param>
    public sealed record Lists(IReadOnlyList<PolicyDocument> Documents, IReadOnlyList<string> Units, IReadOnlyList<Category> Groups, IReadOnlyList<Category> Kinds)
    {
        public static Lists Empty { get; } = new([], [], [], []);
    }

    public Lists Of(Serving serving)
    {
        if (_read is { } known && ReferenceEquals(known.Of, serving))
            return known.Lists;
        var units = serving.Knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var lists = new Lists([.. serving.Knowledge.Documents.OrderByDescending(d => d.IssuedOn)], [.. units], serving.Knowledge.Taxonomy.Groups, serving.Knowledge.Taxonomy.Kinds);
        _read = new(serving, lists);
        return lists;
    }
}
