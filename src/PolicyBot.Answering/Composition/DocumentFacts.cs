using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Composition;

/// <summary>What a document says of itself: when it was issued, its number, the meeting that approved it, whom it is addressed to.</summary>
internal static class DocumentFacts
{
    private static readonly IReadOnlyList<string> Meeting = OfficialGrammar.Words("of_meeting");
    private static readonly IReadOnlyList<string> Serial = OfficialGrammar.Words("of_serial");
    private static readonly IReadOnlyList<string> When = OfficialGrammar.Words("of_date");
    private static readonly IReadOnlyList<string> Addressees = OfficialGrammar.Words("of_addressees");

    /// <summary>The covering notice; of a document without one the clause that prints its date of issue; null where none does.</summary>
    public static Clause? ClauseOf(PolicyDocument document) =>
        document.Clauses.FirstOrDefault(c => c.Path.Segments is [_, "通知"])
        ?? document.Clauses.Where(c => c.Path.Segments is [_, "标题" or "引言" or "结尾" or "落款"]).FirstOrDefault(c => IsDated(document, c.Text));

    /// <summary>The lines that answer; its date where nothing else is asked. Empty where the clause does not say it.</summary>
    public static IReadOnlyList<Quotation> Of(PolicyDocument document, Clause notice, string asked)
    {
        var lines = SentenceReader.Read(document, notice);
        var wanted = new List<ClauseSentence>();
        if (Has(asked, Meeting))
            wanted.AddRange(lines.Where(l => l.Text.Contains("会议", StringComparison.Ordinal) || l.Text.Contains("同意", StringComparison.Ordinal)).Take(1));
        if (Has(asked, Serial))
            wanted.AddRange(lines.Where(l => DocumentNumber.TryParse(l.Text, out _)).Take(1));
        if (IsOfAddressees(asked) && document.Addressees is [var addressee, ..])
            wanted.AddRange(lines.Where(l => l.Text.StartsWith(addressee, StringComparison.Ordinal)).Take(1));
        if (wanted.Count == 0 || Has(asked, When))
            wanted.AddRange(lines.Where(l => l.Length <= 14 && l.States(FacetPatterns.Day)).TakeLast(1).DefaultIfEmpty(lines.FirstOrDefault(l => IsDated(document, l.Text))).OfType<ClauseSentence>());
        return [.. wanted.Distinct().Select(w => new Quotation(document, notice, w.Start, w.End))];
    }

    /// <summary>Asks of the head of a document rather than of when it was issued.</summary>
    public static bool IsOfAddressees(string asked) => Has(asked, Addressees);

    private static bool Has(string asked, IReadOnlyList<string> words) => words.Any(w => asked.Contains(w, StringComparison.Ordinal));

    private static bool IsDated(PolicyDocument document, string text) =>
        document.IssuedOn is { } issued && DateReader.Read(TextNormalizer.Normalize(string.Concat(text.Where(c => !char.IsWhiteSpace(c)))), issued).Any(d => d.From == issued && d.To == issued);
}
