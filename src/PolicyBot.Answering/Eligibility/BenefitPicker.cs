using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Finds which benefit is meant: by the names people use, by what the search found, by the facts that were told.</summary>
internal sealed class BenefitPicker(KnowledgeBase knowledge)
{
    private readonly List<(string Name, Benefit Benefit)> _names =
    [
        .. knowledge.Benefits.SelectMany(b => b.Names.Select(n => (Name: SpokenText.Fold(n), Benefit: b))).OrderByDescending(n => n.Name.Length),
    ];

    /// <summary>Benefits named in the text; a name inside a longer name that also stands there does not count.</summary>
    public IReadOnlyList<Benefit> Named(string folded)
    {
        var taken = new List<(int Start, int End, int Length, Benefit Benefit)>();
        foreach (var (name, benefit) in _names)
        {
            for (var at = folded.IndexOf(name, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                if (!taken.Exists(t => at >= t.Start && at + name.Length <= t.End && t.Length > name.Length))
                    taken.Add((at, at + name.Length, name.Length, benefit));
            }
        }

        if (taken.Count == 0)
            return [];
        // What is named last in a breath is usually asked about, but all of one name stay together; the longest names win over passing mentions.
        var longest = taken.Max(t => t.Length);
        return [.. taken.Where(t => t.Length == longest || t.Length >= 4).Select(t => t.Benefit).Distinct()];
    }

    /// <summary>Of several that are called by one name, the one whose sum is named (那1万的); all where none is.</summary>
    public static IReadOnlyList<Benefit> OfTheSumNamed(IReadOnlyList<Benefit> candidates, string folded)
    {
        if (candidates.Count < 2)
            return candidates;
        var sums = SpokenQuantity.Sums(folded);
        var named = candidates.Where(c => c.Amounts.OfType<BenefitAmount.Fixed>().Any(a => sums.Contains(a.Value))).ToList();
        return named.Count > 0 ? named : candidates;
    }

    /// <summary>
    /// The benefits of the best clause found that has any, if what was told touches one of their conditions (or they stand in the very best clause).
    /// A document that has drafts only answers with those of which something was said, wherever in it the best clause stands.
    /// </summary>
    public IReadOnlyList<Benefit> FromEvidence(IReadOnlyList<(DocumentNumber Document, ClausePath Clause)> evidence, IReadOnlySet<string> touched, string said)
    {
        foreach (var (document, clause) in evidence.Take(3))
        {
            var here = knowledge.Benefits.Where(b => b.Document == document && b.Clause == clause && !b.IsDraft && b.Condition.Leaves().OfType<Condition.Fact>().Any(f => touched.Contains(f.Id))).ToList();
            if (here.Count == 0)
                here = Drafts(document, b => b.Clause == clause || b.Grants.Any(g => g.Clause == clause));
            if (here.Count == 0)
                here = Drafts(document, b => AreOfOneSection(b.Clause, clause));
            if (here.Count > 0)
                return here;
        }

        if (evidence is not [var (nearest, _), ..] || knowledge.Benefits.Any(b => b.Document == nearest && !b.IsDraft))
            return [];
        var subject = knowledge.Find(nearest) is { } about ? string.Join('\n', about.ShortNames.Prepend(about.Title)) : "";
        return Drafts(nearest, b => Said.Overlap(b, said, subject) > 0);
    }

    private List<Benefit> Drafts(DocumentNumber document, Func<Benefit, bool> are) => [.. knowledge.Benefits.Where(b => b.IsDraft && b.Document == document && are(b))];

    /// <summary>The one to talk about: the best verdict, then the one whose conditions are met furthest and that needs the fewest questions.</summary>
    public Assessment Best(IReadOnlyList<Assessment> assessments, IReadOnlySet<string> touched, string said) => assessments
        .OrderByDescending(a => Rank(a.Verdict))
        .ThenByDescending(a => a.Benefit.IsDraft ? Said.Overlap(a.Benefit, said) : 0)
        .ThenByDescending(a => a.Amount?.Value ?? 0)
        .ThenBy(a => a.Conditions.Count(c => c is { Truth: Truth.Unknown, IsLeftOpen: false }))
        .ThenByDescending(a => a.Conditions.Count(c => c.Truth == Truth.Yes))
        .ThenBy(a => a.Conditions.Count(c => c.Truth == Truth.No))
        .ThenByDescending(a => a.Conditions.Count(c => c.Fact is { } f && touched.Contains(f)))
        .ThenBy(a => a.Missing.Count)
        .First();

    // 补贴额度 and 数量限制 under one heading are about one grant.
    private static bool AreOfOneSection(ClausePath a, ClausePath b)
    {
        var (x, y) = (a.Value.LastIndexOf('/'), b.Value.LastIndexOf('/'));
        return x > 0 && y > 0 && a.Value.Count(c => c == '/') > 1 && string.Equals(a.Value[..x], b.Value[..y], StringComparison.Ordinal);
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.LikelyEligible => 4,
        Verdict.NeedMoreInfo => 3,
        Verdict.NotEligible => 2,
        Verdict.Expired => 1,
        _ => 0,
    };
}
