using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>Tells what a question asks, from the cue words of the lexicon.</summary>
internal sealed class FacetReader(Lexicon lexicon)
{
    private readonly CueMatcher<Facet> _cues = new(lexicon.Facets.SelectMany(f => f.Cues.Select(c => (c, f.Facet))));

    /// <summary>Best first. A cue counts its weight; a longer one of the same facet counts instead of the shorter ones inside it.</summary>
    public IReadOnlyList<FacetScore> Read(string normal) =>
    [
        .. _cues.FindLongest(normal)
            .GroupBy(m => m.Owner)
            .Select(g => new FacetScore(g.Key, Math.Round(g.Max(m => m.Cue.Weight + 0.02 * Math.Min(m.Covered, 10)) + 0.1 * (g.Select(m => m.Start).Distinct().Count() - 1), 3)))
            .OrderByDescending(f => f.Score).ThenBy(f => f.Facet),
    ];

    /// <summary>Where words stand that only ask. Cues with a gap are left out: 补 and 钱 of 补…钱 may belong to 补贴.</summary>
    public IEnumerable<(int Start, int End)> SpansIn(string normal, Facet? of = null) =>
        _cues.FindLongest(normal).Where(m => m.Spans.Count == 1 && (of is null || m.Owner == of)).Select(m => m.Spans[0]);
}
