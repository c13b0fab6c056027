using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>A program that may be installed or not: run without a shell, in time, its words read.</summary>
internal static class OutsideProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Standard output; null where the program is missing, fails or takes too long.</summary>
    public static string? Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var said = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? said.GetAwaiter().GetResult() : null;
        }
        catch (Win32Exception)
        {
            return null; // not installed
        }
    }
}
