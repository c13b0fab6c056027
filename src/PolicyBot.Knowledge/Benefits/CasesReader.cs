using PolicyBot.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>One turn of a case: what is said, and what has to come of it. Null where the case says nothing of it.</summary>
/// <param name="Missing">Fact ids that must be among the missing; empty for none expected.</param>
/// <param name="AsOf">The day this turn asks about (那2023年的时候呢); null for that of the case.</param>
public sealed record CaseTurn(string Say, string? Verdict, decimal? Amount, IReadOnlyList<string> Missing, string? Benefit, DateOnly? AsOf = null);

/// <summary>
/// An expectation of the rules in one sentence: given facts, or the turns of a talk, a day, and the verdict. Unique by sentence in its file.
/// </summary>
public sealed record BenefitCase(string Sentence, string File, int Line, DateOnly? AsOf)
{
    /// <summary>Rule that the given facts are tried on; null for a talk that has to find it.</summary>
    public string? Benefit { get; init; }

    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>One turn without words for a case of given facts.</summary>
    public IReadOnlyList<CaseTurn> Turns { get; init; } = [];

    public override string ToString() => Sentence;
}

/// <summary>Reads cases.yaml beside a document.</summary>
public static class CasesReader
{
    private static readonly string[] Expected = ["verdict", "amount", "missing"];
    private static readonly string[] Verdicts = ["likely_eligible", "not_eligible", "need_more_info", "expired", "not_covered", "none"];

    public static Result<IReadOnlyList<BenefitCase>> Read(string path, string shownAs) => Parse(File.ReadAllText(path), shownAs);

    public static Result<IReadOnlyList<BenefitCase>> Parse(string yaml, string shownAs)
    {
        var sheet = new RuleSheet(shownAs, []);
        var cases = new List<BenefitCase>();
        if (sheet.Load(yaml) is { } root)
        {
            var top = sheet.Map(root, "as_of", "cases");
            var standard = sheet.Date(top, "as_of", root);
            foreach (var node in sheet.List(top.GetValueOrDefault("cases")))
            {
                if (ReadCase(sheet, node, shownAs, standard) is not { } read)
                    continue;
                if (cases.Exists(c => string.Equals(c.Sentence, read.Sentence, StringComparison.Ordinal)))
                    sheet.Report(node, "两个用例写了同一句话", read.Sentence);
                cases.Add(read);
            }
        }

        return sheet.HasErrors ? Result<IReadOnlyList<BenefitCase>>.Failure(sheet.Problems) : Result<IReadOnlyList<BenefitCase>>.Success(cases, sheet.Problems);
    }

    private static BenefitCase? ReadCase(RuleSheet sheet, YamlNode node, string file, DateOnly? standard)
    {
        var map = sheet.Map(node, ["case", "as_of", "benefit", "given", "say", "turns", .. Expected]);
        var say = sheet.Text(map, "say", node);
        var sentence = sheet.Text(map, "case", node, required: say is null) ?? say;
        if (sentence is null)
            return null;
        var benefit = sheet.Text(map, "benefit", node);
        var turns = map.TryGetValue("turns", out var turnNodes)
            ? sheet.List(turnNodes).Select(t => ReadTurn(sheet, t, sheet.Map(t, ["say", "as_of", "benefit", .. Expected]))).ToList()
            : [ReadTurn(sheet, node, map)];
        return new(sentence, file, (int)node.Start.Line, sheet.Date(map, "as_of", node) ?? standard)
        {
            Benefit = benefit,
            Given = map.TryGetValue("given", out var given) ? sheet.Map(given).ToDictionary(g => g.Key, g => (g.Value as YamlScalarNode)?.Value ?? "", StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal),
            Turns = turns,
        };
    }

    private static CaseTurn ReadTurn(RuleSheet sheet, YamlNode node, Dictionary<string, YamlNode> map)
    {
        var verdict = sheet.Text(map, "verdict", node);
        if (verdict is not null && !Verdicts.Contains(verdict, StringComparer.Ordinal))
            sheet.Report(map["verdict"], "不认识的结论", verdict, string.Join("、", Verdicts));
        return new(sheet.Text(map, "say", node) ?? "", verdict, sheet.Number(map, "amount", node), sheet.Texts(map.GetValueOrDefault("missing")), sheet.Text(map, "benefit", node), sheet.Date(map, "as_of", node));
    }
}
