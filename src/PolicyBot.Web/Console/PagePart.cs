using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace PolicyBot.Web.Console;

/// <summary>A part of a page that its script asks for again and again: sent only where it is not what the page shows already.</summary>
public static class PagePart
{
    /// <summary>Null where the page has to be sent the part; else the answer that says it has it.</summary>
    /// <param name="version">Of what the part shows; ASCII, without quotes.</param>
    public static IActionResult? Unchanged(PageModel page, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        page.Response.Headers.ETag = tag.ToString();
        return page.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)) ? new StatusCodeResult(StatusCodes.Status304NotModified) : null;
    }
}
