using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using PolicyBot.Acceptance.Hosting;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Acceptance.Publishing;

/// <summary><c>watch</c> as it runs on a server: a process of its own, a folder that files are dropped into, and a receiver on this machine that is told.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Heating = "云川市人民政府关于发放取暖补贴的通知\n云川政发〔2026〕9号\n各区人民政府：\n现就有关事项通知如下：\n一、发放对象。低保家庭。\n二、发放标准。每户每年1200元。\n云川市人民政府\n2026年9月1日\n";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly PublishingFolder _folder = new();
    private readonly HttpListener _receiver = new();
    private readonly BlockingCollection<string> _told = [];
    private readonly string _drop;
    private readonly string _address = $"http://127.0.0.1:{HostProcess.FreePort()}/told/";
    private Process? _watch;

    public WatchTests()
    {
        _drop = Directory.CreateDirectory(Path.Combine(_folder.Root, "drop")).FullName;
        _receiver.Prefixes.Add(_address);
        _receiver.Start();
        _ = ReceiveAsync();
    }

    [Fact]
    public void A_file_becomes_a_draft_and_somebody_is_told_but_nothing_is_published()
    {
        Start();
        File.WriteAllText(Path.Combine(_drop, "取暖.txt"), Heating);
        using (var note = Told("取暖.txt"))
        {
            Assert.Equal("draft", note.RootElement.GetProperty("event").GetString());
            Assert.Equal(["云川政发〔2026〕9号 云川市人民政府关于发放取暖补贴的通知"], note.RootElement.GetProperty("documents").EnumerateArray().Select(d => d.GetString()));
            Assert.Contains("1200元", File.ReadAllText(Path.Combine(Drafts.WorkOf(note.RootElement.GetProperty("draft").GetString()!), "documents", "2026-云川政发9号", "document.md")), StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(_drop, "坏.docx"), "这不是 Word 文件");
        using (var note = Told("坏.docx"))
            Assert.Equal("failed", note.RootElement.GetProperty("event").GetString());
        File.WriteAllText(Path.Combine(_drop, "取暖（副本）.txt"), Heating);
        Told("取暖（副本）.txt").Dispose();

        Assert.Null(_folder.Store.Current);
        Assert.Empty(_folder.Store.List());
        Assert.Equal(["a"], Directory.GetDirectories(Path.Combine(_folder.Knowledge, "documents")).Select(d => Path.GetFileName(d)));
    }

    [Fact]
    public void A_half_copied_file_waits_until_it_is_whole()
    {
        Start();
        var half = Encoding.UTF8.GetBytes(Heating);
        using (var copying = new FileStream(Path.Combine(_drop, "取暖.txt"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            copying.Write(half, 0, half.Length / 2);
            copying.Flush();
            File.WriteAllText(Path.Combine(_drop, "别的.txt.part"), Heating);
            // Whoever is told of another file has looked at this one as well, more than once.
            File.WriteAllText(Path.Combine(_drop, "高温.txt"), PublishingFolder.TextOf(50).Replace("7号", "8号", StringComparison.Ordinal));
            Told("高温.txt").Dispose();
            Assert.Empty(_told);
            copying.Write(half, half.Length / 2, half.Length - (half.Length / 2));
        }

        using var note = Told("取暖.txt");
        Assert.Equal("draft", note.RootElement.GetProperty("event").GetString());
        Assert.Equal(2, Drafts.List().Count);
    }

    [Fact]
    public void What_was_handled_before_a_restart_is_not_handled_again()
    {
        Start();
        File.WriteAllText(Path.Combine(_drop, "取暖.txt"), Heating);
        Told("取暖.txt").Dispose();
        End();
        Start();
        File.WriteAllText(Path.Combine(_drop, "高温.txt"), PublishingFolder.TextOf(50).Replace("7号", "8号", StringComparison.Ordinal));
        Told("高温.txt").Dispose();
        Assert.Equal(2, Drafts.List().Count);
    }

    [Fact]
    public async Task A_stranger_is_never_told()
    {
        using var watch = _folder.Start("watch", _drop, "--once", "--webhook", "http://192.0.2.1/x", "--knowledge", _folder.Knowledge);
        var said = await watch.StandardError.ReadToEndAsync();
        await watch.WaitForExitAsync();
        Assert.Equal(2, watch.ExitCode);
        Assert.Contains("192.0.2.1", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        End();
        _receiver.Close();
        _told.Dispose();
        _folder.Dispose();
    }

    private DraftStore Drafts => new(_folder.Store.Drafts, TimeProvider.System);

    private void Start()
    {
        _watch = _folder.Start("watch", _drop, "--every", "0.2", "--webhook", _address, "--json", "--knowledge", _folder.Knowledge);
        _watch.OutputDataReceived += (_, _) => { };
        _watch.ErrorDataReceived += (_, _) => { };
        _watch.BeginOutputReadLine();
        _watch.BeginErrorReadLine();
    }

    private void End()
    {
        if (_watch is null)
            return;
        _watch.Kill(entireProcessTree: true);
        _watch.WaitForExit();
        _watch.Dispose();
        _watch = null;
    }

    /// <summary>The next thing told, which has to be of this file.</summary>
    private JsonDocument Told(string file)
    {
        Assert.True(_told.TryTake(out var body, Patience), $"Nobody was told of {file}.");
        var note = JsonDocument.Parse(body);
        Assert.Equal(file, note.RootElement.GetProperty("file").GetString());
        return note;
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _receiver.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                _told.Add(await reader.ReadToEndAsync());
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The receiver was closed.
        }
    }
}
