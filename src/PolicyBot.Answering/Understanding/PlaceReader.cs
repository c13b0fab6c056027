using System.Text.RegularExpressions;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>Finds places. Home is what the documents are issued for or name themselves; every other known place is elsewhere.</summary>
internal sealed partial class PlaceReader
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
            .Where(m => m.Owner.IsHome || !IsOfSomebody(normal, m.Start, m.End))
            .Select(m => new PlaceMention(m.Owner.Name, normal[m.Start..m.End], m.Owner.IsHome, m.Start, m.End - m.Start)),
    ];

    /// <summary>Where somebody came from, went to, worked or studied (在北京打工回来, 去北京比赛): told of a person, not asked about.</summary>
    private static bool IsOfSomebody(string normal, int start, int end) =>
        Before().IsMatch(normal[..start]) && After().IsMatch(normal[end..]) || From().IsMatch(normal[..start]);

    [GeneratedRegex("(在|去|到|上|往)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Before();

    [GeneratedRegex("^(那边|那儿|市)?(打工|干活|上班|工作|务工|念书|上学|读书|念大学|上大学|毕业|当兵|比赛|参赛|参加|待了|干了|住了|打了|回来|学)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex After();

    [GeneratedRegex("(从|打|自)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex From();
}
