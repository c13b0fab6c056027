using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Knowledge;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>
/// knowledge/categories.yaml as the console edits it: whole, and only where nobody changed it in between. Where a published version serves, the file waits for the next
/// publication like everything else of the knowledge folder; else it serves at once.
/// </summary>
public sealed class CategoryFile(ServingLoader loader, ServingState state) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    private string FilePath => Path.Combine(loader.Folders.Knowledge, TaxonomyReader.FileName);

    /// <summary>Digest of what stands there; empty where there is no file.</summary>
    public string Version() => File.Exists(FilePath) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(FilePath))) : "";

    public Result<Taxonomy> Read() => TaxonomyReader.Read(loader.Folders.Knowledge);

    /// <summary>
    /// What stands there afterwards. Errors: changed by somebody else since <paramref name="version"/>; a file that cannot be read, which nobody overwrites from here; a taxonomy
    /// that does not read back; a disk that refuses. Knowledge that cannot be served for other reasons is no error: <see cref="ServingState.Reasons"/> tells it.
    /// </summary>
    public async Task<Result<Taxonomy>> SaveAsync(Taxonomy taxonomy, string version, CancellationToken cancellationToken)
    {
        var text = TaxonomyReader.Write(taxonomy);
        var back = TaxonomyReader.Read(() => new StringReader(text));
        if (!back.IsSuccess)
            return back;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!string.Equals(Version(), version, StringComparison.Ordinal))
                return Fault("您打开以后别人改过分类。您填的还在下面，请对照别人改的再存一次。");
            if (Read() is { IsSuccess: false } broken)
                return broken;
            var draft = FilePath + ".new";
            await File.WriteAllTextAsync(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            File.Move(draft, FilePath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fault("分类写不进知识文件夹，请检查磁盘和权限。");
        }
        finally
        {
            _one.Release();
        }

        // A published version is served sealed, with the categories it was published with.
        if (state.Current is not { Version: not null })
            await loader.ReloadAsync(cancellationToken);
        return back;
    }

    public void Dispose() => _one.Dispose();

    private static Result<Taxonomy> Fault(string message) => Result<Taxonomy>.Failure(new Problem(TaxonomyReader.FileName, message));
}
