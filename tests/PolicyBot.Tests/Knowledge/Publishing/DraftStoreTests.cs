using PolicyBot.Knowledge.Publishing;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge.Publishing;

public sealed class DraftStoreTests : IDisposable
{
    private const string TextFile = "documents/a/document.md";
    private readonly GivenPublishing _given = new();

    [Fact]
    public async Task A_published_draft_is_found_in_the_knowledge_folder_and_gone_from_the_drafts()
    {
        await _given.QuickAsync();
        var draft = Begin(45);
        Assert.Equal([TextFile], _given.Drafts.Changes(draft.Id).Select(c => c.Path));
        var published = await _given.PublishAsync(r => r with { Draft = draft.Id });

        Assert.Equal(draft.Id, published.Value.Event!.Draft);
        Assert.Contains("45元", _given.ServedText(), StringComparison.Ordinal);
        Assert.Equal(GivenPublishing.TextOf(45), await File.ReadAllTextAsync(Path.Combine(_given.Knowledge, TextFile)));
        Assert.Empty(_given.Drafts.List());
    }

    [Fact]
    public async Task Until_it_is_published_a_draft_touches_neither_knowledge_nor_what_serves()
    {
        await _given.QuickAsync();
        var draft = Begin(45);
        await _given.PublishAsync(r => r with { Draft = draft.Id, DryRun = true });
        Assert.Equal(GivenPublishing.TextOf(30), await File.ReadAllTextAsync(Path.Combine(_given.Knowledge, TextFile)));
        Assert.Contains("30元", _given.ServedText(), StringComparison.Ordinal);
        Assert.Single(_given.Drafts.List());
    }

    [Fact]
    public async Task A_file_that_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await _given.QuickAsync();
        var draft = Begin(45);
        _given.WriteAllowance(60);
        var refused = await _given.PublishAsync(r => r with { Draft = draft.Id });
        Assert.False(refused.IsSuccess);
        Assert.Contains(refused.Problems, p => p.Where == TextFile);
        Assert.Equal(GivenPublishing.TextOf(60), await File.ReadAllTextAsync(Path.Combine(_given.Knowledge, TextFile)));
    }

    [Fact]
    public async Task Two_drafts_of_different_files_do_not_disturb_each_other()
    {
        await _given.QuickAsync();
        var one = Begin(45);
        var other = _given.Drafts.Create("另一份", "李四", _given.Knowledge, default).Value;
        await File.WriteAllTextAsync(Path.Combine(_given.Drafts.WorkOf(other.Id), "documents", "a", "cases.yaml"), "cases: []\n");
        await _given.PublishAsync(r => r with { Draft = one.Id });
        var second = await _given.PublishAsync(r => r with { Draft = other.Id });
        Assert.NotNull(second.Value.Event);
        Assert.Contains("45元", _given.ServedText(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_given.Store.KnowledgeOf(_given.Store.Current!.Name), "documents", "a", "cases.yaml")));
    }

    [Fact]
    public async Task A_publication_killed_before_the_draft_was_written_back_is_finished_by_the_next()
    {
        await _given.QuickAsync();
        var draft = Begin(45);
        // What a kill between the swap and the writing back leaves: the pointer names the draft, the draft still stands.
        _given.Store.Switch(_given.Store.Current! with { Id = "killed", Draft = draft.Id });
        await _given.PublishAsync();
        Assert.Equal(GivenPublishing.TextOf(45), await File.ReadAllTextAsync(Path.Combine(_given.Knowledge, TextFile)));
        Assert.Empty(_given.Drafts.List());
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789")]
    public void Only_an_id_of_ours_names_a_draft(string id) => Assert.Null(_given.Drafts.Find(id));

    public void Dispose() => _given.Dispose();

    private Draft Begin(int yuan)
    {
        var draft = _given.Drafts.Create("提高标准", "李四", _given.Knowledge, default).Value;
        File.WriteAllText(Path.Combine(_given.Drafts.WorkOf(draft.Id), TextFile), GivenPublishing.TextOf(yuan));
        return draft;
    }
}
