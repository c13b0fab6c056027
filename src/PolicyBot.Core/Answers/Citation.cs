using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Answers;

/// <summary>
/// A quotation with its place. Shape: <see cref="Marker"/> is 1-based and unique in its answer.
/// Unit: UTF-16 offsets into the official text at <see cref="Digest"/>; <c>text[Start..End]</c> equals <see cref="Quote"/>, always.
/// </summary>
public sealed record Citation(
    int Marker,
    DocumentNumber Document,
    string Title,
    ClausePath Clause,
    string Heading,
    string Quote,
    int Start,
    int End,
    string Digest,
    ValidityFinding Validity)
{
    /// <summary>Relative link to the clause on the document's page.</summary>
    public string Url => $"/documents/{Document.Value}#{Clause.Value}";

    /// <summary>How people read the place: 《…》（文号附件）一、（二）1.</summary>
    public string Display { get; init; } = "";
}
