namespace PolicyBot.Web.Hosting;

internal static class RequestBody
{
    /// <summary>The whole body, or null where it is longer than <paramref name="limit"/> bytes; read in pieces, whatever length was announced.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
