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
        if (FieldClauses.Beside(best.Document, best.Clause) is [_, ..] fields && !FieldClauses.Tells(best.Clause, facet)
            && (FieldClauses.Named(fields, facet) ?? (picker.Settles(best.Document, best.Clause, facet) ? null : fields.FirstOrDefault(f => picker.Settles(best.Document, f, facet)))) is { } field)
            return field;
        var isOfPeriod = facet == Facet.Until && !Applying.Any(topic.Says);
        if (OfficialGrammar.HeadOf(facet == Facet.Where ? Facet.Phone : isOfPeriod ? Facet.StillValid : facet) is not { } head)
            return null;
        // A list of materials printed as an attachment is what is asked for, whatever the body says of materials.
        if (facet == Facet.Materials && best.Document.Attachments.FirstOrDefault(a => head.IsMatch(ClauseTopic.Strip(a.Title))) is { } attached && ClauseList.Around(best.Document, best.Clause) is not { Announces: true }
            && best.Document.Clauses.FirstOrDefault(c => string.Equals(c.Path.Part, attached.Part, StringComparison.Ordinal)) is { } title)
            return title == best.Clause ? null : title;
        if (facet == Facet.WhoPays && FacetPatterns.Free.IsMatch(best.Clause.Text) || picker.Settles(best.Document, best.Clause, facet) && !(facet == Facet.Until && !isOfPeriod && (isEnd || !picker.IsOfApplying(best.Clause, SentenceReader.Read(best.Document, best.Clause)))))
            return null;
        return best.Document.Clauses
            .Where(c => c != best.Clause && string.Equals(c.Path.Part, best.Clause.Path.Part, StringComparison.Ordinal) && (head.IsMatch(ClauseTopic.Strip(c.Heading)) || facet == Facet.Materials && AnnouncesMaterials.IsMatch(c.Text)))
            .MaxBy(c => topic.Score(c.Text) + topic.Echo(c.Text));
    }
}
