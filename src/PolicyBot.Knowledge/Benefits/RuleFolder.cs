using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>What may be asked of applicants and what the documents grant, read together: a benefit's conditions name facts.</summary>
internal sealed record RuleFolder(FactsFile Facts, IReadOnlyList<Benefit> Benefits)
{
    public static Result<RuleFolder> Read(string folder, IReadOnlyList<PolicyDocument> documents)
    {
        var facts = ReadFacts(folder);
        if (!facts.IsSuccess)
            return Result<RuleFolder>.Failure(facts.Problems);

        var problems = facts.Problems.ToList();
        var benefits = new List<Benefit>();
        foreach (var document in documents)
        {
            var file = Path.Combine(KnowledgeReader.DocumentsRoot(folder), document.Folder, "benefits.yaml");
            if (!File.Exists(file))
            {
                benefits.AddRange(BenefitDrafter.Draft(document));
                continue;
            }

            var read = BenefitsReader.Read(file, $"documents/{document.Folder}/benefits.yaml", document, facts.Value.Facts);
            problems.AddRange(read.Problems);
            if (read.IsSuccess)
                benefits.AddRange(read.Value);
        }

        return problems.Exists(p => p.Severity == ProblemSeverity.Error) ? Result<RuleFolder>.Failure(problems) : Result<RuleFolder>.Success(new(facts.Value, benefits), problems);
    }

    private static Result<FactsFile> ReadFacts(string folder)
    {
        var own = Path.Combine(folder, "facts.yaml");
        if (File.Exists(own))
            return FactsReader.Read(own, "facts.yaml");
        using var built = typeof(RuleFolder).Assembly.GetManifestResourceStream("facts.yaml");
        if (built is null)
            return FactsFile.Empty;
        using var reader = new StreamReader(built);
        return FactsReader.Parse(reader.ReadToEnd(), "facts.yaml");
    }
}
