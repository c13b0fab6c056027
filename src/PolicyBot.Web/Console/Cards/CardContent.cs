using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Console.Cards;

/// <summary>Official words on a card with everything that places them. Shape: <see cref="Quotes"/> verbatim pieces of <see cref="Text"/>, the clause's whole text.</summary>
public sealed record CardClause(
    string Document,
    string Title,
    string Clause,
    string Display,
    string Heading,
    IReadOnlyList<string> Quotes,
    string Text,
    ValidityShape Validity,
    IReadOnlyList<string> LeadUnits,
    IReadOnlyList<string> Units,
    IReadOnlyList<string> Governing)
{
    /// <summary>NUMBER#PATH: what notes of staff stand beside.</summary>
    public string Key => $"{Document}#{Clause}";
}

/// <summary>What a reply card keeps. <see cref="Answer"/> is null for a card that only shows a clause.</summary>
public sealed record CardContent(string Question, string AsOf, AnswerShape? Answer, IReadOnlyList<CardClause> Clauses);
