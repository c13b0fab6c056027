using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Knowledge;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Taxonomies;

/// <summary>knowledge/categories.yaml as the console edits it: whole, and only where nobody changed it in between.</summary>
public sealed class CategoryFile(ServingLoader loader) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    private string FilePath => Path.Combine(loader.Folders.Knowledge, TaxonomyReader.FileName);

    /// <summary>Digest of what stands there; empty where there is no file.</summary>
    public string Version() => File.Exists(FilePath) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(FilePath))) : "";

    public Result<Taxonomy> Read() => TaxonomyReader.Read(loader.Folders.Knowledge);

    /// <summary>Writes, and serves the knowledge with it. Errors: changed by somebody else since <paramref name="version"/>, not readable back, a disk that refuses, knowledge that cannot be served.</summary>
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
                return Result<Taxonomy>.Failure(new Problem(TaxonomyReader.FileName, "您打开以后别人改过分类。您填的还在下面，请对照新的内容再存一次。"));
            var draft = FilePath + ".new";
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            File.Move(draft, FilePath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result<Taxonomy>.Failure(new Problem(TaxonomyReader.FileName, "分类写不进知识文件夹，请检查磁盘和权限。"));
        }
        finally
        {
            _one.Release();
        }

        var served = await loader.ReloadAsync(cancellationToken);
        return served.IsSuccess ? back : Result<Taxonomy>.Failure(served.Problems);
    }

    public void Dispose() => _one.Dispose();
}
