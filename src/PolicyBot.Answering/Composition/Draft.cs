using System.Text;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;

namespace PolicyBot.Answering.Composition;

/// <summary>A piece of a line: plain words, or a quotation.</summary>
public abstract record Piece
{
    private Piece()
    {
    }

    public sealed record Words(string Text) : Piece;

    /// <param name="IsShown">False where the words already stand in the answer and only the marker is repeated.</param>
    public sealed record Quote(Quotation Of, bool IsShown = true) : Piece;
}

/// <summary>One line of an answer. A frame states nothing of the documents (fixed replies) and needs no marker.</summary>
public sealed record DraftLine(IReadOnlyList<Piece> Pieces, bool IsFrame = false)
{
    public static DraftLine Frame(string text) => new([new Piece.Words(text)], IsFrame: true);

    public IEnumerable<Quotation> Quotations => Pieces.OfType<Piece.Quote>().Select(q => q.Of);
}

/// <summary>An answer before markers: composers and the model step fill it, <see cref="Render"/> numbers the quotations.</summary>
public sealed record Draft(IReadOnlyList<DraftLine> Lines)
{
    public static Draft Empty { get; } = new([]);

    public IEnumerable<Quotation> Quotations => Lines.SelectMany(l => l.Quotations);

    public IReadOnlyCollection<string> Frames => [.. Lines.Where(l => l.IsFrame).Select(Plain)];

    /// <summary>Text with markers in the order of first use, and the citations they name; the same place gets one marker.</summary>
    public (string Text, IReadOnlyList<Citation> Citations) Render(Func<Quotation, ValidityFinding> validity)
    {
        var citations = new List<Citation>();
        var text = new StringBuilder();
        foreach (var line in Lines)
        {
            if (text.Length > 0)
                text.Append('\n');
            foreach (var piece in line.Pieces)
            {
                if (piece is Piece.Words words)
                    text.Append(words.Text);
                else if (piece is Piece.Quote { Of: var quote } shown)
                {
                    if (shown.IsShown)
                        text.Append('“').Append(quote.Text.ReplaceLineEndings(" ").Replace('\n', ' ')).Append('”');
                    text.Append('[').Append(System.Globalization.CultureInfo.InvariantCulture, $"{MarkerOf(quote, citations, validity)}").Append(']');
                }
            }
        }

        return (text.ToString(), citations);
    }

    private static int MarkerOf(Quotation quote, List<Citation> citations, Func<Quotation, ValidityFinding> validity)
    {
        var known = citations.Find(c => c.Document == quote.Document.Number && c.Start == quote.Start && c.End == quote.End);
        if (known is not null)
            return known.Marker;
        citations.Add(new(citations.Count + 1, quote.Document.Number, quote.Document.TitleOf(quote.Clause.Path), quote.Clause.Path, quote.Clause.HeadingLine,
            quote.Text, quote.Start, quote.End, quote.Document.Digest, validity(quote))
        {
            Display = quote.Document.Cite(quote.Clause.Path),
        });
        return citations.Count;
    }

    private static string Plain(DraftLine line) => string.Concat(line.Pieces.OfType<Piece.Words>().Select(w => w.Text));
}
