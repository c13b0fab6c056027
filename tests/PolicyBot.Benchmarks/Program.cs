using PolicyBot.Benchmarks.Model;
using PolicyBot.Benchmarks.Search;

// One word a benchmark; others add theirs here.
return args switch
{
    ["search", .. var rest] => SearchSpeed.Run(BenchmarkArguments.Parse(rest)),
    ["tune", .. var rest] => Tuning.Run(BenchmarkArguments.Parse(rest)),
    ["java", .. var rest] => JavaComparison.Run(BenchmarkArguments.Parse(rest)),
    ["eligibility", ..] => Eligibility(),
    ["hotline", .. var rest] => await PolicyBot.Benchmarks.Hotline.HotlineSpeed.RunAsync(rest),
    ["look-up", .. var rest] => PolicyBot.Benchmarks.LookUp.LookUpSpeed.Run(BenchmarkArguments.Parse(rest)),
    ["gate"] => await GateCost.RunAsync(),
    _ => Usage(),
};

static int Eligibility()
{
    BenchmarkDotNet.Running.BenchmarkRunner.Run<PolicyBot.Benchmarks.Eligibility.AssessmentBenchmark>();
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: eligibility | gate | hotline | look-up | search | tune | java  [--documents LINES.jsonl]… [--gold QUESTIONS.jsonl]… [--clauses 100000] [--output FILE] [--turns 1000000] [--postgresql CONNECTION]");
    return 2;
}
