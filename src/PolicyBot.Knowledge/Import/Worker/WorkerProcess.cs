using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>
/// The process behind a worker: started without the settings, secrets and working folder of this one, with a bounded heap, in a folder of its own that goes with it.
/// </summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>A reply longer than this is no file that anybody reads.</summary>
    private const int LongestReply = 400_000_000;
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TESSDATA_PREFIX", "DOTNET_ROOT", "SystemRoot", "TEMP", "TMP"];
    private readonly Process _process;
    private readonly string _folder;
    private readonly Task _errors;

    private WorkerProcess(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        _errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public static Result<WorkerProcess> Start(ImportLimits limits)
    {
        var assembly = typeof(WorkerProcess).Assembly.Location;
        if (!File.Exists(assembly) || !File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json")))
            return Fail("找不到读取文件的程序，请重新安装。");
        var folder = Directory.CreateTempSubdirectory("policybot-worker-").FullName;
        var start = new ProcessStartInfo(DotnetHost(), [assembly, WorkerMain.Verb])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        Surround(start.Environment, limits);
        try
        {
            return new WorkerProcess(Process.Start(start)!, folder);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            Directory.Delete(folder, recursive: true);
            return Fail("读取文件的程序不能启动，请检查 .NET 是否装好。");
        }
    }

    /// <summary>Resident memory; 0 once it has ended.</summary>
    public long MegabytesInUse
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.WorkingSet64 / (1024 * 1024);
            }
            catch (InvalidOperationException)
            {
                return 0; // ended in this moment
            }
        }
    }

    /// <summary>False where the worker is gone.</summary>
    public async Task<bool> SendAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteAsync(line + "\n");
            await _process.StandardInput.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next line; null where the worker is gone or says too much.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var (line, one) = (new StringBuilder(), new char[32 * 1024]);
        while (line.Length < LongestReply)
        {
            // One reply follows one request, so what is read beyond the line's end is only the next progress.
            var (taken, ended) = await TakeAsync(one);
            line.Append(one, 0, taken);
            if (ended)
                return line.ToString();
            if (taken == 0)
                return null;
        }

        Kill();
        return null;
    }

    private char[] _rest = [];

    private async Task<(int Taken, bool Ended)> TakeAsync(char[] into)
    {
        var count = Math.Min(_rest.Length, into.Length);
        if (count > 0)
            _rest.AsSpan(0, count).CopyTo(into);
        else
            count = await _process.StandardOutput.ReadAsync(into);
        var left = _rest.Length > count ? _rest[count..] : [];
        var end = into.AsSpan(0, count).IndexOf('\n');
        _rest = end < 0 ? left : [.. into.AsSpan((end + 1)..count), .. left];
        return end < 0 ? (count, false) : (end, true);
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        await _errors.ContinueWith(static _ => { }, TaskScheduler.Default);
        _process.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static void Surround(IDictionary<string, string?> environment, ImportLimits limits)
    {
        var kept = Inherited.Where(environment.ContainsKey).Select(k => (Key: k, Value: environment[k])).ToList();
        environment.Clear();
        foreach (var (key, value) in kept)
            environment[key] = value;
        environment["DOTNET_GCHeapHardLimit"] = (Math.Max(128, limits.MemoryMegabytes) * 1024L * 1024L).ToString("x", CultureInfo.InvariantCulture);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
    }

    /// <summary>The host that runs this very runtime, wherever it was installed.</summary>
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : name;
    }

    private static Result<WorkerProcess> Fail(string message) => Result<WorkerProcess>.Failure(new Problem("导入", message));
}
