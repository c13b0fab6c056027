using PolicyBot.Core;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>
/// Adds facts, rules and drafts to a knowledge base whose documents are read. A faulty file costs its own content and is told; documents answer all the same.
/// </summary>
public static class EligibilityReader
{
    /// <param name="folder">The knowledge folder.</param>
    /// <param name="factsFile">facts.yaml in use: the folder's own, or the one that ships with the program; null or absent for none.</param>
    /// <param name="problems">Everything that is wrong, in Chinese, errors and warnings.</param>
    public static KnowledgeBase Into(KnowledgeBase knowledge, string folder, string? factsFile, List<Problem> problems)
    {
        var facts = FactsFile.Empty;
        if (factsFile is not null && File.Exists(factsFile))
            facts = Take(FactsReader.Read(factsFile, "facts.yaml"), problems) ?? facts;
        var benefits = new List<Benefit>();
        foreach (var document in knowledge.Documents)
        {
            var path = Path.Combine(folder, "documents", document.Folder, "benefits.yaml");
            if (!File.Exists(path))
            {
                benefits.AddRange(BenefitDrafter.Draft(document));
                continue;
            }

            foreach (var benefit in Take(BenefitsReader.Read(path, $"documents/{document.Folder}/benefits.yaml", document, facts.Facts), problems) ?? [])
            {
                if (benefits.Exists(b => string.Equals(b.Id, benefit.Id, StringComparison.Ordinal)))
                    problems.Add(new($"documents/{document.Folder}/benefits.yaml", "规则编号与别的文件重复") { Found = benefit.Id });
                else
                    benefits.Add(benefit);
            }
        }

        return knowledge with { Facts = facts.Facts, EligibilityWords = facts.Words, EligibilityTexts = facts.Texts, Benefits = benefits };
    }

    private static T? Take<T>(Result<T> result, List<Problem> problems)
        where T : class
    {
        problems.AddRange(result.Problems);
        return result.IsSuccess ? result.Value : null;
    }
}
