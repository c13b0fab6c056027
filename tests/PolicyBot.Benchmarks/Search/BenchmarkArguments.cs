using System.Globalization;

namespace PolicyBot.Benchmarks.Search;

/// <summary>What every benchmark of search is run on.</summary>
/// <param name="Documents">Files of <c>policybot documents --json</c> lines.</param>
/// <param name="Gold">Files of gold questions.</param>
internal sealed record BenchmarkArguments(IReadOnlyList<string> Documents, IReadOnlyList<string> Gold, int Clauses, string? Output)
{
    /// <summary>Knowledge folder of the benchmarks that need more than the documents.</summary>
    public string Knowledge { get; init; } = "knowledge";

    public static BenchmarkArguments Parse(string[] args)
    {
        var documents = new List<string>();
        var gold = new List<string>();
        var clauses = 100_000;
        string? output = null;
        var knowledge = "knowledge";
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--documents": documents.Add(args[i + 1]); break;
                case "--gold": gold.Add(args[i + 1]); break;
                case "--clauses": clauses = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--knowledge": knowledge = args[i + 1]; break;
                case "--output": output = args[i + 1]; break;
                default: throw new ArgumentException($"Unknown option {args[i]}.", nameof(args));
            }
        }

        return new(documents, gold.Count > 0 ? gold : ["knowledge/gold/questions.jsonl"], clauses, output) { Knowledge = knowledge };
    }
}
