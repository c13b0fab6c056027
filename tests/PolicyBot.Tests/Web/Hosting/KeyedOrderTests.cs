using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.Hosting;

public sealed class KeyedOrderTests
{
    [Fact]
    public async Task One_key_is_entered_in_the_order_of_asking_another_at_once_and_nothing_is_left_behind()
    {
        var order = new KeyedOrder();
        var entered = new List<int>();
        var first = await order.EnterAsync("a", CancellationToken.None);
        var waiting = Enumerable.Range(0, 5).Select(async n =>
        {
            using var place = await order.EnterAsync("a", CancellationToken.None);
            lock (entered)
                entered.Add(n);
        }).ToList();
        using (await order.EnterAsync("b", CancellationToken.None))
            Assert.Empty(entered);

        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal([0, 1, 2, 3, 4], entered);
        Assert.Equal(0, order.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_lets_the_next_one_in_after_those_before()
    {
        var order = new KeyedOrder();
        var first = await order.EnterAsync("a", CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var second = order.EnterAsync("a", impatient.Token);
        var third = order.EnterAsync("a", CancellationToken.None);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);

        first.Dispose();
        (await third).Dispose();

        Assert.Equal(0, order.Count);
    }
}
