namespace PolicyBot.Core.Language;

/// <summary>The plain words that belong to each facet: what it is asked with, what an answer to it begins with, what a missing one is called. Immutable.</summary>
public sealed class FacetLanguage(IReadOnlyList<FacetCues> facets)
{
    private const string PlainLead = "文件规定";
    private const string PlainDetail = "这一点";
    private readonly Dictionary<Facet, FacetCues> _of = facets.GroupBy(f => f.Facet).ToDictionary(g => g.Key, g => g.First());

    public static FacetLanguage Empty { get; } = new([]);

    /// <summary>Words that only ask (负责 of 谁负责): no topic, and never missed.</summary>
    public IReadOnlyList<string> AskedWith(Facet facet) => _of.TryGetValue(facet, out var of) ? of.AskedWith : [];

    /// <summary>The few words before a quotation. They state nothing themselves.</summary>
    public string LeadOf(Facet? facet) => facet is { } asked && _of.TryGetValue(asked, out var of) && of.Lead.Length > 0 ? of.Lead : PlainLead;

    /// <summary>What the facet asks for, as a noun: for saying that the text does not state it.</summary>
    public string DetailOf(Facet facet) => _of.TryGetValue(facet, out var of) && of.Detail.Length > 0 ? of.Detail : PlainDetail;

    /// <summary>The text itself has a word that asks for the facet (不同, 区别): it may speak of it.</summary>
    public bool IsSpokenOf(Facet facet, string text) => _of.TryGetValue(facet, out var of) && of.Cues.Any(c => c.Parts is [{ Length: > 1 } word] && text.Contains(word, StringComparison.Ordinal));

    /// <summary>How the facet is asked of a thing whose name stands before it; empty where it is not offered.</summary>
    public string OfferOf(Facet facet) => _of.TryGetValue(facet, out var of) ? of.Offer : "";
}
