using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Knowledge.Benefits;
using PolicyBot.Knowledge.Documents;

namespace PolicyBot.Knowledge;

/// <summary>
/// A knowledge folder → one snapshot, or every problem in it. Documents stand in documents/*/ (or, where there is no such folder, in the folder's own subfolders);
/// lexicon, replies and facts fall back to those the program was built with.
/// </summary>
public static class KnowledgeReader
{
    /// <param name="known">Documents of another edition that stand here with the very same files, by the name of their folder: they are not read again. Null for one that is to be read.</param>
    public static Result<KnowledgeBase> Read(string folder, Func<string, PolicyDocument?>? known = null)
    {
        if (!Directory.Exists(folder))
            return Missing(folder);
        var read = known ?? (_ => null);
        return ReadRest(folder, Each(folder, one => read(Path.GetFileName(one)) is { } document ? document : DocumentReader.Read(one)));
    }

    /// <summary>The same with what stands beside each readable document, for the check.</summary>
    internal static KnowledgeSheets ReadSheets(string folder)
    {
        if (!Directory.Exists(folder))
            return new(Missing(folder), []);
        var sheets = Each(folder, DocumentReader.ReadSheet);
        var documents = sheets.Select(s => s.IsSuccess ? Result<PolicyDocument>.Success(s.Value.Document, s.Problems) : Result<PolicyDocument>.Failure(s.Problems)).ToList();
        return new(ReadRest(folder, documents), [.. sheets.Where(s => s.IsSuccess).Select(s => s.Value)]);
    }

    private static Result<KnowledgeBase> Missing(string folder) =>
        Result<KnowledgeBase>.Failure(new Problem(folder, "没有这个知识文件夹") { Expected = "内有 documents 子文件夹的文件夹" });

    // Documents are read by all cores, and taken in the order of their folders.
    private static List<T> Each<T>(string folder, Func<string, T> read) => [.. DocumentFolders(folder).AsParallel().AsOrdered().Select(read)];

    private static Result<KnowledgeBase> ReadRest(string folder, List<Result<PolicyDocument>> read)
    {
        var problems = new List<Problem>();
        var documents = new List<PolicyDocument>();
        foreach (var one in read)
            Take(one, problems, documents.Add);
        AddCollisions(documents, problems);

        var knowledge = new KnowledgeBase(documents);
        Take(LexiconReader.Read(folder), problems, lexicon => knowledge = knowledge with { Lexicon = lexicon });
        Take(RepliesReader.Read(folder), problems, replies => knowledge = knowledge with { Replies = replies });
        Take(TaxonomyReader.Read(folder), problems, taxonomy => knowledge = knowledge with { Taxonomy = taxonomy });
        knowledge = EligibilityReader.Into(knowledge, folder, problems);

        return problems.Exists(p => p.Severity == ProblemSeverity.Error) ? Result<KnowledgeBase>.Failure(problems) : Result<KnowledgeBase>.Success(knowledge, problems);
    }

    /// <summary>Where documents stand and where <c>import</c> puts them: documents/ where there is one or nothing else, else the folder itself.</summary>
    public static string DocumentsRoot(string folder)
    {
        var usual = Path.Combine(folder, "documents");
        return Directory.Exists(usual) || !Directory.Exists(folder) || !Directory.EnumerateDirectories(folder).Any(IsDocumentFolder) ? usual : folder;
    }

    /// <summary>In ordinal order of names; folders without document.md are drafts in the making or something else, and are passed over with hidden ones.</summary>
    public static IReadOnlyList<string> DocumentFolders(string folder)
    {
        var root = DocumentsRoot(folder);
        return Directory.Exists(root) ? [.. Directory.EnumerateDirectories(root).Where(IsDocumentFolder).Order(StringComparer.Ordinal)] : [];
    }

    private static bool IsDocumentFolder(string folder) =>
        !Path.GetFileName(folder).StartsWith('.') && (File.Exists(Path.Combine(folder, "document.md")) || File.Exists(Path.Combine(folder, "document.yaml")));

    private static void AddCollisions(List<PolicyDocument> documents, List<Problem> problems)
    {
        foreach (var twice in documents.GroupBy(d => d.Number).Where(g => g.Count() > 1))
        {
            problems.Add(new Problem($"documents/{twice.ElementAt(1).Folder}/document.yaml", $"与 documents/{twice.First().Folder} 的编号相同，一个文号只能有一份文件，请删去一份或改正 number")
            {
                Found = twice.Key.Value,
            });
        }
    }

    private static void Take<T>(Result<T> result, List<Problem> problems, Action<T> use)
    {
        problems.AddRange(result.Problems);
        if (result.IsSuccess)
            use(result.Value);
    }
}

/// <summary>A knowledge folder as it was just read, and its readable documents with what stands beside them.</summary>
internal sealed record KnowledgeSheets(Result<KnowledgeBase> Read, IReadOnlyList<DocumentSheet> Documents);
