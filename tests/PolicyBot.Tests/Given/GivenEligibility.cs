using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using PolicyBot.Knowledge;

namespace PolicyBot.Tests.Given;

/// <summary>The project's own rules and facts over its own documents, read once.</summary>
internal static class GivenEligibility
{
    private static readonly Lazy<(KnowledgeBase Knowledge, IReadOnlyList<Problem> Problems)> Read = new(ReadAll);

    public static KnowledgeBase Knowledge => Read.Value.Knowledge;

    public static IReadOnlyList<Problem> Problems => Read.Value.Problems;

    public static Assessor Assessor { get; } = new(Knowledge.Facts);

    public static string Folder => Path.Combine(Repository.Root, "knowledge");

    public static Benefit Benefit(string id) => Knowledge.Benefits.Single(b => string.Equals(b.Id, id, StringComparison.Ordinal));

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Facts in text form: months_operating=7.</summary>
    public static ApplicantFacts Facts(params (string Fact, string Value)[] facts)
    {
        var read = Knowledge.Facts.Read(facts.ToDictionary(f => f.Fact, f => f.Value, StringComparer.Ordinal), out var refused);
        Assert.Empty(refused);
        return read;
    }

    private static (KnowledgeBase, IReadOnlyList<Problem>) ReadAll()
    {
        var read = KnowledgeReader.Read(Folder);
        return (read.Value, read.Problems);
    }
}
