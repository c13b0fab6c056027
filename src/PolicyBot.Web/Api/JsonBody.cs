using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Api;

/// <summary>
/// A request's JSON object, read whole and checked before anybody looks inside: size, media type, UTF-8, depth, duplicate names, lone surrogates.
/// A lone surrogate parses and then throws InvalidOperationException, not JsonException, where it is read; so every string is read here.
/// </summary>
/// <param name="Status">200, or 400, 413, 415 with <paramref name="Detail"/> (Chinese).</param>
public sealed record JsonBody(int Status, string Detail, JsonElement Root)
{
    public const int MaxDepth = 64;

    public bool IsRead => Status == StatusCodes.Status200OK;

    public static async Task<JsonBody> ReadAsync(HttpRequest request, int limitBytes, CancellationToken cancellationToken)
    {
        if (!IsJson(request.ContentType, out var charset))
            return new(StatusCodes.Status415UnsupportedMediaType, "请求的 Content-Type 必须是 application/json。", default);
        var bytes = await RequestBody.ReadAsync(request, limitBytes, cancellationToken);
        return bytes is null
            ? new(StatusCodes.Status413PayloadTooLarge, $"请求内容太大，不能超过 {limitBytes} 字节。", default)
            : Parse(bytes, charset);
    }

    /// <summary>The property as a string; null where it is absent or null. Throws nothing: <paramref name="isWrong"/> where it is of another kind.</summary>
    public static string? Text(JsonElement parent, string name, out bool isWrong)
    {
        isWrong = false;
        if (parent.ValueKind is not JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        isWrong = value.ValueKind is not JsonValueKind.String;
        return isWrong ? null : value.GetString();
    }

    internal static JsonBody Parse(byte[] bytes, string? charset = null)
    {
        ReadOnlyMemory<byte> utf8 = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(3) : bytes;
        if (!Utf8.IsValid(utf8.Span))
        {
            // JSON is UTF-8 whatever the header says; only what cannot be UTF-8 is read by the charset it names.
            if (Transcode(bytes, charset) is not { } text)
                return Bad("请求内容不是 UTF-8 编码的 JSON。");
            utf8 = text;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return Bad("请求内容应当是一个 JSON 对象。");
            ReadEveryString(document.RootElement);
            return new(StatusCodes.Status200OK, "", document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return Bad($"请求内容不是正确的 JSON（或嵌套超过 {MaxDepth} 层）。");
        }
        catch (InvalidOperationException)
        {
            return Bad("请求内容里有不完整的字符（单独的代理项）。");
        }
    }

    private static void ReadEveryString(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadEveryString(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadEveryString(property.Value);
                }

                break;
        }
    }

    private static bool IsJson(string? contentType, out string? charset)
    {
        charset = null;
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var parsed))
            return false;
        charset = Microsoft.Net.Http.Headers.HeaderUtilities.RemoveQuotes(parsed.Charset).Value;
        return parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[]? Transcode(byte[] bytes, string? charset)
    {
        if (string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
            return Encoding.UTF8.GetBytes(encoding.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonBody Bad(string detail) => new(StatusCodes.Status400BadRequest, detail, default);
}
