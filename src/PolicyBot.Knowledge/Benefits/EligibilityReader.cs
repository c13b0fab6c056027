using PolicyBot.Core;
using PolicyBot.Core.Answers;
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

    /// <summary>
    /// Runs the cases.yaml of every document that give facts for one rule; each that comes out otherwise is told. Talks are for the tests: they need the dialogue.
    /// </summary>
    public static void CheckCases(KnowledgeBase knowledge, string folder, List<Problem> problems)
    {
        var assessor = new Assessor(knowledge.Facts);
        foreach (var document in knowledge.Documents)
        {
            var path = Path.Combine(folder, "documents", document.Folder, "cases.yaml");
            var file = $"documents/{document.Folder}/cases.yaml";
            foreach (var one in File.Exists(path) ? Take(CasesReader.Read(path, file), problems) ?? [] : [])
            {
                if (one.Benefit is not { } id)
                    continue;
                if (knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, id, StringComparison.Ordinal)) is not { } benefit)
                {
                    problems.Add(new(file, "没有这条规则") { Line = one.Line, Found = id });
                    continue;
                }

                var facts = knowledge.Facts.Read(one.Given, out var refused);
                problems.AddRange(refused.Select(r => new Problem(file, "不认识的事实，或值不合它的类型") { Line = one.Line, Found = r }));
                var assessment = assessor.Assess(benefit, facts, one.AsOf ?? document.IssuedOn ?? default, document.IssuedOn);
                var verdict = AnswerJson.NameOf(assessment.Verdict);
                if (one.Turns[0].Verdict is { } expected && !string.Equals(expected, verdict, StringComparison.Ordinal))
                    problems.Add(new(file, $"用例“{one.Sentence}”的结论不符") { Line = one.Line, Found = verdict, Expected = expected });
                if (one.Turns[0].Amount is { } amount && assessment.Amount?.Value != amount)
                    problems.Add(new(file, $"用例“{one.Sentence}”的金额不符") { Line = one.Line, Found = $"{assessment.Amount?.Value}", Expected = $"{amount}" });
            }
        }
    }

    private static T? Take<T>(Result<T> result, List<Problem> problems)
        where T : class
    {
        problems.AddRange(result.Problems);
        return result.IsSuccess ? result.Value : null;
    }
}
