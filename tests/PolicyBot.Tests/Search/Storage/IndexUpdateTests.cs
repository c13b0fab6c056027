using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;
using PolicyBot.Search.Storage;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Search.Storage;

/// <summary>An index that begins with the one before finds, orders and scores as one that was written anew.</summary>
public sealed class IndexUpdateTests : IDisposable
{
    private static readonly string[] Questions = ["高温津贴每人每天多少元", "第7类补贴", "第12类补贴的标准", "取暖补贴", "第3类补贴 由谁负责", "云山政发〔2024〕9号"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_more_document_in_the_middle() => Compare(Range(1, 30).Where(n => n != 15), Range(1, 30));

    [Fact]
    public void One_document_less() => Compare(Range(1, 30), Range(1, 30).Where(n => n != 7));

    [Fact]
    public void One_document_corrected()
    {
        var corrected = Range(1, 30).Select(n => n == 12 ? Document(n, 9000) : Document(n, n));
        Compare(Knowledge(Range(1, 30)), new KnowledgeBase([.. corrected]));
    }

    [Fact]
    public void Several_updates_one_upon_the_other()
    {
        var (last, count) = (new IndexedEdition(Knowledge(Range(1, 20)), Built(Knowledge(Range(1, 20)), before: null)), 20);
        for (; count < 24; count++)
        {
            var next = Knowledge(Range(1, count + 1));
            last = new(next, Built(next, last));
        }

        Same(last, Knowledge(Range(1, count)));
    }

    [Fact]
    public void A_small_index_one_that_changes_much_and_one_that_is_damaged_are_written_anew()
    {
        var before = new IndexedEdition(Knowledge(Range(1, 30)), Built(Knowledge(Range(1, 30)), before: null));
        Assert.NotNull(IndexUpdate.Plan(before, Knowledge(Range(1, 31)), 1, TimeProvider.System));
        Assert.Null(IndexUpdate.Plan(before, Knowledge(Range(1, 31)), 1000, TimeProvider.System));
        Assert.Null(IndexUpdate.Plan(before, Knowledge(Range(1, 60)), 1, TimeProvider.System));
        var damaged = Directory.EnumerateFiles(before.IndexFolder, "*", SearchOption.AllDirectories).First(f => Path.GetFileName(f).StartsWith('_'));
        File.WriteAllBytes(damaged, [.. File.ReadAllBytes(damaged).Select((b, i) => i == 20 ? (byte)(b ^ 1) : b)]);
        Assert.Null(IndexUpdate.Plan(before, Knowledge(Range(1, 31)), 1, TimeProvider.System));
        Same(new(Knowledge(Range(1, 31)), Built(Knowledge(Range(1, 31)), before)), Knowledge(Range(1, 31)));
    }

    private void Compare(IEnumerable<int> before, IEnumerable<int> after) => Compare(Knowledge(before), Knowledge(after));

    private void Compare(KnowledgeBase before, KnowledgeBase after)
    {
        var first = new IndexedEdition(before, Built(before, before: null));
        Assert.NotNull(IndexUpdate.Plan(first, after, 1, TimeProvider.System));
        Same(new(after, Built(after, first)), after);
    }

    private void Same(IndexedEdition updated, KnowledgeBase knowledge)
    {
        using var one = PolicyIndex.Open(updated.IndexFolder, knowledge).Value;
        using var other = PolicyIndex.InMemory(knowledge);
        Assert.All(Questions, q => Assert.Equal(Hits(other, q), Hits(one, q)));
    }

    private static List<(string, string, double)> Hits(PolicyIndex index, string question) =>
        [.. index.Searcher.Search(new(question) { Take = 8 }).Hits.Select(h => (h.Document.Value, h.Path.Value, Math.Round(h.Score, 4)))];

    private string Built(KnowledgeBase knowledge, IndexedEdition? before)
    {
        var folder = _folder.File(Guid.NewGuid().ToString("N"));
        Assert.Empty(PolicyIndex.BuildApart(folder, knowledge, before, TimeProvider.System, smallest: 1, default));
        return folder;
    }

    private static IEnumerable<int> Range(int from, int to) => Enumerable.Range(from, to - from + 1);

    private static KnowledgeBase Knowledge(IEnumerable<int> numbers) => new([.. numbers.Select(n => Document(n, n))]);

    private static PolicyDocument Document(int n, int sum) => GivenDocuments.Document(
        $"云山政发〔2024〕{n}号",
        $"云山市关于发放第{n}类补贴的通知",
        ("正文/通知", $"云山市人民政府关于发放第{n}类补贴的通知\n各县（区）人民政府：\n2024年6月7日\n"),
        ("正文/一", $"一、补贴对象。在本市露天作业的第{n}类工人。\n"),
        ("正文/二", $"二、补贴标准。第{n}类补贴每人每天{sum}元，高温津贴另行发放。\n"),
        ("正文/三", $"三、由第{n}管理处负责审核。\n"));
}
