using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Web.Api;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Pages;

/// <summary>The plain page: a box, the answer with its clauses, what to ask next. Works without a script; the conversation goes along in a hidden field.</summary>
[IgnoreAntiforgeryToken] // Asking changes nothing that belongs to anybody; other sites' forms are refused by their Origin.
[RequestSizeLimit(64 * 1024)]
public sealed class IndexModel(Turns turns, ServingState state, TimeProvider clock) : PageModel
{
    public const string Channel = "page";
    private const int MaxConversationLength = 64;
    private const int MostExamples = 6;

    public string Asked { get; private set; } = "";

    public string Conversation { get; private set; } = "";

    public Answer? Answer { get; private set; }

    /// <summary>What is wrong with the input; empty where nothing is.</summary>
    public string Fault { get; private set; } = "";

    public IReadOnlyList<string> NotReady => state.Current is null ? state.Reasons : [];

    public string Welcome => state.Sentence("welcome");

    public string Sentence(string id) => state.Sentence(id);

    public IReadOnlyList<string> Examples => [.. (state.Current?.Examples ?? []).Take(MostExamples)];

    public void OnGet(string? q)
    {
        // A link may bring a question along; it is asked only when the person sends it.
        Asked = q is { Length: <= AskRequest.MaxTextLength } ? q : "";
    }

    public async Task<IActionResult> OnPostAsync(string? text, string? conversation, CancellationToken cancellationToken)
    {
        if (Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOurs(origin))
            return StatusCode(StatusCodes.Status403Forbidden);
        Asked = text?.Trim() ?? "";
        Conversation = conversation is { Length: > 0 and <= MaxConversationLength } && conversation.All(char.IsAsciiLetterOrDigit) ? conversation : AskEndpoint.NewConversation();
        if (Asked.Length == 0)
            Fault = "请先写下您的问题。";
        else if (Asked.Length > AskRequest.MaxTextLength)
            Fault = $"问题太长，请控制在 {AskRequest.MaxTextLength} 字以内（现为 {Asked.Length} 字）。";
        if (Fault.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var result = await turns.AskAsync(Channel, new Question(Asked, Conversation, ChinaTime.Today(clock)), cancellationToken);
        Answer = result.Answer;
        Response.StatusCode = result.State switch
        {
            TurnState.TooMany => StatusCodes.Status429TooManyRequests,
            TurnState.NotReady or TurnState.Busy => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        if (result.RetryAfter is { } wait)
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page();
    }

    // "null" is what a page under Referrer-Policy or inside some web views sends for its own forms.
    private bool IsOurs(string origin) =>
        string.Equals(origin, "null", StringComparison.Ordinal)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, Request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
