using FsCheck.Xunit;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Conversations.Finding;

public sealed class OffsetSetTests
{
    [Property]
    public void What_is_written_is_read(ushort[] given)
    {
        var offsets = given.Select(o => (ushort)(o % TurnBlock.Size)).Distinct().Order().ToList();

        Assert.Equal(offsets.Select(o => (int)o).Reverse(), OffsetSet.Read(OffsetSet.Write(offsets)).Descending());
        Assert.Equal(OffsetSet.Write(offsets), OffsetSet.Read(OffsetSet.Write(offsets)).Write());
    }

    [Theory]
    [InlineData(511, 1022)]
    [InlineData(512, 1024)]
    [InlineData(8192, 1024)]
    public void Many_offsets_take_no_more_than_a_bit_each(int count, int bytes)
    {
        var stored = OffsetSet.Write([.. Enumerable.Range(0, count).Select(i => (ushort)i)]);

        Assert.Equal(bytes, stored.Length);
        Assert.Equal(count, OffsetSet.Read(stored).Count);
    }
}
