using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge.Documents;

namespace PolicyBot.Knowledge.Check;

/// <summary>One readable document with what stands beside it. <see cref="Yaml"/> is empty where the folder has no document.yaml.</summary>
internal sealed record CheckedDocument(string Folder, PolicyDocument Document, DocumentYaml Yaml, string YamlText)
{
    public string TextFile => $"documents/{Document.Folder}/document.md";

    public string YamlFile => $"documents/{Document.Folder}/document.yaml";

    /// <summary>A warning in document.yaml, at the line that holds <paramref name="found"/>.</summary>
    public Problem InYaml(string message, string? found = null, string? expected = null) =>
        CheckedKnowledge.Warning(YamlFile, message, DocumentYaml.LineOf(YamlText, found), found, expected);

    /// <summary>1-based line of an offset of the official text.</summary>
    public int LineOf(int offset) => 1 + Document.Text.AsSpan(0, Math.Min(offset, Document.Text.Length)).Count('\n');
}

/// <summary>What the checks look at. A folder with errors is checked as far as it can be read.</summary>
internal sealed record CheckedKnowledge(string Folder, KnowledgeBase Knowledge, IReadOnlyList<CheckedDocument> Documents, ValidityTimeline Timeline, DateOnly Today)
{
    public static CheckedKnowledge Of(string folder, KnowledgeSheets read, DateOnly today)
    {
        var documents = read.Documents.Select(d => new CheckedDocument(d.Folder, d.Document, d.Yaml, d.YamlText)).ToList();
        var knowledge = read.Read.IsSuccess ? read.Read.Value : new KnowledgeBase([.. documents.Select(d => d.Document).DistinctBy(d => d.Number)]);
        return new(folder, knowledge, documents, new ValidityTimeline(knowledge), today) { IsWhole = read.Read.IsSuccess };
    }

    /// <summary>False where something could not be read: then rules, facts and words are not there to be compared with.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The first of that number; null where it is not here.</summary>
    public CheckedDocument? Find(DocumentNumber number) => _byNumber.GetValueOrDefault(number);

    private readonly Dictionary<DocumentNumber, CheckedDocument> _byNumber = Documents.DistinctBy(d => d.Document.Number).ToDictionary(d => d.Document.Number);

    public static Problem Warning(string where, string message, int? line = null, string? found = null, string? expected = null) =>
        new(where, message) { Severity = ProblemSeverity.Warning, Line = line, Found = found, Expected = expected };

    public static string Short(string text)
    {
        var line = text.Trim().Split('\n')[0];
        return line.Length <= 30 ? line : line[..30] + "…";
    }

    public static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
