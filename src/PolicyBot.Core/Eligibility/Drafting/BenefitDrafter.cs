using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Eligibility.Drafting;

/// <summary>
/// Candidate benefits from the words of a document that nobody has written rules for: sentences that grant something (对…的给予…元, 按…标准, 每户最高, 下表, 免费).
/// The stated conditions are taken as they stand, none of them is understood: every leaf is left open, so that a draft never gives more than need_more_info.
/// </summary>
public static partial class BenefitDrafter
{
    /// <summary>One for each name in the document, in the order of the text; ids are made of the document's number and the clause.</summary>
    public static IReadOnlyList<Benefit> Draft(PolicyDocument document)
    {
        // A decision that amends another document grants nothing of its own: the amended document does.
        if (Amends().IsMatch(document.Title))
            return [];
        var conditions = new DraftConditions(document);
        return
        [
            .. document.Clauses.Where(c => !c.Path.Value.EndsWith("/通知", StringComparison.Ordinal) && !c.Path.Value.EndsWith("/标题", StringComparison.Ordinal))
                .SelectMany(ClauseSentences.Of).Where(s => !s.IsTableRow && GrantPatterns.Grants(s.Text))
                .Select(s => (Name: DraftName.Of(document, s), Sentence: s)).Where(s => s.Name.Length >= 2)
                .GroupBy(s => s.Name, s => s.Sentence, StringComparer.Ordinal)
                .Select((g, i) => One(document, conditions, g.Key, [.. g], i)),
        ];
    }

    private static Benefit One(PolicyDocument document, DraftConditions conditions, string name, IReadOnlyList<ClauseSentence> grants, int number)
    {
        var clause = grants[0].Clause;
        return new Benefit($"draft:{document.Number}:{clause.Path}:{number + 1}", document.Number, clause.Path, name, conditions.For(name, grants))
        {
            Names = DraftName.Shorter(name),
            IsDraft = true,
            Grants = DraftRates.Of(document, grants),
            Period = PeriodOf(clause),
            Funding = Funding().Match(clause.Text) is { Success: true } funding ? Words(clause, funding) : Governing(document, clause),
        };
    }

    private static BenefitPeriod? PeriodOf(Clause clause) =>
        Period().Match(clause.Text) is { Success: true } m && ReadDate(m) is { } until ? new(null, until, Words(clause, m)) : null;

    private static ClauseWords? Governing(PolicyDocument document, Clause clause) =>
        clause.Governing.FirstOrDefault(g => g.Kind == GoverningKind.Funding) is { } funding && document.FindClause(funding.PrintedIn) is not null
            ? new(funding.PrintedIn, funding.Text, funding.Start, funding.End)
            : null;

    private static ClauseWords Words(Clause clause, Match m) => new(clause.Path, m.Value, clause.Start + m.Index, clause.Start + m.Index + m.Length);

    private static DateOnly? ReadDate(Match period)
    {
        var (y, m, d) = (Part("y"), Part("m"), Part("d"));
        return m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

        int Part(string group) => int.Parse(period.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("修改|废止|延长|政策解读", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Amends();

    [GeneratedRegex("(?:执行期|期限|有效期|实施期限|截止)[^。；，]{0,8}?(?:至|到)(?<y>20\\d\\d)年(?<m>\\d{1,2})月(?<d>\\d{1,2})日止?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Period();

    [GeneratedRegex("(?:所需资金|补贴资金|补助资金|奖补资金|资金)[由从][^。；，]{2,40}(?:承担|列支|安排)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Funding();
}
