using PolicyBot.Core.Documents;

namespace PolicyBot.Core;

/// <summary>
/// Everything that people maintain, read once: an immutable snapshot. Documents are the only prerequisite; every other part may be empty.
/// Shape: <see cref="Documents"/> unique by number, ordered by folder name.
/// </summary>
public sealed record KnowledgeBase(IReadOnlyList<PolicyDocument> Documents)
{
    public static KnowledgeBase Empty { get; } = new([]);

    public Language.Lexicon Lexicon { get; init; } = Language.Lexicon.Empty;

    public Language.ReplyBook Replies { get; init; } = Language.ReplyBook.Empty;

    /// <summary>What may be asked of an applicant, and how people say it.</summary>
    public Eligibility.FactCatalog Facts { get; init; } = Eligibility.FactCatalog.Empty;

    public Eligibility.DialogueWords EligibilityWords { get; init; } = Eligibility.DialogueWords.None;

    public Eligibility.EligibilityTexts EligibilityTexts { get; init; } = Eligibility.EligibilityTexts.Default;

    /// <summary>What the documents grant, reviewed rules and drafts; unique by id, in the order of documents and files.</summary>
    public IReadOnlyList<Eligibility.Benefit> Benefits { get; init; } = [];

    /// <summary>How the hotline sorts clauses.</summary>
    public Taxonomies.Taxonomy Taxonomy { get; init; } = Taxonomies.Taxonomy.Empty;

    /// <summary>sha256 over every document's digest, number and clause paths: the index is stale when this differs. As <c>sha256:hex</c>.</summary>
    public string Digest { get; } = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Documents.Select(d => $"{d.Number} {d.Digest} {d.Title}\t{string.Join(' ', d.Clauses.Select(c => c.Path))}")))));

    public PolicyDocument? Find(DocumentNumber number) => Documents.FirstOrDefault(d => d.Number == number);
}
