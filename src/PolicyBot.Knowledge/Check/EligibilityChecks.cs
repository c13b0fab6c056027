using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge.Benefits;

namespace PolicyBot.Knowledge.Check;

/// <summary>Rules that no single line shows to be wrong, rules that wait for a person, and cases that come out otherwise than their sentence says.</summary>
internal static class EligibilityChecks
{
    public static IEnumerable<Problem> Rules(CheckedKnowledge checkedKnowledge)
    {
        var problems = new List<Problem>();
        var knowledge = checkedKnowledge.Knowledge;
        BenefitCheck.Check([.. knowledge.Benefits.Where(b => !b.IsDraft)], knowledge.Facts, (id, wrong) => problems.Add(new(FileOf(knowledge, id), wrong) { Found = id }));
        foreach (var benefit in knowledge.Benefits.Where(b => b.Suspended.Count == 0 && !b.IsDraft))
        {
            if (knowledge.Find(benefit.Document) is not { } document || checkedKnowledge.Timeline.FindingFor(document, benefit.Clause, checkedKnowledge.Today) is not { Status: ValidityStatus.Repealed } finding)
                continue;
            problems.Add(CheckedKnowledge.Warning(
                FileOf(knowledge, benefit.Id),
                finding.IsAmended ? $"规则“{benefit.Title}”所依据的文字已被修改，暂停判断，请人工改写规则" : $"规则“{benefit.Title}”所依据的条款已被废止或取代，请删去规则，或按新文件改写",
                found: finding.ReplacedBy?.Value));
        }

        return problems;
    }

    /// <summary>
    /// Runs the cases that give facts for one rule. Talks are for the tests: they need the dialogue.
    /// </summary>
    public static IEnumerable<Problem> Cases(CheckedKnowledge checkedKnowledge)
    {
        var problems = new List<Problem>();
        var knowledge = checkedKnowledge.Knowledge;
        var assessor = new Assessor(knowledge.Facts);
        foreach (var document in knowledge.Documents)
        {
            var path = EligibilityReader.FileBeside(checkedKnowledge.Folder, document.Folder, "cases.yaml");
            var file = $"documents/{document.Folder}/cases.yaml";
            foreach (var one in File.Exists(path) ? EligibilityReader.Take(CasesReader.Read(path, file), problems) ?? [] : [])
            {
                if (one.Benefit is not { } id)
                    continue;
                if (knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, id, StringComparison.Ordinal)) is { } benefit)
                    problems.AddRange(Compare(one, benefit, file, knowledge.Facts, assessor, document.IssuedOn));
                else if (checkedKnowledge.IsWhole)
                    problems.Add(new(file, "没有这条规则") { Line = one.Line, Found = id });
            }
        }

        return problems;
    }

    private static IEnumerable<Problem> Compare(BenefitCase one, Benefit benefit, string file, FactCatalog catalog, Assessor assessor, DateOnly? issuedOn)
    {
        var facts = catalog.Read(one.Given, out var refused);
        foreach (var fact in refused)
            yield return new(file, "不认识的事实，或值不合它的类型") { Line = one.Line, Found = fact };
        var assessment = assessor.Assess(benefit, facts, one.AsOf ?? issuedOn ?? default, issuedOn);
        var verdict = AnswerJson.NameOf(assessment.Verdict);
        if (one.Turns[0].Verdict is { } expected && !string.Equals(expected, verdict, StringComparison.Ordinal))
            yield return new(file, $"用例“{one.Sentence}”的结论不符") { Line = one.Line, Found = verdict, Expected = expected };
        if (one.Turns[0].Amount is { } amount && assessment.Amount?.Value != amount)
            yield return new(file, $"用例“{one.Sentence}”的金额不符") { Line = one.Line, Found = $"{assessment.Amount?.Value}", Expected = $"{amount}" };
        foreach (var fact in one.Turns[0].Missing.Where(m => !assessment.Missing.Contains(m, StringComparer.Ordinal)))
            yield return new(file, $"用例“{one.Sentence}”应当还缺这个事实") { Line = one.Line, Found = string.Join("、", assessment.Missing), Expected = fact };
    }

    private static string FileOf(KnowledgeBase knowledge, string benefit) =>
        knowledge.Benefits.FirstOrDefault(b => string.Equals(b.Id, benefit, StringComparison.Ordinal)) is { } found && knowledge.Find(found.Document) is { } document
            ? $"documents/{document.Folder}/benefits.yaml" : "benefits.yaml";
}
