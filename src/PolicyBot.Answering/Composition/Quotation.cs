using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Composition;

/// <summary>A verbatim slice of a clause. Unit: UTF-16 offsets into the official text, end exclusive.</summary>
public sealed record Quotation(PolicyDocument Document, Clause Clause, int Start, int End)
{
    public string Text => Document.Text[Start..End];

    public int Length => End - Start;

    public static Quotation Of(PolicyDocument document, GoverningSentence sentence) =>
        new(document, document.FindClause(sentence.PrintedIn) ?? document.Clauses.First(c => c.Start <= sentence.Start && sentence.End <= c.End), sentence.Start, sentence.End);
}
