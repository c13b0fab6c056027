using Microsoft.Extensions.Configuration;
using PolicyBot.Core;

namespace PolicyBot.Cli;

/// <summary>Everything a command touches outside itself, so that a test runs the same commands on strings and a set clock.</summary>
public sealed record CliHost(TextReader In, TextWriter Out, TextWriter Error, string WorkingFolder, IConfiguration Configuration, TimeProvider Clock)
{
    /// <summary>True where a person types: the conversation shows a prompt.</summary>
    public bool IsInteractive { get; init; }

    public static CliHost ForConsole() => new(Console.In, Console.Out, Console.Error, Environment.CurrentDirectory, ReadSettings(Environment.CurrentDirectory), TimeProvider.System)
    {
        IsInteractive = !Console.IsInputRedirected,
    };

    /// <summary>Today in China Standard Time.</summary>
    public DateOnly Today => ChinaTime.Today(Clock);

    /// <summary>The same sources as the host: appsettings.json of the working folder, then the environment.</summary>
    private static IConfiguration ReadSettings(string folder) => new ConfigurationBuilder()
        .SetBasePath(folder)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();
}
