using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Web.Api;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Pages.Documents;

/// <summary>A clause on its document's page. <paramref name="Status"/> is null where it is the document's own.</summary>
public sealed record ClauseEntry(Clause Clause, int Depth, ValidityStatus? Status)
{
    private const int LongestName = 40;

    public string Name
    {
        get
        {
            var name = Clause.Heading.Length > 0 ? Clause.Heading : Clause.Path.Segments[^1];
            return name.Length <= LongestName ? name : name[..LongestName] + "…";
        }
    }
}

public sealed class OneModel(ServingState state, TimeProvider clock) : PageModel
{
    private const int DeepestInContents = 2;

    public PolicyDocument? Document { get; private set; }

    public ValidityFinding Validity { get; private set; } = new(ValidityStatus.Unstated, null, null, "");

    public IReadOnlyList<ClauseEntry> Entries { get; private set; } = [];

    public IReadOnlyList<ClauseEntry> Contents => [.. Entries.Where(e => e.Depth <= DeepestInContents)];

    public IActionResult OnGet(string number)
    {
        if (state.Current is not { } serving)
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Document = DocumentEndpoints.Find(serving, number);
        if (Document is null)
            return NotFound();
        var today = ChinaTime.Today(clock);
        Validity = serving.ValidityOf(Document, null, today);
        Entries = [.. Document.Clauses.Select(c => Entry(serving, c, today))];
        return Page();
    }

    private ClauseEntry Entry(Serving serving, Clause clause, DateOnly today)
    {
        var status = serving.ValidityOf(Document!, clause.Path, today).Status;
        return new(clause, clause.Path.Segments.Count - 1, status == Validity.Status ? null : status);
    }
}
