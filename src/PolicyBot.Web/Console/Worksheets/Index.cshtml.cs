using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PolicyBot.Core;
using PolicyBot.Web.Api;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Worksheets;

/// <summary>The caller's facts on one form, every benefit assessed. Posted as a form; with the script each change comes back as a fragment (handler Live). Nothing is stored.</summary>
[Authorize(Policy = ConsolePolicy.Staff)]
[ConsoleNavigation("算资格", "/console/worksheet", 20)]
[RequestSizeLimit(64 * 1024)]
public sealed class IndexModel(ServingState state, TimeProvider clock) : PageModel
{
    /// <summary>Null where nothing is served or nothing can be assessed.</summary>
    public Worksheet? Sheet { get; private set; }

    public string Said { get; private set; } = "";

    /// <summary>What the words did not hold, told once.</summary>
    public string Fault { get; private set; } = "";

    public string AsOf { get; private set; } = "";

    /// <summary>A card brings the caller's words along: what they tell is filled in at once.</summary>
    public void OnGet(string? said)
    {
        if (state.Current is not { } serving)
            return;
        var today = ChinaTime.Today(clock);
        Sheet = Worksheet.Of(serving, said is { Length: > 0 and <= AskRequest.MaxTextLength } ? serving.FactsIn(said, today) : Nothing, today);
    }

    public async Task<IActionResult> OnPostAsync(string? said, string? asOf, string? before, CancellationToken cancellationToken)
    {
        await AssessAsync(said, asOf, before, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostLiveAsync(string? said, string? asOf, string? before, CancellationToken cancellationToken)
    {
        await AssessAsync(said, asOf, before, cancellationToken);
        return Partial("/Console/Shared/_Worksheet.cshtml", this);
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private async Task AssessAsync(string? said, string? asOf, string? before, CancellationToken cancellationToken)
    {
        if (state.Current is not { } serving)
            return;
        var form = await Request.ReadFormAsync(cancellationToken);
        AsOf = asOf ?? "";
        var day = ConsoleDay.TryRead(AsOf, out var given) ? given : ChinaTime.Today(clock);
        if (AsOf.Length > 0 && given == default)
            Fault = ConsoleDay.Fault + "现在按今天判断。";
        var facts = WorksheetForm.Read(form, serving.Knowledge.Facts);
        if (said?.Trim() is { Length: > 0 and <= AskRequest.MaxTextLength } words)
        {
            var told = serving.FactsIn(words, day);
            // What was told last holds.
            facts = facts.Where(f => !told.ContainsKey(f.Key)).Concat(told).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
            if (told.Count == 0)
                (Said, Fault) = (words, "这句话里没有听出可以填的情况，请在下面直接选。");
        }

        Sheet = Worksheet.Of(serving, facts, day, before ?? "");
    }
}
