using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Reads one benefit: its clause, names, conditions, amounts, period, and the digests of the clauses that a person confirmed it against.</summary>
internal sealed class OneBenefitReader
{
    private static readonly string[] Audiences = ["person", "firm", "institution", "trainer"];

    private readonly RuleSheet _sheet;
    private readonly PolicyDocument _document;
    private readonly WordsReader _words;
    private readonly ConditionReader _conditions;
    private readonly AmountReader _amounts;

    public OneBenefitReader(RuleSheet sheet, PolicyDocument document, FactCatalog facts)
    {
        _sheet = sheet;
        _document = document;
        _words = new(sheet, document);
        _conditions = new(sheet, facts, _words);
        _amounts = new(sheet, facts, _words, _conditions);
    }

    public Benefit? Read(YamlNode node)
    {
        var map = _sheet.Map(node, "id", "title", "names", "family", "for", "clause", "conditions", "amount", "amounts", "grants", "period", "funding", "units", "not_with", "instead_of", "rests_on");
        var id = _sheet.Text(map, "id", node, required: true);
        var title = _sheet.Text(map, "title", node, required: true);
        if (_sheet.Text(map, "clause", node, required: true) is not { } path || id is null || title is null || _words.FindClause(path, map["clause"]) is not { } clause)
            return null;
        _words.BeginAt(clause);
        if (!map.TryGetValue("conditions", out var conditionNode))
        {
            _sheet.Report(node, "缺少“conditions”", expected: "conditions");
            return null;
        }

        var condition = _conditions.Read(conditionNode);
        var audience = _sheet.Text(map, "for", node) ?? "person";
        if (!Audiences.Contains(audience, StringComparer.Ordinal))
            _sheet.Report(map["for"], "不认识的对象", audience, string.Join("、", Audiences));
        if (condition is null)
            return null;
        var amountNodes = map.TryGetValue("amounts", out var many) ? _sheet.List(many) : map.TryGetValue("amount", out var one) ? [one] : [];
        var benefit = new Benefit(id, _document.Number, clause.Path, title, condition)
        {
            Names = [.. _sheet.Texts(map.GetValueOrDefault("names")).Prepend(title).Distinct(StringComparer.Ordinal)],
            Family = _sheet.Text(map, "family", node) ?? "",
            Audience = audience,
            Amounts = [.. amountNodes.Select(_amounts.Read).OfType<BenefitAmount>()],
            Grants = map.TryGetValue("grants", out var grants) && _words.Read(grants, node) is { } granted ? [granted] : [],
            Period = ReadPeriod(map.GetValueOrDefault("period")),
            Funding = map.TryGetValue("funding", out var funding) ? _words.Read(funding, node) : null,
            Units = _sheet.Texts(map.GetValueOrDefault("units")),
            NotWith = _sheet.Texts(map.GetValueOrDefault("not_with")),
            InsteadOf = _sheet.Texts(map.GetValueOrDefault("instead_of")),
        };
        var restsOn = ReadRestsOn(map.GetValueOrDefault("rests_on"), node, id);
        return benefit with { RestsOn = restsOn, Suspended = [.. restsOn.Where(r => _document.FindClause(r.Key) is not { } c || !string.Equals(BenefitsReader.DigestOf(c), r.Value, StringComparison.Ordinal)).Select(r => r.Key)] };
    }

    private Dictionary<ClausePath, string> ReadRestsOn(YamlNode? node, YamlNode at, string id)
    {
        var restsOn = new Dictionary<ClausePath, string>();
        foreach (var (path, value) in node is null ? [] : _sheet.Map(node))
        {
            if (!ClausePath.TryParse(path, out var parsed) || (value as YamlScalarNode)?.Value is not { } digest)
                _sheet.Report(value, "应当是“条款路径: sha256:…”", path);
            else
                restsOn[parsed] = digest;
        }

        foreach (var clause in _words.Cited.Order(Comparer<ClausePath>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))))
        {
            var today = BenefitsReader.DigestOf(_document.FindClause(clause)!);
            if (!restsOn.TryGetValue(clause, out var confirmed))
                _sheet.Report(node ?? at, $"规则 {id} 没有记下条款 {clause} 的摘要，核对后请写入 rests_on", expected: $"{clause}: {today}", severity: ProblemSeverity.Warning);
            else if (!string.Equals(confirmed, today, StringComparison.Ordinal))
                _sheet.Report(node!, $"条款 {clause} 的文字变了，规则 {id} 已停用，只引原文不下结论；核对后请改写 rests_on", confirmed, today, ProblemSeverity.Warning);
        }

        return restsOn;
    }

    private BenefitPeriod? ReadPeriod(YamlNode? node)
    {
        if (node is null)
            return null;
        var map = _sheet.Map(node, "from", "until", "words", "clause");
        if (_words.Read(node, map) is not { } words)
            return null;
        var from = _sheet.Date(map, "from", node);
        var until = _sheet.Date(map, "until", node);
        if (from is null && until is null)
            _sheet.Report(node, "期限要写 from 或 until");
        if (from > until)
            _sheet.Report(node, "期限的起止颠倒了");
        return new(from, until, words);
    }
}
