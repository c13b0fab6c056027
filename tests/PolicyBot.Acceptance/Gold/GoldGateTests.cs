using System.Diagnostics;
using System.Text.Json.Nodes;
using PolicyBot.Acceptance.Hosting;

namespace PolicyBot.Acceptance.Gold;

/// <summary>
/// <c>policybot evaluate</c> over the gold questions, as a gate: exact properties at 1.000, measured ones not below their floors; those that do not reach their floor yet
/// may not fall below what was reached.
/// </summary>
public sealed class GoldGateTests
{
    /// <summary>Measured 0.851, 0.784 and 0.680 when this was written; remove a line when its floor is reached.</summary>
    private static readonly Dictionary<string, double> Reached = new(StringComparer.Ordinal)
    {
        ["dialogue"] = 0.66,
    };

    [Fact]
    public async Task The_gold_questions_keep_the_exact_properties_and_what_was_reached()
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
            Assert.All(report["exact"]!.AsArray(), m => Assert.False((bool)m!["isUnderFloor"]!, m.ToJsonString()));
            Assert.All(report["measured"]!.AsArray(), m =>
            {
                if (Reached.TryGetValue((string)m!["name"]!, out var reached))
                    Assert.InRange((double)m["value"]!, reached, 1);
                else
                    Assert.False((bool)m["isUnderFloor"]!, m.ToJsonString());
            });
            Assert.Equal((bool)report["underFloor"]! ? 1 : 0, process.ExitCode);
            Assert.NotNull(await error);
        }
        finally
        {
            Directory.Delete(index, recursive: true);
        }
    }
}
