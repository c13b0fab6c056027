using System.Globalization;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Acceptance.Publishing;

/// <summary>Two people at two terminals.</summary>
public sealed class TwoPublishersTests : IDisposable
{
    private readonly PublishingFolder _folder = new();

    [Fact]
    public async Task Of_two_publishing_programs_one_works_and_the_other_is_told_who()
    {
        await _folder.PublishAsync(30);
        _folder.Write(45);
        _folder.WriteGold(20_000);
        using var first = _folder.Start(compares: true);
        while (await first.StandardError.ReadLineAsync() is { } line && !line.EndsWith(PublishProgress.NameOf(PublishStep.Review), StringComparison.Ordinal))
        {
            // It is at work.
        }

        using var second = _folder.Start();
        var said = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("另一个人正在发布", said, StringComparison.Ordinal);
        Assert.Contains("进程 " + first.Id.ToString(CultureInfo.InvariantCulture), said, StringComparison.Ordinal);

        first.Kill();
        await first.WaitForExitAsync();
        Assert.Equal(1, _folder.Store.Current!.Version);
        using var third = _folder.Start();
        await third.WaitForExitAsync();
        Assert.Equal(0, third.ExitCode);
        Assert.Equal(2, _folder.Store.Current!.Version);
    }

    public void Dispose() => _folder.Dispose();
}
