using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Evidence;

/// <summary>Questions on a document as a whole: when it was issued, whether it still holds, whether a name is a document's at all.</summary>
internal static partial class WholeDocument
{
    private static readonly Regex TakesEffect = OfficialGrammar.Part("takes_effect");

    public static bool IsAsked(QuestionUnderstanding asked, IReadOnlyList<Facet> facets) =>
        facets is [Facet.WhenIssued, ..] || facets is [Facet.Since, ..] && facets.Contains(Facet.WhenIssued) || DocumentFacts.IsOfAddressees(asked.Normal);

    /// <summary>The clause by which the document takes effect, where nothing but the document itself is asked about: whatever is named stands in its title, and one of its words is the kind of document it is. Else null.</summary>
    public static Clause? TakingEffect(EvidenceClause best, TopicMatcher topic)
    {
        var title = TopicMatcher.Fold(best.Document.TitleOf(best.Clause.Path));
        var isOfWhole = best.Clause.Path.Part == "正文" && topic.TotalWeight > 0 && topic.WeightBeside(title) <= 0.1 && Genre().Match(title) is { Success: true } genre && topic.Says(genre.Value.TrimEnd('》'));
        return isOfWhole ? best.Document.Clauses.LastOrDefault(c => TakesEffect.IsMatch(c.Text)) : null;
    }

    /// <summary>《就业大礼包，速看！》 is a headline, no document.</summary>
    public static bool IsName(DocumentReference reference) => reference.Number is not null || Genre().IsMatch(reference.Said);

    public static bool Names(string text, string said) =>
        text.Contains(said, StringComparison.Ordinal) || Serial().Match(said) is { Success: true } serial && text.Contains($"{serial.Groups["year"].Value}〕{serial.Groups["serial"].Value}号", StringComparison.Ordinal);

    [GeneratedRegex(@"\d+号|(规划|方案|意见|办法|通知|措施|细则|公告|通告|决定|条例|规定|纲要|法|规则|标准)》?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Genre();

    [GeneratedRegex(@"(?<year>(19|20)\d\d)\D{0,3}?第?(?<serial>\d{1,4})号", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Serial();
}
