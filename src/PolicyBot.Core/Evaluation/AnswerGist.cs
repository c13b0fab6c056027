using PolicyBot.Core.Answers;

namespace PolicyBot.Core.Evaluation;

/// <summary>What a citation says, without its place in the answer.</summary>
/// <param name="Digest">Of the document's official text: differs where the document was changed.</param>
public sealed record GistCitation(string Document, string Clause, string Quote, string Digest, string Validity)
{
    public bool IsSamePlace(GistCitation other) =>
        string.Equals(Document, other.Document, StringComparison.Ordinal) && string.Equals(Clause, other.Clause, StringComparison.Ordinal);
}

/// <summary>What a reviewer compares of an answer: how it ended, what was said, on what it rests. Plain values: stored as JSON.</summary>
/// <param name="Status">As in contracts §2; empty for an assessment of given facts.</param>
public sealed record AnswerGist(string Status, string Text, string? Verdict, string? Amount, IReadOnlyList<GistCitation> Citations)
{
    public static AnswerGist Of(Answer answer) => new(
        AnswerJson.StatusOf(answer),
        answer.Text,
        answer.Verdict is { } verdict ? AnswerJson.NameOf(verdict) : null,
        answer.Amount is { } amount ? Show(amount) : null,
        [.. answer.Citations.Select(c => new GistCitation(c.Document.Value, c.Clause.Value, c.Quote, c.Digest, AnswerJson.NameOf(c.Validity.Status)))]);

    /// <summary>Citations count by what they say; where in the document it is printed does not matter.</summary>
    public bool SaysTheSame(AnswerGist other) =>
        string.Equals(Status, other.Status, StringComparison.Ordinal)
        && string.Equals(Text, other.Text, StringComparison.Ordinal)
        && string.Equals(Verdict, other.Verdict, StringComparison.Ordinal)
        && string.Equals(Amount, other.Amount, StringComparison.Ordinal)
        && Citations.Select(c => c with { Digest = "" }).SequenceEqual(other.Citations.Select(c => c with { Digest = "" }));

    public static string Show(AnswerAmount amount) =>
        amount.Value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + amount.Unit + (amount.Per is { } per ? "/" + per : "");
}
