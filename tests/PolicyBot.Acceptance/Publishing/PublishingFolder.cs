using Microsoft.Extensions.Configuration;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Cli;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Acceptance.Publishing;

/// <summary>A knowledge folder of one invented document whose figure a test sets, and a folder of versions; published by the command line, in this process or in one of its own.</summary>
public sealed class PublishingFolder : IDisposable
{
    public PublishingFolder()
    {
        Store = new(Path.Combine(Root, "published"));
        Write(30);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("policybot-publishing-").FullName;

    public string Knowledge => Path.Combine(Root, "knowledge");

    public VersionStore Store { get; }

    public (string Key, string Value)[] Settings => [("Knowledge", Knowledge), ("Publishing__Folder", Store.Root), ("Publishing__Poll", "00:00:00.2"), ("Limits__PerConversationPerMinute", "0"), ("Limits__TurnsInFlight", "0")];

    public static string TextOf(int yuan) =>
        $"云川市人民政府关于发放高温津贴的通知\n云川政发〔2025〕7号\n各区人民政府：\n现就有关事项通知如下：\n一、发放对象。在建筑工地露天作业的工人，每人每天{yuan}元。\n二、发放标准。高温津贴每人每天{yuan}元，由用人单位承担。\n三、发放时间。每年7月至8月。\n云川市人民政府\n2025年6月1日\n";

    public void Write(int yuan)
    {
        Directory.CreateDirectory(Path.Combine(Knowledge, "documents", "a"));
        File.WriteAllText(Path.Combine(Knowledge, "documents", "a", "document.md"), TextOf(yuan));
    }

    /// <summary>Questions that a publication asks of both versions.</summary>
    public void WriteGold(int questions)
    {
        Directory.CreateDirectory(Path.Combine(Knowledge, "gold"));
        File.WriteAllLines(Path.Combine(Knowledge, "gold", "questions.jsonl"), Enumerable.Range(1, questions).Select(i =>
            $$"""{"id":"g{{i}}","text":"高温津贴{{i}}天多少钱","clauses":["云川政发〔2025〕7号#正文/二"],"must":[["元"]]}"""));
    }

    public static string[] Command(params string[] more) => ["publish", "--no-diff", "--accept", "测试", .. more];

    /// <summary>In this process. Throws where it was not published.</summary>
    public async Task PublishAsync(int yuan)
    {
        Write(yuan);
        using var error = new StringWriter();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PolicyBot:Publishing:Folder"] = Store.Root }).Build();
        var host = new CliHost(TextReader.Null, TextWriter.Null, error, Root, settings, TimeProvider.System);
        var code = await CommandLine.RunAsync(Command("--knowledge", Knowledge), host);
        if (code != 0)
            throw new InvalidOperationException(error.ToString());
    }

    /// <summary>In a process of its own, which a test may kill.</summary>
    /// <param name="compares">True: both versions are asked everything before the swap.</param>
    public System.Diagnostics.Process Start(bool compares = false) =>
        Start(compares ? ["publish", "--accept", "测试", "--knowledge", Knowledge] : Command("--knowledge", Knowledge));

    /// <summary>Any command on this folder, in a process of its own.</summary>
    public System.Diagnostics.Process Start(params string[] command)
    {
        var start = HostProcess.Program("policybot.dll", command);
        start.Environment["PolicyBot__Publishing__Folder"] = Store.Root;
        return System.Diagnostics.Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
