using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Web.Console.Access;

namespace PolicyBot.Web.Console;

/// <summary>Where staff arrive.</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
[ConsoleNavigation("查政策", "/console", 10)]
public sealed class IndexModel : PageModel
{
    public void OnGet()
    {
    }
}
