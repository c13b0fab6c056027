using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Api;

/// <summary><c>GET /api/search</c> and <c>/api/documents…</c>. Source: contracts §3.</summary>
public static class DocumentEndpoints
{
    private const int MostHits = 50;
    private const int DefaultHits = 10;

    public static IResult Search(HttpRequest request, ServingState state, TimeProvider clock)
    {
        if (state.Current is not { } serving)
            return NotReady(state);
        var text = request.Query["q"].ToString();
        if (string.IsNullOrWhiteSpace(text))
            return Bad("缺少要查的内容：q 不能为空。");
        if (text.Length > AskRequest.MaxTextLength)
            return Bad($"要查的内容太长：q 不能超过 {AskRequest.MaxTextLength} 字。");
        if (HasLoneSurrogate(text))
            return Bad("q 里有不完整的字符。");
        var count = DefaultHits;
        if (request.Query["k"].ToString() is { Length: > 0 } k && !(int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostHits))
            return Bad($"k 应当是 1 到 {MostHits} 的整数。");
        if (!TryDay(request, clock, out var day))
            return Bad("asOf 不是正确的日期，应写成 2026-11-24 的样子。");

        DocumentNumber? only = null;
        if (request.Query["document"].ToString() is { Length: > 0 } named)
        {
            if (Find(serving, named) is not { } document)
                return ApiProblem.Of(StatusCodes.Status404NotFound, "没有这份文件。");
            only = document.Number;
        }

        return Json(serving.Search(new SearchRequest(text, count, only, day)));
    }

    public static IResult List(HttpRequest request, ServingState state, TimeProvider clock)
    {
        if (state.Current is not { } serving)
            return NotReady(state);
        return TryDay(request, clock, out var day)
            ? Json(serving.Knowledge.Documents.Select(d => DocumentJson.RowOf(d, serving.ValidityOf(d, null, day))))
            : Bad("asOf 不是正确的日期，应写成 2026-11-24 的样子。");
    }

    public static IResult One(string number, HttpRequest request, ServingState state, TimeProvider clock)
    {
        if (state.Current is not { } serving)
            return NotReady(state);
        if (!TryDay(request, clock, out var day))
            return Bad("asOf 不是正确的日期，应写成 2026-11-24 的样子。");
        return Find(serving, number) is { } document
            ? Json(DocumentJson.DetailOf(document, serving.ValidityOf(document, null, day)))
            : ApiProblem.Of(StatusCodes.Status404NotFound, "没有这份文件。");
    }

    public static IResult Clause(string number, string? path, HttpRequest request, ServingState state, TimeProvider clock)
    {
        if (state.Current is not { } serving)
            return NotReady(state);
        if (!TryDay(request, clock, out var day))
            return Bad("asOf 不是正确的日期，应写成 2026-11-24 的样子。");
        if (Find(serving, number) is not { } document)
            return ApiProblem.Of(StatusCodes.Status404NotFound, "没有这份文件。");
        return ClausePath.TryParse(Unescaped(path ?? ""), out var wanted) && document.FindClause(wanted) is { } clause
            ? Json(DocumentJson.DetailOf(document, clause, serving.ValidityOf(document, wanted, day)))
            : ApiProblem.Of(StatusCodes.Status404NotFound, "这份文件里没有这一条款。");
    }

    /// <summary>A number in any bracket width, or a title with or without 《》.</summary>
    public static PolicyDocument? Find(Serving serving, string number)
    {
        var text = Unescaped(number);
        if (DocumentNumber.TryParse(text, out var parsed) && serving.Knowledge.Find(parsed) is { } document)
            return document;
        return string.IsNullOrWhiteSpace(text) ? null : serving.Knowledge.Find(DocumentNumber.ForTitle(text));
    }

    public static IResult NotReady(ServingState state) =>
        ApiProblem.Later(StatusCodes.Status503ServiceUnavailable, "还不能提供服务：" + string.Join("；", state.Reasons), TimeSpan.FromSeconds(5));

    /// <summary>Routing leaves %2F as it is, so that a slash inside a segment can be told from one between segments; nobody here needs the difference.</summary>
    private static string Unescaped(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static bool TryDay(HttpRequest request, TimeProvider clock, out DateOnly day)
    {
        day = ChinaTime.Today(clock);
        return request.Query["asOf"].ToString() is not { Length: > 0 } text || AskRequest.TryDate(text, out day);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    private static IResult Bad(string detail) => ApiProblem.Of(StatusCodes.Status400BadRequest, detail);

    private static IResult Json<T>(T value) => Results.Json(value, AnswerJson.Options, "application/json; charset=utf-8");
}
