using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>Clauses that tell one thing field by field (【申请材料】…, 办理地点：…): the name of the field says what it answers, whatever its words are.</summary>
internal static class FieldClauses
{
    /// <summary>The other fields beside a field or around an item of one; of the heading above fields, each of them; empty for any other clause.</summary>
    public static IReadOnlyList<Clause> Beside(PolicyDocument document, Clause clause)
    {
        var field = FieldLabel.IsLabel(clause.Heading) ? clause : clause.Path.Parent is { } parent && document.FindClause(parent) is { } lead && FieldLabel.IsLabel(lead.Heading) ? lead : null;
        var above = field is null ? clause.Path : field.Path.Parent;
        return [.. document.Clauses.Where(c => c != (field ?? clause) && c.Path.Parent == above && FieldLabel.IsLabel(c.Heading))];
    }

    /// <summary>The field whose name is that of the facet, before one of a name that may stand for it; null where there is none.</summary>
    public static Clause? Named(IReadOnlyList<Clause> fields, Facet facet) =>
        Heads(facet).Select(h => fields.FirstOrDefault(c => h.IsMatch(ClauseTopic.Strip(c.Heading)))).FirstOrDefault(c => c is not null);

    public static bool Tells(Clause clause, Facet facet) => FieldLabel.IsLabel(clause.Heading) && Named([clause], facet) is not null;

    private static IEnumerable<Regex> Heads(Facet facet)
    {
        Facet[] names = facet == Facet.Until ? [Facet.StillValid, Facet.Until] : facet == Facet.Where ? [Facet.Where, Facet.HowToApply, Facet.Phone] : [facet];
        return names.Select(OfficialGrammar.HeadOf).OfType<Regex>();
    }
}
