using System.Diagnostics;
using System.Globalization;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>How long each step lasted. Unit: seconds; processor time is this process's own, of all cores.</summary>
internal sealed class StepTimes
{
    private readonly List<(PublishStep Step, double Wall, double Processor)> _steps = [];
    private (PublishStep Step, long At, TimeSpan Used)? _running;

    public double Wall => _steps.Sum(s => s.Wall);

    public double Processor => _steps.Sum(s => s.Processor);

    public void Begin(PublishStep step)
    {
        End();
        _running = (step, Stopwatch.GetTimestamp(), Used);
    }

    public void End()
    {
        if (_running is { } running)
            _steps.Add((running.Step, Stopwatch.GetElapsedTime(running.At).TotalSeconds, (Used - running.Used).TotalSeconds));
        _running = null;
    }

    public override string ToString() => string.Join(", ", _steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Step} {s.Wall:0.0} s ({s.Processor:0.0})")));

    private static TimeSpan Used
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.TotalProcessorTime;
        }
    }
}
