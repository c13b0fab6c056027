using PolicyBot.Knowledge.Publishing;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Publishing;

public sealed class DropFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DropFolder _dropped;

    public DropFolderTests()
    {
        Directory.CreateDirectory(_folder.File("in"));
        _dropped = new(_folder.File("in"), _folder.File("memory.json"));
    }

    [Fact]
    public void A_file_counts_once_it_has_stood_still_from_one_look_to_the_next()
    {
        Write("a.txt", "一半");
        Assert.Empty(_dropped.Look());
        Write("a.txt", "一半，另一半");
        Assert.Empty(_dropped.Look());
        Assert.Equal("a.txt", Path.GetFileName(Assert.Single(_dropped.Look()).Path));
    }

    [Fact]
    public void What_was_handed_out_does_not_come_again_after_a_restart_and_a_corrected_file_does()
    {
        Write("a.txt", "第一稿");
        _dropped.Look();
        _dropped.Remember(Assert.Single(_dropped.Look()));
        var restarted = new DropFolder(_folder.File("in"), _folder.File("memory.json"));
        restarted.Look();
        Assert.Empty(restarted.Look());
        Write("a.txt", "第二稿改了");
        restarted.Look();
        Assert.Single(restarted.Look());
    }

    [Fact]
    public void Hidden_half_written_and_linked_files_are_passed_over()
    {
        Write(".a.txt", "x");
        Write("b.txt.part", "x");
        File.CreateSymbolicLink(Path.Combine(_folder.File("in"), "c.txt"), "/etc/hostname");
        _dropped.Look();
        Assert.Empty(_dropped.Look());
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.File("in"), name), text);
}
