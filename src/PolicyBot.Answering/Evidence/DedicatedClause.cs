using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>
/// The clause of a document that is there for one thing only and does not name the topic again: 申报材料, 办理程序, 联系方式, 资金来源. Told by its heading, or by the
/// words that announce its list; a heading that names a subject of its own is none.
/// </summary>
internal static class DedicatedClause
{
    private static readonly IReadOnlyList<string> Applying = OfficialGrammar.Words("of_applying");
    private static readonly Regex AnnouncesMaterials = OfficialGrammar.Part("announces_materials");

    /// <summary>Null where the clause settles what is asked itself, or the document has no clause for it.</summary>
    public static Clause? For(EvidenceClause best, Facet facet, TopicMatcher topic)
    {
        var isEnd = best.Clause.Path.Segments is [_, "结尾" or "引言" or "标题" or "通知"];
        var picker = new SentencePicker(topic);
        if (FieldsOf(best) is [_, ..] fields && !picker.Settles(best.Document, best.Clause, facet) && FieldFor(facet, best.Document, fields, picker) is { } field)
            return field;
        if (facet == Facet.Until && !Applying.Any(topic.Says) || OfficialGrammar.HeadOf(facet == Facet.Where ? Facet.Phone : facet) is not { } head)
            return null;
        // A list of materials printed as an attachment is what is asked for, whatever the body says of materials.
        if (facet == Facet.Materials && best.Document.Attachments.FirstOrDefault(a => head.IsMatch(ClauseTopic.Strip(a.Title))) is { } attached && ClauseList.Around(best.Document, best.Clause) is not { Announces: true }
            && best.Document.Clauses.FirstOrDefault(c => string.Equals(c.Path.Part, attached.Part, StringComparison.Ordinal)) is { } title)
            return title == best.Clause ? null : title;
        if (facet == Facet.WhoPays && FacetPatterns.Free.IsMatch(best.Clause.Text) || picker.Settles(best.Document, best.Clause, facet) && !(facet == Facet.Until && (isEnd || !picker.IsOfApplying(best.Clause, SentenceReader.Read(best.Document, best.Clause)))))
            return null;
        return best.Document.Clauses
            .Where(c => c != best.Clause && string.Equals(c.Path.Part, best.Clause.Path.Part, StringComparison.Ordinal) && (head.IsMatch(ClauseTopic.Strip(c.Heading)) || facet == Facet.Materials && AnnouncesMaterials.IsMatch(c.Text)))
            .MaxBy(c => topic.Score(c.Text) + topic.Echo(c.Text));
    }
    /// <summary>Of a thing that is told field by field, the other fields; of the heading above them all, each.</summary>
    private static List<Clause> FieldsOf(EvidenceClause best)
    {
        var above = FieldLabel.IsLabel(best.Clause.Heading) ? best.Clause.Path.Parent : best.Clause.Path;
        return [.. best.Document.Clauses.Where(c => c != best.Clause && c.Path.Parent == above && FieldLabel.IsLabel(c.Heading))];
    }

    /// <summary>By the name of the field, else by what it states.</summary>
    private static Clause? FieldFor(Facet facet, PolicyDocument document, List<Clause> fields, SentencePicker picker)
    {
        Facet[] heads = facet == Facet.Until ? [Facet.StillValid, Facet.Until] : facet == Facet.Where ? [Facet.Where, Facet.HowToApply, Facet.Phone] : [facet];
        return heads.Select(OfficialGrammar.HeadOf).OfType<Regex>().Select(h => fields.Find(c => h.IsMatch(ClauseTopic.Strip(c.Heading)))).FirstOrDefault(c => c is not null)
            ?? fields.Find(c => picker.Settles(document, c, facet));
    }
}
