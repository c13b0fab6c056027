using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Publishing;

namespace PolicyBot.Acceptance.Publishing;

/// <summary>kill -9 of the publishing program at each of its steps: the old or the new version serves, nothing between, and the next publication works.</summary>
public sealed class KilledPublicationTests : IDisposable
{
    private readonly PublishingFolder _folder = new();

    public static TheoryData<PublishStep> Steps => [.. Enum.GetValues<PublishStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_publication_killed_at_this_step_leaves_the_old_or_the_new_version_whole(PublishStep step)
    {
        await _folder.PublishAsync(30);
        _folder.Write(45);
        _folder.WriteGold(200);
        using (var publisher = _folder.Start(compares: true))
        {
            var reached = false;
            while (!reached && await publisher.StandardError.ReadLineAsync() is { } line)
                reached = line.EndsWith(PublishProgress.NameOf(step), StringComparison.Ordinal);
            publisher.Kill();
            await publisher.WaitForExitAsync();
            Assert.True(reached, "The step was never told.");
        }

        var current = _folder.Store.Current!;
        Assert.True(_folder.Store.Verify(current.Name, current.Manifest).IsSuccess);
        var served = KnowledgeReader.Read(_folder.Store.KnowledgeOf(current.Name)).Value.Documents.Single().Text;
        Assert.Contains(served, new[] { PublishingFolder.TextOf(30), PublishingFolder.TextOf(45) });
        Assert.Equal(current.Id, _folder.Store.History()[^1].Id);

        await _folder.PublishAsync(60);
        Assert.Contains("每天60元", KnowledgeReader.Read(_folder.Store.KnowledgeOf(_folder.Store.Current!.Name)).Value.Documents.Single().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.Combine(_folder.Store.Root, "versions")), f => Path.GetFileName(f).StartsWith('.'));
        Assert.Equal(_folder.Store.History().Select(e => e.Id).Distinct(StringComparer.Ordinal).Count(), _folder.Store.History().Count);
    }

    public void Dispose() => _folder.Dispose();
}
