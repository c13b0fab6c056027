using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Conversations.Finding;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Conversations;

/// <summary>Search in what was asked and answered: by day, state, document, channel and words. What was searched for is in the audit log, the words themselves (they may be a citizen's) are not.</summary>
[Authorize(Policy = ConsolePolicy.Converse)]
[ConsoleNavigation("会话", "/console/conversations", 35)]
public sealed class ConversationsModel(TurnFinder finder, ServingState serving, ListViews views) : PageModel
{
    public TurnPage Found { get; private set; } = new([], Next: null, IsCut: false);

    public TurnQuery Query { get; private set; } = new();

    public string Fault { get; private set; } = "";

    public string Told { get; private set; } = "";

    /// <summary>As it was written, also where it is no day.</summary>
    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>Number and title of what is served, for the choice.</summary>
    public IReadOnlyList<(string Number, string Title)> Documents => [.. (serving.Current?.Knowledge.Documents ?? []).Select(d => (d.Number.Value, d.Title))];

    /// <summary>The address of the next page.</summary>
    public string More => "/console/conversations" + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["words"] = Query.Words,
        ["from"] = ConsoleDay.Of(Query.From),
        ["to"] = ConsoleDay.Of(Query.To),
        ["status"] = Query.Status,
        ["channel"] = Query.Channel,
        ["document"] = Query.Document,
        ["feedback"] = Query.Feedback,
        ["person"] = Query.IsHandOff ? "yes" : "",
        ["before"] = Found.Next?.ToString(CultureInfo.InvariantCulture),
    });

    public async Task OnGetAsync(
        string? words, string? from, string? to, string? status, string? channel, string? document, string? feedback, string? person, long? before, string? deleted, CancellationToken cancellationToken)
    {
        Told = deleted is "1" ? "已经删除。" : "";
        (From, To) = (from ?? "", to ?? "");
        Query = new()
        {
            Words = words is { Length: <= 100 } ? words : words?[..100] ?? "",
            From = DayIn(from),
            To = DayIn(to),
            Status = status,
            Channel = channel,
            Document = document,
            Feedback = feedback,
            IsHandOff = person is "yes",
            Before = before,
        };
        if (Query.From > Query.To)
            Fault = "开始日期在结束日期之后。";
        if (Fault.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Found = await finder.FindAsync(Query, cancellationToken);
        await views.RecordAsync(HttpContext, AuditAction.ListViewed, "会话", Criteria(), Query.Words ?? "", cancellationToken);
    }

    /// <summary>As the log writes it.</summary>
    private string Criteria()
    {
        var words = Query.NormalWords.Count;
        var text = string.Join("，", new[] { words > 0 ? $"{words}个词" : "", Filters }.Where(p => p.Length > 0));
        return text.Length == 0 ? "最近的" : text;
    }

    /// <summary>What is filtered by besides words; empty for nothing.</summary>
    public string Filters => string.Join("，", new[]
        {
            Query.From is { } first ? $"从{ConsoleDay.Of(first)}" : null,
            Query.To is { } last ? $"到{ConsoleDay.Of(last)}" : null,
            Query.Status is { Length: > 0 } state ? TurnNames.StatusOf(state) : null,
            Query.Channel is { Length: > 0 } channel ? TurnNames.ChannelOf(channel) : null,
            Query.Document is { Length: > 0 } document ? document : null,
            Query.Feedback switch { "dislike" => "不满意", "like" => "满意", _ => null },
            Query.IsHandOff ? "要求人工" : null,
        }.OfType<string>());

    private DateOnly? DayIn(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (ConsoleDay.TryRead(text, out var day))
            return day;
        Fault = ConsoleDay.Fault;
        return null;
    }
}
