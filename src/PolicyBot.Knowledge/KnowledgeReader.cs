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
    public static Result<KnowledgeBase> Read(string folder)
    {
        if (!Directory.Exists(folder))
            return Result<KnowledgeBase>.Failure(new Problem(folder, "没有这个知识文件夹") { Expected = "内有 documents 子文件夹的文件夹" });

        var problems = new List<Problem>();
        var documents = new List<PolicyDocument>();
        // Documents are read by all cores, and taken in the order of their folders.
        foreach (var one in DocumentFolders(folder).AsParallel().AsOrdered().Select(DocumentReader.Read).ToList())
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
