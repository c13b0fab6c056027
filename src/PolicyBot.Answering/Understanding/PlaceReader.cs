using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>Finds places. Home is what the documents are issued for or name themselves; every other known place is elsewhere.</summary>
internal sealed class PlaceReader
{
    private readonly CueMatcher<(string Name, bool IsHome)> _places;

    public PlaceReader(Lexicon lexicon, DerivedLexicon derived, Vocabulary vocabulary)
    {
        bool Printed(Place place) => vocabulary.OccursInDocuments(TextNormalizer.Normalize(place.Names[0])) || derived.Home.Contains(place.Names[0], StringComparer.Ordinal);
        var elsewhere = lexicon.Places.SelectMany(p => p.Names.Select(n => (Name: n, Full: p.Names[0], IsHome: Printed(p))));
        var home = derived.Home.Select(n => (Name: n, Full: derived.Home[0], IsHome: true));
        _places = new(elsewhere.Concat(home).Where(p => p.Name.Length > 1).Select(p => (Cue: new Cue(p.Name, [TextNormalizer.Normalize(p.Name)], 1, AtStart: false, AtEnd: false), (p.Full, p.IsHome))));
    }

    public IReadOnlyList<PlaceMention> Read(string normal) =>
    [
        .. _places.FindLongest(normal)
            .GroupBy(m => (m.Start, m.End))
            .Select(g => g.OrderByDescending(m => m.Owner.IsHome).First())
            .Select(m => new PlaceMention(m.Owner.Name, normal[m.Start..m.End], m.Owner.IsHome, m.Start, m.End - m.Start)),
    ];
}
