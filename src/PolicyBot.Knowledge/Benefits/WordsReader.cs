using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>Finds the words that conditions, amounts and periods of one benefit rest on, and remembers the clauses they stand in.</summary>
internal sealed class WordsReader(RuleSheet sheet, PolicyDocument document)
{
    private readonly HashSet<ClausePath> _cited = [];

    /// <summary>Every clause that some words stand in.</summary>
    public IReadOnlySet<ClausePath> Cited => _cited;

    /// <summary>The clause that is meant where none is named.</summary>
    public ClausePath Home { get; private set; }

    public void BeginAt(Clause clause)
    {
        Home = clause.Path;
        _cited.Add(clause.Path);
    }

    public ClauseWords? Read(YamlNode node, YamlNode at) => node is YamlScalarNode { Value.Length: > 0 } scalar
        ? Locate(scalar.Value, Home, node)
        : Read(node, sheet.Map(node, "words", "clause"));

    public ClauseWords? Read(YamlNode node, Dictionary<string, YamlNode> map)
    {
        if (sheet.Text(map, "words", node, required: true) is not { } words)
            return null;
        var clause = Home;
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

    public Clause? FindClause(string path, YamlNode at)
    {
        if (ClausePath.TryParse(path, out var parsed) && document.FindClause(parsed) is { } clause)
            return clause;
        sheet.Report(at, $"{document.Number} 没有这一条款", path);
        return null;
    }
}
