using PolicyBot.Core;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>Makes an earlier version serve again: its files are verified, then the pointer is swapped. Nothing is built.</summary>
public static class Rollback
{
    /// <param name="number">Null: the version that served before the present one.</param>
    public static Result<PublishEvent> Run(VersionStore store, int? number, string by, string? reason, TimeProvider clock)
    {
        if (store.Current is null)
            return Result<PublishEvent>.Failure(new Problem("rollback", "还没有发布过版本，没有可以回退的"));
        var taken = PublishLock.Take(store.Root, by, clock);
        if (!taken.IsSuccess)
            return Result<PublishEvent>.Failure(taken.Problems);
        using var held = taken.Value;
        store.Record();
        if (store.Current is not { } current)
            return Result<PublishEvent>.Failure(new Problem("rollback", "还没有发布过版本，没有可以回退的"));
        if ((number ?? current.Previous) is not { } target)
            return Result<PublishEvent>.Failure(new Problem("rollback", "这是第一个版本，前面没有可以回退的"));
        if (target == current.Version)
            return Result<PublishEvent>.Failure(new Problem("rollback", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"第 {target} 版正在服务，不用回退")));
        if (store.List().FirstOrDefault(v => v.Number == target) is not { } version)
            return Result<PublishEvent>.Failure(Unknown(store, target));
        // What its own publication said of its manifest, where the history still knows.
        var known = store.History().FirstOrDefault(e => string.Equals(e.Name, version.Name, StringComparison.Ordinal))?.Manifest;
        var sound = store.Verify(version.Name, known);
        if (!sound.IsSuccess)
            return Result<PublishEvent>.Failure(sound.Problems);
        var at = clock.GetUtcNow();
        var manifest = VersionStore.DigestOf(Path.Combine(store.FolderOf(version.Name), VersionManifest.FileName));
        var next = new PublishEvent(Guid.CreateVersion7(at).ToString("N"), "rollback", target, version.Name, manifest, current.Version, by, at,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"由第 {current.Version} 版退回第 {target} 版"), reason);
        store.Switch(next);
        store.Record();
        return next;
    }

    private static Problem Unknown(VersionStore store, int number) => new("rollback", "没有这个版本，或已按保留数量清理")
    {
        Found = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Expected = string.Join("、", store.List().Select(v => v.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    };
}
