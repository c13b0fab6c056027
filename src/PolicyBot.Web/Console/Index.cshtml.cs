using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Console.LookUp;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console;

/// <summary>Look-up. The page works as a form; with its script the same fragments come while typing (handlers Results and Reading).</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
[ConsoleNavigation("查政策", "/console", 10)]
public sealed class IndexModel(ServingState state, ClauseFinder finder, FilterChoices choices, TimeProvider clock) : PageModel
{
    public LookUpRequest Look { get; private set; } = new();

    public LookUpResult Result { get; private set; } = LookUpResult.Empty;

    public Reading? Reading { get; private set; }

    public FilterChoices.Lists Choices { get; private set; } = FilterChoices.Lists.Empty;

    public IReadOnlyList<string> NotReady => state.Current is null ? state.Reasons : [];

    /// <summary>What is filtered by, as the closed filter says it; empty for nothing.</summary>
    public string Filters => string.Join("，", new[]
    {
        Look.Document,
        Look.On.Trim(),
        Look.InForce ? "只看当日未失效" : "",
        Look.Unit.Trim(),
        Choices.Groups.FirstOrDefault(g => string.Equals(g.Id, Look.Group, StringComparison.Ordinal))?.Title ?? "",
        Choices.Kinds.FirstOrDefault(k => string.Equals(k.Id, Look.Kind, StringComparison.Ordinal))?.Title ?? "",
    }.Where(f => f.Length > 0));

    public DateOnly Today => ChinaTime.Today(clock);

    public void OnGet(LookUpRequest look)
    {
        Look = look;
        if (state.Current is not { } serving)
            return;
        Choices = choices.Of(serving);
        Result = finder.Find(serving, Look, Today);
        var open = Look.Open.Length > 0 ? Look.Open : Result.Clauses.Count > 0 ? Result.Clauses[0].Key : Result.Documents.Count > 0 ? Result.Documents[0].Number.Value : "";
        Reading = open.Length > 0 ? LookUp.Reading.Of(serving, open, Look.Day(Today)) : null;
    }

    public IActionResult OnGetResults(LookUpRequest look)
    {
        Look = look;
        if (state.Current is { } serving)
            Result = finder.Find(serving, Look, Today);
        return Partial("/Console/Shared/_Results.cshtml", this);
    }

    public IActionResult OnGetReading(string? open, string? on)
    {
        var day = new LookUpRequest { On = on ?? "" }.Day(Today);
        return state.Current is { } serving && LookUp.Reading.Of(serving, open ?? "", day) is { } reading ? Partial("/Console/Shared/_Reading.cshtml", reading) : NotFound();
    }
}
