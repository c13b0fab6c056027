using Lucene.Net.Store;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Core;
using PolicyBot.Search;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Search.Storage;

public sealed class PolicyIndexTests : IDisposable
{
    private static readonly KnowledgeBase Knowledge = GivenDocuments.Knowledge(GivenDocuments.Employment());
    private static readonly KnowledgeBase Changed = GivenDocuments.Knowledge(GivenDocuments.Employment(), GivenDocuments.Employment("云山政办发〔2024〕9号"));
    private static readonly SearchOptions FromFiles = new() { InMemoryUpToBytes = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_start_builds_and_the_second_opens()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));
        using (var first = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, time: time).Value)
            Assert.Equal("还没有索引", first.BuildReason);
        using var second = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge).Value;

        Assert.Empty(second.BuildReason);
        Assert.Equal(time.GetUtcNow(), second.Manifest.CreatedAt);
        Assert.Equal((1, 7, Knowledge.Digest), (second.Manifest.Documents, second.Manifest.Clauses, second.Manifest.Knowledge));
        Assert.Equal("附件/二/（一）", second.Searcher.Search(new("求职补贴")).Hits[0].Path.Value);
    }

    [Fact]
    public void Changed_knowledge_is_indexed_anew_and_the_old_index_goes()
    {
        Build(Knowledge);

        using var index = PolicyIndex.OpenOrBuild(_folder.Path, Changed).Value;

        Assert.Equal("知识已经改动，与索引不一致", index.BuildReason);
        Assert.Equal(14, index.Manifest.Clauses);
        Assert.Equal(Changed.Digest[7..], Assert.Single(Builds()));
    }

    [Fact]
    public void An_index_of_an_older_schema_is_rebuilt_and_the_reason_said()
    {
        Build(Knowledge);
        Rewrite("manifest.json", text => text.Replace($"\"schemaVersion\": {ClauseFields.SchemaVersion}", "\"schemaVersion\": 0", StringComparison.Ordinal));

        Assert.Contains("第 0 版", Refused(), StringComparison.Ordinal);
        Assert.Contains("第 0 版", Rebuilt(), StringComparison.Ordinal);
        Assert.Empty(Rebuilt());
    }

    [Fact]
    public void An_index_of_another_analyzer_is_rebuilt()
    {
        Build(Knowledge);
        Rewrite("manifest.json", text => text.Replace("han-grams-1", "SmartCn", StringComparison.Ordinal));

        Assert.Contains("分词器 SmartCn", Rebuilt(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_with_one_wrong_byte_is_noticed_and_rebuilt(int which)
    {
        Build(Knowledge);
        var files = IndexFiles();
        var file = files[which * files.Length / 4];
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x20;
        File.WriteAllBytes(file, bytes);

        Assert.Contains("已损坏", Refused(), StringComparison.Ordinal);
        Assert.Contains("已损坏", Rebuilt(), StringComparison.Ordinal);
        Assert.Empty(Rebuilt());
    }

    [Fact]
    public void A_truncated_file_a_missing_file_and_a_manifest_that_is_no_json_are_noticed()
    {
        Build(Knowledge);
        using (var file = File.OpenWrite(IndexFiles()[0]))
            file.SetLength(3);
        Assert.Contains("已损坏", Rebuilt(), StringComparison.Ordinal);
        File.Delete(IndexFiles()[0]);
        Assert.Contains("缺少文件", Rebuilt(), StringComparison.Ordinal);
        Rewrite("manifest.json", _ => "{ nonsense");
        Assert.Contains("清单", Rebuilt(), StringComparison.Ordinal);
        File.WriteAllText(_folder.File("current"), "../../etc");
        Assert.Equal("还没有索引", Rebuilt());
        Assert.Empty(Rebuilt());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(3000)]
    public void A_full_disk_leaves_the_old_index_serving(int bytesLeft)
    {
        Build(Knowledge);

        var failed = PolicyIndex.Build(_folder.Path, Changed, options: null, time: null, open: path => new FullDisk(new SimpleFSDirectory(path), bytesLeft));

        Assert.False(failed.IsSuccess);
        Assert.Contains("旧索引继续使用", Assert.Single(failed.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(Knowledge.Digest[7..], Assert.Single(Builds()));
        Assert.Empty(Rebuilt());
    }

    [Fact]
    public void On_a_full_disk_the_host_starts_with_an_index_in_memory_and_a_warning()
    {
        var opened = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, options: null, time: null, open: path => new FullDisk(new SimpleFSDirectory(path), 100));
        using var index = opened.Value;

        Assert.Equal(ProblemSeverity.Warning, Assert.Single(opened.Problems).Severity);
        Assert.NotEmpty(index.Searcher.Search(new("求职补贴")).Hits);
    }

    [Fact]
    public void A_full_disk_while_serving_keeps_the_old_knowledge_searchable()
    {
        var left = int.MaxValue;
        using var index = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, FromFiles, time: null, open: path => new FullDisk(new SimpleFSDirectory(path), left)).Value;
        left = 2000;

        var replaced = index.Replace(Changed);

        Assert.False(replaced.IsSuccess);
        Assert.Equal(Knowledge.Digest, index.Manifest.Knowledge);
        Assert.NotEmpty(index.Searcher.Search(new("求职补贴")).Hits);
    }

    [Fact]
    public void The_leftovers_of_a_killed_build_are_cleaned_away()
    {
        Build(Knowledge);
        var leftover = _folder.File(new string('a', 64));
        System.IO.Directory.CreateDirectory(leftover);
        File.WriteAllText(Path.Combine(leftover, "lease"), "");
        File.WriteAllText(Path.Combine(leftover, "_0.fdt"), "half");

        Assert.Empty(Rebuilt());
        Build(Changed);

        Assert.Equal(Changed.Digest[7..], Assert.Single(Builds()));
    }

    [Fact]
    public void A_cancelled_build_leaves_nothing_behind()
    {
        Build(Knowledge);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => PolicyIndex.Build(_folder.Path, Changed, cancellation: cancelled.Token));

        Assert.Equal(Knowledge.Digest[7..], Assert.Single(Builds()));
    }

    [Fact]
    public void A_build_in_progress_and_an_index_in_use_are_not_cleaned_away()
    {
        using var reader = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, FromFiles).Value;
        var building = _folder.File(new string('b', 64));
        System.IO.Directory.CreateDirectory(building);
        using (new FileStream(Path.Combine(building, "lease"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            Build(Changed);
            Assert.Equal(3, Builds().Length);
            Assert.Equal("附件/二/（一）", reader.Searcher.Search(new("求职补贴")).Hits[0].Path.Value);
        }

        reader.Dispose();
        Build(Changed);
        Assert.Single(Builds());
    }

    [Fact]
    public void Folders_and_files_that_are_not_ours_are_left_alone()
    {
        System.IO.Directory.CreateDirectory(_folder.File("照片"));
        File.WriteAllText(_folder.File("笔记.txt"), "不要删");

        Build(Knowledge);
        Build(Changed);

        Assert.True(System.IO.Directory.Exists(_folder.File("照片")));
        Assert.Equal("不要删", File.ReadAllText(_folder.File("笔记.txt")));
    }

    [Fact]
    public void Another_programs_index_and_a_file_are_refused()
    {
        File.WriteAllText(_folder.File("segments_1"), "foreign");
        var foreign = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge);
        var file = PolicyIndex.OpenOrBuild(_folder.File("segments_1"), Knowledge);

        Assert.Contains("别的程序", Assert.Single(foreign.Problems).Message, StringComparison.Ordinal);
        Assert.Contains("不是文件夹", Assert.Single(file.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("foreign", File.ReadAllText(_folder.File("segments_1")));
    }

    [Fact]
    public async Task Processes_that_build_at_once_do_not_damage_each_other()
    {
        var builders = Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var knowledge = i % 2 == 0 ? Knowledge : Changed;
            using var index = PolicyIndex.OpenOrBuild(_folder.Path, knowledge, FromFiles).Value;
            return index.Searcher.Search(new("求职补贴")).Knowledge == knowledge.Digest;
        }));

        Assert.All(await Task.WhenAll(builders), Assert.True);
        Build(Knowledge);
        Assert.Empty(Rebuilt());
        Assert.Single(Builds());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 25)]
    public async Task No_search_fails_or_is_lost_while_indexes_are_swapped(int inMemoryUpTo)
    {
        using var index = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge, new SearchOptions { InMemoryUpToBytes = inMemoryUpTo }).Value;
        using var done = new CancellationTokenSource();
        var searchers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var searches = 0;
            while (!done.IsCancellationRequested || searches == 0)
            {
                var result = index.Searcher.Search(new("求职补贴") { Take = 50 });
                // One snapshot from beginning to end: as many documents as its knowledge has.
                var documents = result.Hits.Select(h => h.Document).Distinct().Count();
                Assert.Equal(result.Knowledge == Knowledge.Digest ? 1 : 2, documents);
                searches++;
            }

            return searches;
        })).ToArray();

        for (var i = 0; i < 20; i++)
            Assert.True(index.Replace(i % 2 == 0 ? Changed : Knowledge).IsSuccess);
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(searchers), n => Assert.True(n > 0));
        Assert.Single(Builds());
    }

    [Fact]
    public void A_closed_index_says_so()
    {
        var index = PolicyIndex.InMemory(Knowledge);
        index.Dispose();
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Searcher.Search(new("求职补贴")));
    }

    private void Build(KnowledgeBase knowledge) => PolicyIndex.Build(_folder.Path, knowledge).Value.Dispose();

    private string Rebuilt()
    {
        using var index = PolicyIndex.OpenOrBuild(_folder.Path, Knowledge).Value;
        Assert.NotEmpty(index.Searcher.Search(new("求职补贴")).Hits);
        return index.BuildReason;
    }

    private string Refused() => Assert.Single(PolicyIndex.Open(_folder.Path, Knowledge).Problems).Message;

    private string[] Builds() => [.. System.IO.Directory.EnumerateDirectories(_folder.Path).Select(f => Path.GetFileName(f)!)];

    private string[] IndexFiles()
    {
        var current = _folder.File(File.ReadAllText(_folder.File("current")).Trim());
        return [.. System.IO.Directory.EnumerateFiles(current).Where(f => Path.GetFileName(f) is not ("lease" or "manifest.json")).Order(StringComparer.Ordinal)];
    }

    private void Rewrite(string file, Func<string, string> change)
    {
        var path = Path.Combine(_folder.File(File.ReadAllText(_folder.File("current")).Trim()), file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }
}
