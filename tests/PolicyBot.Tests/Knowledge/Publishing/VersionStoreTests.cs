using PolicyBot.Knowledge.Publishing;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Publishing;

public sealed class VersionStoreTests : IDisposable
{
    private readonly GivenPublishing _given = new();

    public static TheoryData<string> Damages => ["cut", "altered", "missing", "extra", "manifest", "no manifest"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_version_that_is_not_what_was_sealed_is_refused(string damage)
    {
        var published = await _given.QuickAsync();
        var text = Path.Combine(_given.Store.KnowledgeOf(published.Name), "documents", "a", "document.md");
        var manifest = Path.Combine(_given.Store.FolderOf(published.Name), VersionManifest.FileName);
        switch (damage)
        {
            case "cut":
                await File.WriteAllTextAsync(text, (await File.ReadAllTextAsync(text))[..20]);
                break;
            case "altered":
                await File.WriteAllTextAsync(text, (await File.ReadAllTextAsync(text)).Replace("30", "99", StringComparison.Ordinal));
                break;
            case "missing":
                File.Delete(text);
                break;
            case "extra":
                Directory.CreateDirectory(Path.Combine(_given.Store.KnowledgeOf(published.Name), "documents", "b"));
                await File.WriteAllTextAsync(Path.Combine(_given.Store.KnowledgeOf(published.Name), "documents", "b", "document.md"), "多出来的文件");
                break;
            case "manifest":
                await File.AppendAllTextAsync(manifest, " ");
                break;
            default:
                File.Delete(manifest);
                break;
        }

        var refused = _given.Store.Verify(published.Name, published.Manifest);
        Assert.False(refused.IsSuccess);
        Assert.Contains("不予使用", refused.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_only_the_pointer_holds_is_part_of_the_history()
    {
        await _given.QuickAsync();
        var next = _given.Store.Current! with { Id = "killed-before-the-line", At = _given.Clock.GetUtcNow() };
        _given.Store.Switch(next);
        Assert.Equal(2, _given.Store.History().Count);
        _given.Store.Record();
        _given.Store.Record();
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_given.Store.Root, "history.jsonl"))).Length);
    }

    [Fact]
    public async Task A_line_that_a_full_disk_cut_off_costs_itself_and_no_other()
    {
        await _given.QuickAsync();
        await File.AppendAllTextAsync(Path.Combine(_given.Store.Root, "history.jsonl"), "{\"id\":\"half");
        _given.WriteAllowance(45);
        await _given.QuickAsync();
        Assert.Equal([1, 2], _given.Store.History().Select(e => e.Version));
    }

    [Fact]
    public async Task Cleaning_keeps_the_pointer_and_what_it_names()
    {
        await _given.QuickAsync();
        Directory.CreateDirectory(Path.Combine(_given.Store.Root, "versions", ".staging-left"));
        _given.Store.Clean(2);
        Assert.NotNull(_given.Store.Current);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_given.Store.Root, "versions")));
    }

    [Theory]
    [InlineData("../other")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("C:/x")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void A_manifest_that_leaves_its_folder_is_no_manifest(string path) => Assert.False(VersionManifest.IsInside(path));

    public void Dispose() => _given.Dispose();
}
