using System.Text.RegularExpressions;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Text;
using PolicyBot.Core.Validity;

namespace PolicyBot.Knowledge.Check;

/// <summary>Two documents in force that promise different sums for a thing of the same name: an answer from one of them may be wrong.</summary>
internal static partial class AmountChecks
{
    private sealed record Promise(CheckedDocument Document, Clause Clause, string Matter, IReadOnlyList<Quantity> Amounts)
    {
        public string Sums { get; } = string.Join('、', Amounts.Select(a => a.Canonical).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Told at the newer document. Nothing where one of the two says that it goes before the other.</summary>
    public static IEnumerable<Problem> Conflicts(CheckedKnowledge knowledge)
    {
        foreach (var matter in knowledge.Documents.SelectMany(d => PromisesOf(d, knowledge)).GroupBy(p => p.Matter, StringComparer.Ordinal))
        {
            var byDocument = matter.GroupBy(p => p.Document.Document.Number).OrderBy(g => g.First().Document.Document.IssuedOn ?? DateOnly.MinValue).ToList();
            for (var i = 1; i < byDocument.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (Differ(byDocument[j], byDocument[i]) && !Settled(knowledge, byDocument[j].Key, byDocument[i].Key))
                        yield return Told(byDocument[j].First(), byDocument[i].First());
                }
            }
        }
    }

    private static Problem Told(Promise older, Promise newer) => CheckedKnowledge.Warning(
        newer.Document.TextFile,
        $"“{newer.Matter}”在两份现行文件中金额不同：这里 {newer.Clause.Path} 为 {newer.Sums}，{older.Document.Document.Number} {older.Clause.Path} 为 {older.Sums}；请核对哪一份现行，若已废止或修改请导入有关文件",
        newer.Document.LineOf(newer.Clause.Start),
        newer.Sums,
        older.Sums);

    // Several grades of one subsidy stand in several clauses: what counts is that no sum is common to both documents.
    private static bool Differ(IEnumerable<Promise> a, IEnumerable<Promise> b)
    {
        var (one, other) = (a.SelectMany(p => p.Amounts), b.SelectMany(p => p.Amounts));
        return !one.Select(q => q.Value).Intersect(other.Select(q => q.Value)).Any();
    }

    private static bool Settled(CheckedKnowledge knowledge, DocumentNumber a, DocumentNumber b) =>
        knowledge.Timeline.PrecedenceOver(a, knowledge.Today).Any(e => e.From == b) || knowledge.Timeline.PrecedenceOver(b, knowledge.Today).Any(e => e.From == a);

    private static IEnumerable<Promise> PromisesOf(CheckedDocument document, CheckedKnowledge knowledge)
    {
        foreach (var clause in document.Document.Clauses)
        {
            if (MatterOf(clause) is not { } matter || knowledge.Timeline.FindingFor(document.Document, clause.Path, knowledge.Today).Status is not (ValidityStatus.InForce or ValidityStatus.Unstated))
                continue;
            var amounts = QuantityReader.Read(clause.Text).Where(q => q.Kind == QuantityKind.Money).ToList();
            if (amounts.Count > 0)
                yield return new(document, clause, matter, amounts);
        }
    }

    /// <summary>What a clause's own heading says is granted, without the verb before it; null where it names nothing.</summary>
    private static string? MatterOf(Clause clause)
    {
        var heading = Granted().Match(clause.Heading);
        return heading.Success && heading.Groups["name"].Length >= 4 ? heading.Groups["name"].Value : null;
    }

    [GeneratedRegex("(?:^|给予|发放|落实|实施|提高|扩大|调整|设立|[、，．.）　 ])(?<name>(?!给予|发放|落实|实施|提高|扩大|调整|设立)[\\u4e00-\\u9fff]{2,14}?(?:补贴|补助|奖励|奖补|津贴|资助|救助金|贴息))(?:标准|金额|政策|范围)?[。：:]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Granted();
}
