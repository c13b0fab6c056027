using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Search;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Gaps;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Gaps;

/// <summary>Questions without a good answer, grouped by likeness, with the nearest clauses; one press makes a draft of a group.</summary>
[Authorize(Policy = ConsolePolicy.Gaps)]
[ConsoleNavigation("缺口", "/console/gaps", 40)]
public sealed class GapsModel(GapBook book, DraftBook drafts, AuditLog audit, ListViews views, TimeProvider clock) : PageModel
{
    private const int PageSize = 20;
    private const int DefaultDays = 30;

    public GapQuery Query { get; private set; } = new(default, default);

    public GapGroups Found { get; private set; } = new([], 0, IsCut: false);

    /// <summary>The groups of this page with their nearest clauses.</summary>
    public IReadOnlyList<(GapGroup Group, IReadOnlyList<HitShape> Nearest)> Shown { get; private set; } = [];

    /// <summary>Counts from 1.</summary>
    public int Number { get; private set; } = 1;

    public bool HasMore => Found.Groups.Count > Number * PageSize;

    public string Fault { get; private set; } = "";

    /// <summary>As it was written, also where it is no day.</summary>
    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public Task OnGetAsync(string? from, string? to, string[]? kinds, int number, CancellationToken cancellationToken) => ShowAsync(from, to, kinds, number, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string? from, string? to, string[]? kinds, int number, string? group, [FromForm(Name = "do")] string? what, CancellationToken cancellationToken)
    {
        await ShowAsync(from, to, kinds, number, cancellationToken);
        DraftKind? kind = what switch { "gold" => DraftKind.Gold, "synonym" => DraftKind.Synonym, "note" => DraftKind.Note, _ => null };
        if (kind is null || Found.Groups.FirstOrDefault(g => g.Turns.Any(t => string.Equals(t.Id, group, StringComparison.Ordinal))) is not { } meant)
        {
            Fault = "这一组的提问已经变了，请再看一遍。";
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var draft = await drafts.MakeAsync(kind.Value, meant, Query, StaffIdentity.NameOf(User), cancellationToken);
        await audit.RecordAsync(HttpContext, AuditAction.DraftChanged, draft.Id, Conversations.TurnNames.KindOf(draft.Kind), cancellationToken);
        return Redirect($"/console/drafts/{draft.Id}");
    }

    private async Task ShowAsync(string? from, string? to, string[]? kinds, int number, CancellationToken cancellationToken)
    {
        var today = ChinaTime.Today(clock);
        (From, To) = (from ?? "", to ?? "");
        if ((From.Length > 0 && !ConsoleDay.TryRead(From, out _)) || (To.Length > 0 && !ConsoleDay.TryRead(To, out _)))
            Fault = ConsoleDay.Fault;
        Query = new(
            ConsoleDay.TryRead(From, out var first) ? first : today.AddDays(-DefaultDays),
            ConsoleDay.TryRead(To, out var last) ? last : today,
            kinds is not { Length: > 0 } || kinds.Contains("not_found", StringComparer.Ordinal),
            kinds is not { Length: > 0 } || kinds.Contains("disliked", StringComparer.Ordinal),
            kinds is not { Length: > 0 } || kinds.Contains("person", StringComparer.Ordinal));
        Found = await book.GroupAsync(Query, cancellationToken);
        Number = Math.Clamp(number, 1, Math.Max(1, (Found.Groups.Count + PageSize - 1) / PageSize));
        await views.RecordAsync(HttpContext, AuditAction.ListViewed, "缺口", $"从{ConsoleDay.Of(Query.From)}，到{ConsoleDay.Of(Query.To)}", key: "", cancellationToken);
        Shown = [.. Found.Groups.Skip((Number - 1) * PageSize).Take(PageSize).Select(g => (g, drafts.NearestTo(g.Question)))];
    }
}
