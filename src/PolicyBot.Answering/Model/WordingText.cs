using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Model;

/// <summary>Puts checked sentences and our own lines together: what the model left out of a line brings the line back, so that nothing is lost by being worded.</summary>
internal static class WordingText
{
    private const double LeastCarried = 0.75;

    /// <summary>Lines that the sentences do not stand for, in order.</summary>
    public static IReadOnlyList<string> Restored(WordingPlan plan, IReadOnlyList<string> kept, IReadOnlyCollection<string> names) =>
        [.. plan.Body.Where(line => !IsCarried(line, kept, names))];

    public static string Join(params IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));

    /// <summary>Every number and unit of the line is said with one of its markers, and most of its words.</summary>
    private static bool IsCarried(string line, IReadOnlyList<string> kept, IReadOnlyCollection<string> names)
    {
        var markers = WordingPlan.MarkersOf(line).ToList();
        var said = string.Join('\n', kept.Where(k => WordingPlan.MarkersOf(k).Any(markers.Contains)));
        if (markers.Exists(m => !WordingPlan.MarkersOf(said).Contains(m)))
            return false;
        var words = EvidenceText.Squeeze(WordingPlan.WithoutMarkers(said));
        var wanted = WordingPlan.WithoutMarkers(line);
        var context = new CitationContext(WordingPlan.WithoutMarkers(said), NoText) { Names = names };
        return EvidenceText.Share(EvidenceText.Squeeze(wanted), words) >= LeastCarried
            && CitationCheck.Run(wanted, [], context).All(v => v.Fault is not (CitationFault.UnsupportedNumber or CitationFault.UnsupportedName));
    }

    private static string? NoText(DocumentNumber number) => null;
}
