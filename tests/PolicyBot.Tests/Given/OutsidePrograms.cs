using System.ComponentModel;
using System.Diagnostics;

namespace PolicyBot.Tests.Given;

/// <summary>Programs that eng/setup.sh installs. A test whose program is missing skips and says so; in CI (CI=true) it runs and fails instead.</summary>
internal static class OutsidePrograms
{
    private static readonly bool IsCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a test of given files skips; null where they are there, and in CI, where it runs and fails.</summary>
    public static string? Without(string material) => IsCi || Directory.Exists(Repository.Beside(material)) ? null : $"The {material} are not beside this checkout.";

    public static string? Unless(params string[] programs) =>
        IsCi ? null : Array.Find(programs, p => !IsInstalled(p)) is { } missing ? $"{missing} is not installed; bash eng/setup.sh installs it." : null;

    /// <summary>Runs it to its end and returns what it said; throws where it fails.</summary>
    public static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Task.WaitAll(said, wrong);
        Assert.True(process.ExitCode == 0, $"{program}: {said.Result}{wrong.Result}");
        return said.Result;
    }

    private static bool IsInstalled(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("which", [program]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>Needs LibreOffice Writer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WriterTheoryAttribute : TheoryAttribute
{
    public WriterTheoryAttribute() => Skip = OutsidePrograms.Unless("soffice");
}

/// <summary>Needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = OutsidePrograms.Unless("chromium");
}

/// <summary>Needs LibreOffice Writer, poppler and tesseract.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScanFactAttribute : FactAttribute
{
    public ScanFactAttribute() => Skip = OutsidePrograms.Unless("soffice", "pdftoppm", "tesseract");
}

/// <summary>Needs the issued files beside the checkout, which are no part of the product; the forms themselves are tested with files made here.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleTheoryAttribute : TheoryAttribute
{
    public SampleTheoryAttribute() => Skip = OutsidePrograms.Without("samples");
}

/// <inheritdoc cref="SampleTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute() => Skip = OutsidePrograms.Without("samples");
}
