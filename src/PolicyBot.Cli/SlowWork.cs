namespace PolicyBot.Cli;

/// <summary>Says on stderr what is going on once work has lasted a second, and how long it took when it ends; silent for quick work.</summary>
internal sealed class SlowWork : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly CliHost _host;
    private readonly string _what;
    private readonly long _started;
    private readonly ITimer _timer;
    private volatile bool _told;

    public SlowWork(CliHost host, string what)
    {
        _host = host;
        _what = what;
        _started = host.Clock.GetTimestamp();
        _timer = host.Clock.CreateTimer(_ => Tell(), state: null, Patience, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        if (_told)
            _host.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_what}：用时 {_host.Clock.GetElapsedTime(_started).TotalSeconds:0.0} 秒"));
    }

    private void Tell()
    {
        _told = true;
        _host.Error.WriteLine($"{_what}……");
    }
}
