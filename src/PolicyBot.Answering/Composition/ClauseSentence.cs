using System.Text.RegularExpressions;

namespace PolicyBot.Answering.Composition;

internal enum SentenceKind
{
    Body,

    /// <summary>The clause's own heading without its numbering, or the question that an explanation answers.</summary>
    Heading,

    /// <summary>The bracket that names units, without the bracket.</summary>
    Units,

    /// <summary>A line of a table, header or row.</summary>
    Row,
}

/// <summary>A sentence of a clause without the mark that ends it. Unit: offsets into the official text.</summary>
internal sealed record ClauseSentence(int Start, int End, string Text, SentenceKind Kind)
{
    public int Length => End - Start;

    public bool IsHeading => Kind == SentenceKind.Heading;

    public bool IsUnits => Kind == SentenceKind.Units;

    public bool IsBody => Kind == SentenceKind.Body;

    /// <summary>Blanks inside words come from the printed page (召 集 人).</summary>
    public bool States(Regex pattern) => pattern.IsMatch(Text) || pattern.IsMatch(string.Concat(Text.Where(c => !char.IsWhiteSpace(c))));
}
