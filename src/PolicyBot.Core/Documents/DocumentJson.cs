using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Documents;

/// <summary>JSON shapes of documents for REST and <c>documents --json</c>. Source: contracts §3 and §4; serialise with <see cref="AnswerJson.Options"/>.</summary>
public static class DocumentJson
{
    /// <summary>One line of <c>documents --json</c>.</summary>
    public static DocumentLine LineOf(PolicyDocument document, ValidityFinding validity) => new(
        document.Source,
        document.Number.Value,
        document.Title,
        document.Issuer,
        AnswerJson.DateOf(document.IssuedOn),
        new EffectiveShape(AnswerJson.DateOf(validity.From), AnswerJson.DateOf(validity.Until)),
        [.. document.Repeals.Select(r => r.Target.Value)],
        document.Digest,
        [.. document.Clauses.Select(ShapeOf)]);

    /// <summary>One row of <c>GET /api/documents</c>; <c>clauses</c> is their count.</summary>
    public static DocumentRow RowOf(PolicyDocument document, ValidityFinding validity) => new(
        document.Number.Value,
        document.Title,
        document.Issuer,
        AnswerJson.DateOf(document.IssuedOn),
        AnswerJson.FromValidity(validity),
        document.Clauses.Count);

    /// <summary><c>GET /api/documents/{number}</c>: metadata, official text, digest, clause tree with offsets.</summary>
    public static DocumentDetail DetailOf(PolicyDocument document, ValidityFinding validity) => new(
        document.Number.Value,
        document.Title,
        document.Issuer,
        document.Addressees,
        document.ApprovedBy,
        AnswerJson.DateOf(document.ApprovedOn),
        AnswerJson.DateOf(document.IssuedOn),
        AnswerJson.FromValidity(validity),
        [.. document.Repeals.Select(r => r.Target.Value)],
        [.. document.Attachments.Select(a => new AttachmentShape(a.Part, a.Title))],
        document.Digest,
        document.Text,
        [.. document.Clauses.Select(NodeOf)]);

    public static ClauseShape ShapeOf(Clause clause) => new(clause.Path.Value, clause.HeadingLine, clause.Text, clause.Start, clause.End);

    /// <summary><c>GET /api/documents/{number}/clauses/{path}</c>.</summary>
    public static ClauseDetail DetailOf(PolicyDocument document, Clause clause, ValidityFinding validity) => new(
        document.Number.Value,
        document.Title,
        clause.Path.Value,
        clause.HeadingLine,
        document.Cite(clause.Path),
        clause.Text,
        clause.Start,
        clause.End,
        document.Digest,
        AnswerJson.FromValidity(validity),
        clause.LeadUnits,
        clause.ResponsibleUnits,
        [.. clause.Governing.Select(g => new GoverningShape(g.PrintedIn.Value, g.Text, g.Start, g.End))],
        ParentOf(document, clause)?.Path.Value,
        [.. document.Clauses.Where(c => ParentOf(document, c)?.Path == clause.Path).Select(c => c.Path.Value)]);

    private static ClauseNode NodeOf(Clause clause) =>
        new(clause.Path.Value, clause.Path.Parent?.Value, clause.HeadingLine, clause.Start, clause.End);

    private static Clause? ParentOf(PolicyDocument document, Clause clause)
    {
        for (var path = clause.Path.Parent; path is { } up; path = up.Parent)
        {
            if (document.FindClause(up) is { } parent)
                return parent;
        }

        return null;
    }
}

public sealed record EffectiveShape(string? From, string? Until);

public sealed record ClauseShape(string Path, string Heading, string Text, int Start, int End);

public sealed record ClauseNode(string Path, string? Parent, string Heading, int Start, int End);

public sealed record AttachmentShape(string Part, string Title);

public sealed record GoverningShape(string Clause, string Text, int Start, int End);

public sealed record DocumentLine(
    string Source,
    string Number,
    string Title,
    string Issuer,
    string? IssuedOn,
    EffectiveShape Effective,
    IReadOnlyList<string> Repeals,
    string Digest,
    IReadOnlyList<ClauseShape> Clauses);

public sealed record DocumentRow(string Number, string Title, string Issuer, string? IssuedOn, ValidityShape Validity, int Clauses);

public sealed record DocumentDetail(
    string Number,
    string Title,
    string Issuer,
    IReadOnlyList<string> Addressees,
    string? ApprovedBy,
    string? ApprovedOn,
    string? IssuedOn,
    ValidityShape Validity,
    IReadOnlyList<string> Repeals,
    IReadOnlyList<AttachmentShape> Attachments,
    string Digest,
    string Text,
    IReadOnlyList<ClauseNode> Clauses);

public sealed record ClauseDetail(
    string Document,
    string Title,
    string Clause,
    string Heading,
    string Display,
    string Text,
    int Start,
    int End,
    string Digest,
    ValidityShape Validity,
    IReadOnlyList<string> LeadUnits,
    IReadOnlyList<string> ResponsibleUnits,
    IReadOnlyList<GoverningShape> Governing,
    string? Parent,
    IReadOnlyList<string> Children);
