using PolicyBot.Knowledge.Publishing;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Publishing;

public sealed class RollbackTests : IDisposable
{
    private readonly GivenPublishing _given = new();

    [Fact]
    public async Task Without_a_number_the_version_that_served_before_serves_again()
    {
        await PublishAsync(30, 45);
        var back = Rollback.Run(_given.Store, number: null, "李四", "标准弄错了", _given.Clock);
        Assert.Equal((1, 2), (back.Value.Version, back.Value.Previous!.Value));
        Assert.Contains("30元", _given.ServedText(), StringComparison.Ordinal);
        Assert.Equal(["publish", "publish", "rollback"], _given.Store.History().Select(e => e.Action));
        Assert.Equal("标准弄错了", _given.Store.History()[^1].Reason);
    }

    [Fact]
    public async Task A_rollback_can_itself_be_rolled_back()
    {
        await PublishAsync(30, 45);
        Rollback.Run(_given.Store, number: null, "李四", reason: null, _given.Clock);
        Rollback.Run(_given.Store, number: null, "李四", reason: null, _given.Clock);
        Assert.Contains("45元", _given.ServedText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_version_is_refused_and_the_serving_one_stays()
    {
        await PublishAsync(30, 45);
        var first = _given.Store.List()[^1];
        await File.AppendAllTextAsync(Path.Combine(_given.Store.KnowledgeOf(first.Name), "documents", "a", "document.md"), "四、另有规定。");
        Assert.False(Rollback.Run(_given.Store, 1, "李四", reason: null, _given.Clock).IsSuccess);
        Assert.Contains("45元", _given.ServedText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task The_serving_version_and_unknown_ones_are_told(int number)
    {
        await PublishAsync(30, 45);
        Assert.False(Rollback.Run(_given.Store, number, "李四", reason: null, _given.Clock).IsSuccess);
        Assert.Equal(2, _given.Store.Current!.Version);
    }

    [Fact]
    public void Before_anything_was_published_there_is_nothing_to_go_back_to() =>
        Assert.False(Rollback.Run(_given.Store, number: null, "李四", reason: null, _given.Clock).IsSuccess);

    public void Dispose() => _given.Dispose();

    private async Task PublishAsync(params int[] yuan)
    {
        foreach (var one in yuan)
        {
            _given.WriteAllowance(one);
            await _given.QuickAsync();
        }
    }
}
