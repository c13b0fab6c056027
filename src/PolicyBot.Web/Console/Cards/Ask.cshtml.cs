using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Console.LookUp;

namespace PolicyBot.Web.Console.Cards;

/// <summary>From a question, a clause or both to the card that holds the answer; leads on to its permanent address.</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
public sealed class AskModel(CardMaker cards, TimeProvider clock) : PageModel
{
    public string Fault { get; private set; } = "";

    public string Question { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? q, string? clause, string? on, CancellationToken cancellationToken)
    {
        Question = q ?? "";
        var day = new LookUpRequest { On = on ?? "" }.Day(ChinaTime.Today(clock));
        var made = await cards.MakeAsync(Question, clause ?? "", day, StaffIdentity.NameOf(User), cancellationToken);
        if (made.IsSuccess)
            return Redirect($"/console/card/{made.Value}");
        Fault = string.Join("；", made.Problems.Select(p => p.Message));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
