using PolicyBot.Benchmarks.Model;
using PolicyBot.Benchmarks.Search;

// One word a benchmark; others add theirs here.
return args switch
{
    ["search", .. var rest] => SearchSpeed.Run(BenchmarkArguments.Parse(rest)),
    ["tune", .. var rest] => Tuning.Run(BenchmarkArguments.Parse(rest)),
    ["java", .. var rest] => JavaComparison.Run(BenchmarkArguments.Parse(rest)),
    ["gate"] => await GateCost.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: gate | search | tune | java  [--documents LINES.jsonl]… [--gold QUESTIONS.jsonl]… [--clauses 100000] [--output FILE]");
    return 2;
}
