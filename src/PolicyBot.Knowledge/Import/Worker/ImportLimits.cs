namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>What one file from outside may cost. Sizes, pages, nesting and expansion have their own limits where they are read.</summary>
public sealed record ImportLimits
{
    /// <summary>From handing the file over to its answer, pages read by OCR not counted. Default two minutes.</summary>
    public TimeSpan TimePerFile { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Added for every page that OCR begins. Default thirty seconds.</summary>
    public TimeSpan TimePerScannedPage { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Managed heap of the worker, in megabytes, from 128. Default 768; the whole process may use half as much again.</summary>
    public int MemoryMegabytes { get; init; } = 768;
}
