using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using PolicyBot.Benchmarks.Asking;
using PolicyBot.Benchmarks.Fuzz;
using PolicyBot.Benchmarks.Load;
using PolicyBot.Benchmarks.Model;
using PolicyBot.Benchmarks.Search;

// One word a benchmark; others add theirs here.
return args switch
{
    ["search", .. var rest] => SearchSpeed.Run(BenchmarkArguments.Parse(rest)),
    ["tune", .. var rest] => Tuning.Run(BenchmarkArguments.Parse(rest)),
    ["java", .. var rest] => JavaComparison.Run(BenchmarkArguments.Parse(rest)),
    ["eligibility", ..] => Eligibility(),
    ["ask", .. var rest] => await AskSpeed.RunAsync(BenchmarkArguments.Parse(rest)),
    ["hotline", .. var rest] => await PolicyBot.Benchmarks.Hotline.HotlineSpeed.RunAsync(rest),
    ["look-up", .. var rest] => PolicyBot.Benchmarks.LookUp.LookUpSpeed.Run(BenchmarkArguments.Parse(rest)),
    ["gate"] => await GateCost.RunAsync(),
    ["fuzz", .. var rest] => ParserFuzz.Run(rest),
    ["load", .. var rest] => await LoadBenchmark.RunAsync(rest),
    ["publish", .. var rest] => await PolicyBot.Benchmarks.Publishing.PublishBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Eligibility()
{
    // In this process: no second build of the project, and it runs from any folder.
    BenchmarkDotNet.Running.BenchmarkRunner.Run<PolicyBot.Benchmarks.Eligibility.AssessmentBenchmark>(ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.MediumRun.WithToolchain(BenchmarkDotNet.Toolchains.InProcess.Emit.InProcessEmitToolchain.Instance)));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: ask | eligibility | fuzz SECONDS | gate | hotline | load [memory | sockets] [N] | look-up | publish (build [N…] | one [N] | swap [N] [RATE] | pdf [PAGES]) | search | tune | java  [--documents LINES.jsonl]… [--gold QUESTIONS.jsonl]… [--knowledge DIR] [--clauses 100000] [--output FILE] [--turns 1000000] [--postgresql CONNECTION]");
    return 2;
}
