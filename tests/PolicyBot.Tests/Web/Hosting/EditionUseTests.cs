using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.Hosting;

public sealed class EditionUseTests
{
    [Fact]
    public async Task What_an_edition_holds_is_released_after_its_last_reader()
    {
        var held = new Held();
        var use = new EditionUse(held);
        var first = new TaskCompletionSource<int>();
        var second = new TaskCompletionSource<int>();
        var running = new[] { use.WhileAsync(() => first.Task), use.WhileAsync(() => second.Task) };
        use.Dispose();
        first.SetResult(1);
        await running[0];
        Assert.Equal(0, held.Released);
        Assert.Equal(3, use.While(() => 3));
        second.SetResult(2);
        await running[1];
        use.Dispose();
        Assert.Equal(1, held.Released);
        Assert.Throws<ObjectDisposedException>(() => use.While(() => 4));
    }

    private sealed class Held : IDisposable
    {
        public int Released { get; private set; }

        public void Dispose() => Released++;
    }
}
