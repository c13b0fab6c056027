using BenchmarkDotNet.Attributes;
using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using PolicyBot.Knowledge;

namespace PolicyBot.Benchmarks.Eligibility;

/// <summary>One person against all benefits of the project's documents. Target: under 1 ms.</summary>
[MemoryDiagnoser]
public class AssessmentBenchmark
{
    private Assessor _assessor = null!;
    private KnowledgeBase _knowledge = KnowledgeBase.Empty;
    private ApplicantFacts _facts = ApplicantFacts.None;

    [GlobalSetup]
    public void Load()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "PolicyBot.sln")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("Runs inside a checkout of the project.");
        _knowledge = KnowledgeReader.Read(Path.Combine(at, "knowledge")).Value;
        _assessor = new(_knowledge.Facts);
        _facts = _knowledge.Facts.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["in_district"] = "yes",
            ["first_venture"] = "yes",
            ["opened_on"] = "2026-03-01",
            ["applicant_group"] = "veteran",
            ["insured_months"] = "40",
        }, out _);
    }

    [Benchmark]
    public int All_benefits_for_one_person() => _assessor.AssessAll(_knowledge.Benefits, _facts, new(2026, 11, 24)).Count;

    [Benchmark]
    public int The_next_question_of_one_benefit() => _assessor.Assess(_knowledge.Benefits[0], _facts, new(2026, 11, 24)).Missing.Count;
}
