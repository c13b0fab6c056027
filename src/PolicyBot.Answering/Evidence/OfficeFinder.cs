using PolicyBot.Core;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// Whom to ask about what no document answers: an office that the documents name and whose subject the question is. Which subjects offices have is data;
/// an office that no document names is never given. Pure.
/// </summary>
internal sealed class OfficeFinder
{
    private readonly CueMatcher<string> _subjects;

    public OfficeFinder(KnowledgeBase knowledge)
    {
        var units = knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.LeadUnits.Concat(c.ResponsibleUnits))
            .Where(u => !u.StartsWith('各')).Distinct(StringComparer.Ordinal).OrderBy(u => u.Length).ThenBy(u => u, StringComparer.Ordinal).ToList();
        _subjects = new(knowledge.Lexicon.Offices
            .Select(o => (Unit: units.Find(u => u.Contains(o.Office, StringComparison.Ordinal)), o.Subjects))
            .Where(o => o.Unit is not null)
            .SelectMany(o => o.Subjects.Select(s => (s, o.Unit!))));
    }

    /// <summary>The office of the most telling word, else null. Expects normalized text.</summary>
    public string? For(string normal) => _subjects.FindLongest(normal) is [_, ..] found ? found.MaxBy(m => m.Covered)!.Owner : null;
}
