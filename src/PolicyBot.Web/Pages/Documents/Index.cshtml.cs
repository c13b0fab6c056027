using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Pages.Documents;

public sealed class ListModel(ServingState state, TimeProvider clock) : PageModel
{
    /// <summary>Newest first; null while nothing is served.</summary>
    public IReadOnlyList<(PolicyDocument Document, ValidityFinding Validity)>? Rows { get; private set; }

    public void OnGet()
    {
        if (state.Current is not { } serving)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var today = ChinaTime.Today(clock);
        Rows = [.. serving.Knowledge.Documents.OrderByDescending(d => d.IssuedOn).Select(d => (d, serving.ValidityOf(d, null, today)))];
    }
}
