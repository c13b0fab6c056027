using PolicyBot.Core;

namespace PolicyBot.Web.Hosting;

/// <summary>
/// The one owner of what is served. Readers take <see cref="Current"/> once per request; publishing swaps the pointer.
/// Before the first edition <see cref="Current"/> is null and <see cref="Reasons"/> says why (Chinese).
/// </summary>
public sealed class ServingState
{
    private volatile Serving? _current;
    private volatile IReadOnlyList<string> _reasons = ["正在读取政策文件并建立索引。"];

    public Serving? Current => _current;

    /// <summary>Why a newer version is not served though one was published, Chinese; null where nothing is refused.</summary>
    public string? Refused { get; set; }

    public IReadOnlyList<string> Reasons => _reasons;

    /// <summary>The edition before, whose resources the caller releases after its last reader.</summary>
    public Serving? Publish(Serving serving)
    {
        _reasons = [];
        return Interlocked.Exchange(ref _current, serving);
    }

    /// <summary>Loading failed. An edition that serves already goes on serving.</summary>
    public void Fail(IReadOnlyList<Problem> problems) => _reasons = [.. problems.Select(p => p.ToString())];

    /// <summary>The fixed sentence of the edition that serves, else the built-in one.</summary>
    public string Sentence(string id) => _current?.Sentence(id) ?? FixedSentences.BuiltIn(id);
}
