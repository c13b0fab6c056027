using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>
/// Reads benefits.yaml of one document. Every condition, amount and period has to name words that occur in its clause; the offsets of the words are found here.
/// A rule whose clause no longer has the text it was confirmed against is kept, suspended, with a warning that says so.
/// </summary>
public static class BenefitsReader
{
    private static readonly string[] Audiences = ["person", "firm", "institution", "trainer"];

    public static Result<IReadOnlyList<Benefit>> Read(string path, string shownAs, PolicyDocument document, FactCatalog facts) =>
        Parse(File.ReadAllText(path), shownAs, document, facts);

    public static Result<IReadOnlyList<Benefit>> Parse(string yaml, string shownAs, PolicyDocument document, FactCatalog facts)
    {
        var sheet = new RuleSheet(shownAs, []);
        var benefits = new List<Benefit>();
        if (sheet.Load(yaml) is { } root)
        {
            var map = sheet.Map(root, "note", "benefits");
            // A document that grants nothing to anybody says so, or nobody knows whether it was ever read for it.
            if (sheet.Text(map, "note", root) is null && !sheet.List(map.GetValueOrDefault("benefits")).Any())
                sheet.Report(root, "没有写任何待遇时，要在 note 里说明核对过全文", expected: "note");
            foreach (var node in sheet.List(map.GetValueOrDefault("benefits")))
            {
                if (new OneBenefit(sheet, document, facts).Read(node) is not { } benefit)
                    continue;
                if (benefits.Exists(b => string.Equals(b.Id, benefit.Id, StringComparison.Ordinal)))
                    sheet.Report(node, "规则编号重复", benefit.Id);
                benefits.Add(benefit);
            }

            BenefitCheck.Check(benefits, facts, (benefit, message) => sheet.Report(FindNode(root, benefit), message, benefit));
        }

        return sheet.HasErrors
            ? Result<IReadOnlyList<Benefit>>.Failure(sheet.Problems)
            : Result<IReadOnlyList<Benefit>>.Success(benefits, sheet.Problems);
    }

