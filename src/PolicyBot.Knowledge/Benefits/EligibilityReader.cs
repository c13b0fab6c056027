using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Eligibility.Drafting;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>
/// Adds facts, rules and drafts to a knowledge base whose documents are read. A faulty file costs its own content and is told; documents answer all the same.
/// </summary>
public static class EligibilityReader
{
    /// <param name="folder">The knowledge folder; its own facts.yaml, else the one that ships with the program.</param>
    /// <param name="problems">Everything that is wrong, in Chinese, errors and warnings.</param>
    public static KnowledgeBase Into(KnowledgeBase knowledge, string folder, List<Problem> problems)
    {
        var read = Take(ReadFacts(folder), problems);
        var facts = read ?? FactsFile.Empty;
        var benefits = new List<Benefit>();
        // Drafts stand alone: they are made by all cores and taken in the order of the documents.
        foreach (var (document, path, drafts) in knowledge.Documents.AsParallel().AsOrdered().Select(d => DraftedBeside(folder, d)))
        {
            var shown = $"documents/{document.Folder}/benefits.yaml";
            if (drafts is not null)
            {
                benefits.AddRange(drafts);
                continue;
            }

            // Compared with facts that cannot be read, every rule would repeat that one fault.
            if (read is null)
                continue;

            foreach (var benefit in Take(BenefitsReader.Read(path, shown, document, facts.Facts), problems) ?? [])
            {
                if (benefits.Exists(b => string.Equals(b.Id, benefit.Id, StringComparison.Ordinal)))
                    problems.Add(new(shown, "规则编号与别的文件重复") { Found = benefit.Id });
                else
                    benefits.Add(benefit);
            }
        }

        return knowledge with { Facts = facts.Facts, EligibilityWords = facts.Words, EligibilityTexts = facts.Texts, Benefits = benefits };
    }

    private static (PolicyDocument Document, string Path, IReadOnlyList<Benefit>? Drafts) DraftedBeside(string folder, PolicyDocument document)
    {
        var path = FileBeside(folder, document.Folder, "benefits.yaml");
        return (document, path, File.Exists(path) ? null : [.. BenefitDrafter.Draft(document)]);
    }

    internal static string FileBeside(string folder, string document, string name) => Path.Combine(KnowledgeReader.DocumentsRoot(folder), document, name);

    internal static T? Take<T>(Result<T> result, List<Problem> problems)
        where T : class
    {
        problems.AddRange(result.Problems);
        return result.IsSuccess ? result.Value : null;
    }

    private static Result<FactsFile> ReadFacts(string folder)
    {
        var own = Path.Combine(folder, "facts.yaml");
        if (File.Exists(own))
            return FactsReader.Read(own, "facts.yaml");
        using var built = typeof(EligibilityReader).Assembly.GetManifestResourceStream("facts.yaml");
        if (built is null)
            return Result<FactsFile>.Success(FactsFile.Empty);
        using var reader = new StreamReader(built);
        return FactsReader.Parse(reader.ReadToEnd(), "facts.yaml");
    }
}
