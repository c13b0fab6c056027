using System.Text;
using PolicyBot.Knowledge.Import;
using PolicyBot.Knowledge.Import.Worker;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>The real worker process: what it reads, and what is left when it is killed.</summary>
public sealed class ImportWorkerTests
{
    private const string Notice = "平江市人民政府关于发放春耕补贴的通知\n平政发〔2024〕3号\n各县（区）人民政府：\n一、每亩补贴20元。\n二、由乡镇人民政府审核。\n平江市人民政府\n2024年3月1日\n";

    [Fact]
    public async Task A_worker_gives_what_reading_in_this_process_gives()
    {
        using var apart = new ImportFolder();
        using var here = new ImportFolder();
        var imported = await DocumentImporter.ImportAsync([apart.Put("通知.txt", Notice)], apart.Into);
        here.Import(here.Put("通知.txt", Notice));
        Assert.True(imported.IsSuccess, string.Join('\n', imported.Problems));
        Assert.Equal(here.Text("2024-平政发3号"), apart.Text("2024-平政发3号"));
        Assert.Equal(await File.ReadAllTextAsync(here.YamlPath("2024-平政发3号")), await File.ReadAllTextAsync(apart.YamlPath("2024-平政发3号")));
        Assert.Equal(ImportOutcome.Unchanged, (await DocumentImporter.ImportAsync([Path.Combine(apart.Root, "通知.txt")], apart.Into)).Value.Documents[0].Outcome);
    }

    [Fact]
    public async Task A_file_that_takes_too_long_is_one_sentence_and_the_next_one_is_read()
    {
        using var folder = new ImportFolder();
        await using var worker = new ImportWorker(new() { TimePerFile = TimeSpan.FromMilliseconds(1) });
        var slow = await worker.ReadAsync(folder.Put("大.txt", LongText(400_000)), []);
        Assert.Contains("已停止，没有导入", Assert.Single(slow.Problems).Message, StringComparison.Ordinal);
        await using var patient = new ImportWorker();
        Assert.True((await patient.ReadAsync(folder.Put("通知.txt", Notice), [])).IsSuccess);
    }

    [Fact]
    public async Task A_file_that_needs_too_much_memory_is_one_sentence_and_leaves_nothing()
    {
        using var folder = new ImportFolder();
        var file = folder.Put("大.txt", LongText(1_500_000));
        var imported = await DocumentImporter.ImportAsync([file], folder.Into, new() { Limits = new() { MemoryMegabytes = 128 } });
        var problem = Assert.Single(imported.Problems);
        Assert.Equal("大.txt", problem.Where);
        Assert.DoesNotContain(" at ", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Into));
    }

    [Fact]
    public async Task Whoever_stops_waiting_stops_the_worker()
    {
        using var folder = new ImportFolder();
        using var stop = new CancellationTokenSource();
        var import = DocumentImporter.ImportAsync([folder.Put("大.txt", LongText(400_000))], folder.Into, cancellationToken: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);
        Assert.False(Directory.Exists(folder.Into));
    }

    [Fact]
    public async Task Problems_of_all_files_are_told_at_once_and_nothing_is_written()
    {
        using var folder = new ImportFolder();
        var imported = await DocumentImporter.ImportAsync([folder.Put("通知.txt", Notice), folder.Put("坏.docx", Encoding.ASCII.GetBytes("PK\u0003\u0004abc")), Path.Combine(folder.Root, "没有.txt")], folder.Into);
        Assert.Equal(["坏.docx", "没有.txt"], imported.Problems.Select(p => p.Where));
        Assert.False(Directory.Exists(folder.Into));
    }

    private static string LongText(int lines) => Notice + string.Concat(Enumerable.Range(1, lines).Select(i => $"第{i}户应当在规定的期限之内领取，逾期视为放弃。\n"));
}