    /// <summary>As <c>sha256:hex</c> of the clause's text.</summary>
    public static string DigestOf(Clause clause) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clause.Text)));

    private static YamlNode FindNode(YamlNode root, string id) =>
        root.AllNodes.OfType<YamlMappingNode>().FirstOrDefault(n => n.Children.TryGetValue(new YamlScalarNode("id"), out var v) && v is YamlScalarNode s && string.Equals(s.Value, id, StringComparison.Ordinal)) ?? root;

    private sealed class OneBenefit(RuleSheet sheet, PolicyDocument document, FactCatalog facts)
    {
        private readonly HashSet<ClausePath> _cited = [];
        private ClausePath _clause;

        public Benefit? Read(YamlNode node)
        {
            var map = sheet.Map(node, "id", "title", "names", "family", "for", "clause", "conditions", "amount", "amounts", "grants", "period", "funding", "units", "not_with", "instead_of", "rests_on");
            var id = sheet.Text(map, "id", node, required: true);
            var title = sheet.Text(map, "title", node, required: true);
            if (sheet.Text(map, "clause", node, required: true) is not { } path || id is null || title is null || FindClause(path, map["clause"]) is not { } clause)
                return null;
            _clause = clause.Path;
            _cited.Add(clause.Path);
            if (!map.TryGetValue("conditions", out var conditionNode))
            {
                sheet.Report(node, "缺少“conditions”", expected: "conditions");
                return null;
            }

            var condition = ReadCondition(conditionNode);
            var audience = sheet.Text(map, "for", node) ?? "person";
            if (!Audiences.Contains(audience, StringComparer.Ordinal))
                sheet.Report(map["for"], "不认识的对象", audience, string.Join("、", Audiences));
            if (condition is null)
                return null;
            var amountNodes = map.TryGetValue("amounts", out var many) ? sheet.List(many) : map.TryGetValue("amount", out var one) ? [one] : [];
            var benefit = new Benefit(id, document.Number, clause.Path, title, condition)
            {
                Names = [.. sheet.Texts(map.GetValueOrDefault("names")).Prepend(title).Distinct(StringComparer.Ordinal)],
                Family = sheet.Text(map, "family", node) ?? "",
                Audience = audience,
                Amounts = [.. amountNodes.Select(ReadAmount).OfType<BenefitAmount>()],
                Grants = map.TryGetValue("grants", out var grants) && ReadWords(grants, node) is { } granted ? [granted] : [],
                Period = ReadPeriod(map.GetValueOrDefault("period")),
                Funding = map.TryGetValue("funding", out var funding) ? ReadWords(funding, node) : null,
                Units = sheet.Texts(map.GetValueOrDefault("units")),
                NotWith = sheet.Texts(map.GetValueOrDefault("not_with")),
                InsteadOf = sheet.Texts(map.GetValueOrDefault("instead_of")),
            };
            var restsOn = ReadRestsOn(map.GetValueOrDefault("rests_on"), node, id);
            return benefit with { RestsOn = restsOn, Suspended = [.. restsOn.Where(r => document.FindClause(r.Key) is not { } c || !string.Equals(DigestOf(c), r.Value, StringComparison.Ordinal)).Select(r => r.Key)] };
        }

        private Dictionary<ClausePath, string> ReadRestsOn(YamlNode? node, YamlNode at, string id)
        {
            var restsOn = new Dictionary<ClausePath, string>();
            foreach (var (path, value) in node is null ? [] : sheet.Map(node))
            {
                if (!ClausePath.TryParse(path, out var parsed) || (value as YamlScalarNode)?.Value is not { } digest)
                    sheet.Report(value, "应当是“条款路径: sha256:…”", path);
                else
                    restsOn[parsed] = digest;
            }

            foreach (var clause in _cited.Order(Comparer<ClausePath>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))))
            {
                var today = DigestOf(document.FindClause(clause)!);
                if (!restsOn.TryGetValue(clause, out var confirmed))
                    sheet.Report(node ?? at, $"规则 {id} 没有记下条款 {clause} 的摘要，核对后请写入 rests_on", expected: $"{clause}: {today}", severity: ProblemSeverity.Warning);
                else if (!string.Equals(confirmed, today, StringComparison.Ordinal))
                    sheet.Report(node!, $"条款 {clause} 的文字变了，规则 {id} 已停用，只引原文不下结论；核对后请改写 rests_on", confirmed, today, ProblemSeverity.Warning);
            }

            return restsOn;
        }

        private Condition? ReadCondition(YamlNode node)
        {
            if (node is YamlSequenceNode)
                return new Condition.All(ReadParts(node));
            var map = sheet.Map(node, ["all", "any", "not", "fact", "label", "words", "within", "clause", .. TestReader.Keys]);
            var label = sheet.Text(map, "label", node) ?? "";
            var words = map.ContainsKey("words") ? ReadWords(node, map) : null;
            if (map.TryGetValue("all", out var all))
                return new Condition.All(ReadParts(all)) { Label = label, Words = words };
            if (map.TryGetValue("any", out var any))
                return new Condition.Any(ReadParts(any)) { Label = label, Words = words };
            if (map.TryGetValue("not", out var not))
                return ReadCondition(not) is { } part ? new Condition.Not(part) { Label = label, Words = words } : null;
            if (!map.ContainsKey("words"))
            {
                sheet.Report(node, "每个条件都要写明所依据的原文", expected: "words");
                return null;
            }

            if (!map.TryGetValue("fact", out var factNode))
            {
                if (sheet.Flag(map, "open"))
                    return new Condition.LeftOpen { Label = label, Words = words };
                sheet.Report(node, "条件要写 fact，或用 open: true 表明原文没有写细");
                return null;
            }

            var id = (factNode as YamlScalarNode)?.Value ?? "";
            if (facts.Find(id) is not { } fact)
            {
                sheet.Report(factNode, "facts.yaml 里没有这个事实，也就没有可问的问题", id);
                return null;
            }

            if (TestReader.Read(sheet, node, map, fact.Type) is not { } test)
                return null;
            if (test is FactTest.OneOf list)
            {
                foreach (var unknown in list.Listed.Except(FactCatalog.ChoiceIds(fact), StringComparer.Ordinal))
                    sheet.Report(node, $"事实 {id} 没有这个选项", unknown, string.Join("、", FactCatalog.ChoiceIds(fact)));
            }

            return new Condition.Fact(id, test) { Label = label, Words = words };
        }

        private List<Condition> ReadParts(YamlNode node)
        {
            var parts = sheet.List(node).Select(ReadCondition).OfType<Condition>().ToList();
            if (parts.Count == 0)
                sheet.Report(node, "条件不能为空");
            return parts;
        }

        private BenefitAmount? ReadAmount(YamlNode node)
        {
            var map = sheet.Map(node, "value", "unit", "per", "words", "clause", "when", "base", "each", "count", "above", "cap", "by", "rows");
            if (sheet.Text(map, "words", node, required: true) is null || ReadWords(node, map) is not { } words)
                return null;
            var unit = sheet.Text(map, "unit", node) ?? "元";
            BenefitAmount? amount = null;
            if (map.ContainsKey("each"))
                amount = new BenefitAmount.Counted(sheet.Number(map, "base", node) ?? 0, sheet.Number(map, "each", node) ?? 0, KnownFacts(map.GetValueOrDefault("count"), node), sheet.Number(map, "above", node) ?? 0, sheet.Number(map, "cap", node), unit, [words]);
            else if (map.TryGetValue("rows", out var rows))
                amount = new BenefitAmount.Table(KnownFacts(map.GetValueOrDefault("by"), node), [.. sheet.List(rows).Select(ReadRow).OfType<TableRow>()], unit, [words]);
            else if (sheet.Number(map, "value", node, required: true) is { } value)
                amount = new BenefitAmount.Fixed(value, unit, [words]);
            var per = sheet.Text(map, "per", node);
            return amount is null ? null : amount with { Per = per, When = map.TryGetValue("when", out var when) ? ReadCondition(when) : null };
        }

        private TableRow? ReadRow(YamlNode node)
        {
            var map = sheet.Map(node, "is", "value", "words", "clause");
            return sheet.Number(map, "value", node, required: true) is { } value
                ? new(sheet.Texts(map.GetValueOrDefault("is")), value, map.ContainsKey("words") && ReadWords(node, map) is { } words ? [words] : [])
                : null;
        }

        private IReadOnlyList<string> KnownFacts(YamlNode? node, YamlNode at)
        {
            var ids = sheet.Texts(node);
            if (ids.Count == 0)
                sheet.Report(at, "要写明按哪些事实计算");
            foreach (var id in ids.Where(i => facts.Find(i) is null))
                sheet.Report(node!, "facts.yaml 里没有这个事实", id);
            return ids;
        }

        private BenefitPeriod? ReadPeriod(YamlNode? node)
        {
            if (node is null)
                return null;
            var map = sheet.Map(node, "from", "until", "words", "clause");
            if (ReadWords(node, map) is not { } words)
                return null;
            var from = sheet.Date(map, "from", node);
            var until = sheet.Date(map, "until", node);
            if (from is null && until is null)
                sheet.Report(node, "期限要写 from 或 until");
            if (from > until)
                sheet.Report(node, "期限的起止颠倒了");
            return new(from, until, words);
        }

        private ClauseWords? ReadWords(YamlNode node, YamlNode at) => node is YamlScalarNode { Value.Length: > 0 } scalar
            ? Locate(scalar.Value, _clause, node)
            : ReadWords(node, sheet.Map(node, "words", "clause"));

        private ClauseWords? ReadWords(YamlNode node, Dictionary<string, YamlNode> map)
        {
            if (sheet.Text(map, "words", node, required: true) is not { } words)
                return null;
            var clause = _clause;
            if (sheet.Text(map, "clause", node) is { } path)
            {
                if (FindClause(path, map["clause"]) is not { } other)
                    return null;
                clause = other.Path;
            }

            return sheet.Text(map, "within", node) is { } passage
                ? LocateWithin(words, passage, clause, map["words"])
                : Locate(words, clause, map["words"]);
        }

        /// <summary>Words that the clause has more than once are told apart by the longer passage they stand in.</summary>
        private ClauseWords? LocateWithin(string words, string passage, ClausePath path, YamlNode at)
        {
            if (Locate(passage, path, at) is not { } around)
                return null;
            if (VerbatimWords.Find(document.FindClause(path)!, words, from: around.Start, to: around.End) is { } found)
                return found;
            sheet.Report(at, "within 那段原文里没有这几个字", words);
            return null;
        }

        private ClauseWords? Locate(string words, ClausePath path, YamlNode at)
        {
            var clause = document.FindClause(path)!;
            _cited.Add(path);
            if (VerbatimWords.Find(clause, words) is { } found)
                return found;
            sheet.Report(at, $"条款 {path} 里没有这句原文", words);
            return null;
        }

        private Clause? FindClause(string path, YamlNode at)
        {
            if (ClausePath.TryParse(path, out var parsed) && document.FindClause(parsed) is { } clause)
                return clause;
            sheet.Report(at, $"{document.Number} 没有这一条款", path);
            return null;
        }
    }
}
