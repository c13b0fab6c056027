using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>What facts.yaml holds.</summary>
public sealed record FactsFile(FactCatalog Facts, DialogueWords Words, EligibilityTexts Texts)
{
    public static FactsFile Empty { get; } = new(FactCatalog.Empty, DialogueWords.None, EligibilityTexts.Default);
}

/// <summary>Reads knowledge/facts.yaml: named lists, general words of the dialogue, facts with question, type, choices, phrases and what follows from what.</summary>
public static class FactsReader
{
    public static Result<FactsFile> Read(string path, string shownAs) => Parse(File.ReadAllText(path), shownAs);

    public static Result<FactsFile> Parse(string yaml, string shownAs)
    {
        var sheet = new RuleSheet(shownAs, []);
        if (sheet.Load(yaml) is not { } root)
            return sheet.HasErrors ? Result<FactsFile>.Failure(sheet.Problems) : FactsFile.Empty;
        var map = sheet.Map(root, "lists", "words", "texts", "facts");
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (map.TryGetValue("lists", out var listsNode))
        {
            foreach (var (name, node) in sheet.Map(listsNode))
                lists[name] = sheet.Texts(node);
        }

        var words = new Dictionary<string, IReadOnlyList<SayingPattern>>(StringComparer.Ordinal);
        if (map.TryGetValue("words", out var wordsNode))
        {
            foreach (var (role, node) in sheet.Map(wordsNode, DialogueWords.Roles))
                words[role] = [.. sheet.List(node).Select(n => FactReader.Pattern(sheet, n, lists)).OfType<SayingPattern>()];
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.TryGetValue("texts", out var textsNode))
        {
            var own = sheet.Map(textsNode, [.. EligibilityTexts.Ids]);
            foreach (var id in own.Keys)
                texts[id] = sheet.Text(own, id, textsNode) ?? "";
        }

        var facts = new List<FactDefinition>();
        var nodes = map.TryGetValue("facts", out var factsNode) ? sheet.List(factsNode).ToList() : [];
        var types = nodes.OfType<YamlMappingNode>().Select(n => (Id: Scalar(n, "id"), Type: Scalar(n, "type")))
            .Where(t => t.Id is not null && t.Type is not null && FactReader.Types.ContainsKey(t.Type)).GroupBy(t => t.Id!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => FactReader.Types[g.First().Type!], StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (FactReader.Read(sheet, node, lists, types) is not { } fact)
                continue;
            if (facts.Exists(f => string.Equals(f.Id, fact.Id, StringComparison.Ordinal)))
                sheet.Report(node, "事实编号重复", fact.Id);
            else
                facts.Add(fact);
        }

        return sheet.HasErrors
            ? Result<FactsFile>.Failure(sheet.Problems)
            : Result<FactsFile>.Success(new(new(facts), new(words), new(texts)), sheet.Problems);
    }

    private static string? Scalar(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;
}
