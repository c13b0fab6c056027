using PolicyBot.Core;
using PolicyBot.Search;

namespace PolicyBot.Answering.Embeddings;

/// <summary>Embeds the clauses of an edition before its index is built. Errors: none; what cannot be embedded is told as a warning, and searched by its words.</summary>
public static class ClauseEmbedder
{
    /// <param name="folder">Index folder; the cache lies beside the indexes.</param>
    public static async Task<Result<SearchOptions>> EmbedAsync(EmbeddingModel? model, string folder, KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        if (model is null)
            return SearchOptions.Default;
        var cache = new EmbeddingCache(folder, model.Name);
        var rows = ClauseRow.Of(knowledge).GroupBy(ClauseVectors.DigestOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var known = Readable(cache);
        var vectors = known.Where(v => rows.ContainsKey(v.Key)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        Problem? trouble = null;
        var missing = rows.Where(r => !vectors.ContainsKey(r.Key)).ToList();
        try
        {
            foreach (var batch in missing.Chunk(model.BatchSize))
            {
                var made = await model.EmbedAsync([.. batch.Select(r => ClauseVectors.TextOf(r.Value))], cancellationToken);
                // A model of the same name that now answers in another dimension is another model: everything is embedded anew.
                if (vectors.Count > 0 && vectors.First().Value.Length != made[0].Length)
                    return await AgainAsync(model, cache, rows, cancellationToken);
                for (var i = 0; i < batch.Length; i++)
                    vectors[batch[i].Key] = made[i];
            }
        }
#pragma warning disable CA1031 // Whatever an outside server does wrong: words do without it.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            trouble = Warning(folder, $"向量服务 {model.Name} 不可用（{fault.GetType().Name}），{missing.Count(m => !vectors.ContainsKey(m.Key))} 个条款只按文字检索");
        }

        if (missing.Count > 0)
            trouble = Kept(cache, vectors, folder) ?? trouble;
        return Result<SearchOptions>.Success(OptionsOf(model, vectors), trouble is null ? [] : [trouble]);
    }

    private static async Task<Result<SearchOptions>> AgainAsync(EmbeddingModel model, EmbeddingCache cache, Dictionary<string, ClauseRow> rows, CancellationToken cancellationToken)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var batch in rows.Chunk(model.BatchSize))
        {
            var made = await model.EmbedAsync([.. batch.Select(r => ClauseVectors.TextOf(r.Value))], cancellationToken);
            for (var i = 0; i < batch.Length; i++)
                vectors[batch[i].Key] = made[i];
        }

        cache.Write(vectors);
        return OptionsOf(model, vectors);
    }

    private static SearchOptions OptionsOf(EmbeddingModel model, Dictionary<string, float[]> vectors) => vectors.Count == 0
        ? SearchOptions.Default
        : SearchOptions.Default with { Vectors = new ClauseVectors(new(model.Name, vectors.First().Value.Length), vectors) };

    private static Dictionary<string, float[]> Readable(EmbeddingCache cache)
    {
        try
        {
            return cache.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(StringComparer.Ordinal);
        }
    }

    private static Problem? Kept(EmbeddingCache cache, Dictionary<string, float[]> vectors, string folder)
    {
        try
        {
            cache.Write(vectors);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Warning(folder, "向量缓存写不进磁盘，下次启动要重新计算") with { Found = fault.Message };
        }
    }

    private static Problem Warning(string folder, string message) => new(folder, message) { Severity = ProblemSeverity.Warning };
}
