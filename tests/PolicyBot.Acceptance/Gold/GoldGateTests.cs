using System.Diagnostics;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Gold;

/// <summary><c>policybot evaluate</c> over the gold questions, as a gate: exact properties at 1.000, measured ones not below their floors.</summary>
public sealed class GoldGateTests
{
    [Fact]
    public async Task The_gold_questions_keep_the_exact_properties_and_the_floors()
    {
        var index = Directory.CreateTempSubdirectory("policybot-gold-").FullName;
        try
        {
            var start = HostProcess.Program("policybot.dll", "evaluate", "--json");
            start.Environment["PolicyBot__Index"] = index;
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var report = JsonNode.Parse(await process.StandardOutput.ReadToEndAsync(limit.Token))!;
            await process.WaitForExitAsync(limit.Token);
            Assert.False((bool)report["underFloor"]!, report.ToJsonString());
            Assert.Equal(0, process.ExitCode);
            Assert.NotNull(await error);
        }
        finally
        {
            Directory.Delete(index, recursive: true);
        }
    }
}
