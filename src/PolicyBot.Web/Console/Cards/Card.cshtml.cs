using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Cards;

/// <summary>One reply card: what was answered that day, whether the clauses still stand today, and what colleagues wrote beside it.</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
public sealed class CardModel(CardMaker cards, StaffNotes notes, ServingState state, AuditLog audit, IOptions<ConsoleOptions> options, TimeProvider clock) : PageModel
{
    public ReplyCard Card { get; private set; } = null!;

    public CardContent Kept { get; private set; } = null!;

    public IReadOnlyList<StaffNote> Notes { get; private set; } = [];

    public string Link { get; private set; } = "";

    public string Text => CardText.Of(Kept, Link);

    /// <summary>What is otherwise today than on the day of the card; empty where nothing is.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    public string Fault { get; private set; } = "";

    /// <summary>What was typed and not taken.</summary>
    public string Typed { get; private set; } = "";

    public bool MayWithdraw(StaffNote note) => User.IsInRole(StaffRole.Supervisor) || string.Equals(note.By, StaffIdentity.NameOf(User), StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, [FromForm(Name = "do")] string? what, string? text, string? subject, string? kind, string? note, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
            return NotFound();
        if (what is "withdraw")
        {
            if (await notes.WithdrawAsync(note ?? "", StaffIdentity.NameOf(User), User.IsInRole(StaffRole.Supervisor), cancellationToken) is { } gone)
                await audit.RecordAsync(HttpContext, AuditAction.NoteWithdrawn, gone.Subject, gone.Id, cancellationToken);
            return Redirect($"/console/card/{id}#notes");
        }

        Typed = text?.Trim() ?? "";
        if (Typed.Length is 0 or > StaffNotes.LongestText)
        {
            Fault = Typed.Length == 0 ? "备注还是空的。" : $"备注请控制在 {StaffNotes.LongestText} 字以内。";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var beside = subject is not null && Kept.Clauses.Any(c => string.Equals(c.Key, subject, StringComparison.Ordinal)) ? subject : StaffNotes.SubjectOfCard(id);
        await notes.AddAsync(beside, Typed, kind is "correction", StaffIdentity.NameOf(User), cancellationToken);
        await audit.RecordAsync(HttpContext, AuditAction.NoteAdded, beside, kind is "correction" ? "更正" : "备注", cancellationToken);
        return Redirect($"/console/card/{id}#notes");
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancellationToken)
    {
        if (await cards.FindAsync(id, cancellationToken) is not var (card, content))
            return false;
        (Card, Kept) = (card, content);
        Link = $"{ConsoleUrl.Of(Request, options.Value)}/console/card/{id}";
        Notes = await notes.BesideAsync([StaffNotes.SubjectOfCard(id), .. content.Clauses.Select(c => c.Key)], cancellationToken);
        Changes = [.. content.Clauses.Select(ChangeOf).OfType<string>()];
        return true;
    }

    private string? ChangeOf(CardClause then)
    {
        if (state.Current is not { } serving)
            return null;
        if (CardMaker.Find(serving, then.Key) is not var (document, clause))
            return $"{then.Display}：现在的文件库里没有这一条了。";
        if (!string.Equals(clause.Text.Trim(), then.Text, StringComparison.Ordinal))
            return $"{then.Display}：原文已经变过，请重新查。";
        var now = serving.ValidityOf(document, clause.Path, ChinaTime.Today(clock));
        return string.Equals(AnswerJson.NameOf(now.Status), then.Validity.Status, StringComparison.Ordinal) ? null : $"{then.Display}：今天是“{CardText.NameOf(AnswerJson.NameOf(now.Status))}”（{now.Note}）。";
    }
}
