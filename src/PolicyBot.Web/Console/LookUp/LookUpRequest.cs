using PolicyBot.Core.Documents;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>What is looked up, as it stands in the address. Empty texts are no filter. Values nobody can mean (a day that is none) are no filter either, nor is the null that a form's empty field is bound to.</summary>
public sealed record LookUpRequest
{
    public string Q { get; init => field = value ?? ""; } = "";

    /// <summary>A number, or a title.</summary>
    public string Document { get; init => field = value ?? ""; } = "";

    /// <summary>As <see cref="ConsoleDay"/> reads it; empty for today.</summary>
    public string On { get; init => field = value ?? ""; } = "";

    /// <summary>Only what is not over, repealed or still to come on <see cref="On"/>.</summary>
    public bool InForce { get; init; }

    public string Unit { get; init => field = value ?? ""; } = "";

    /// <summary>Ids of the taxonomy.</summary>
    public string Group { get; init => field = value ?? ""; } = "";

    public string Kind { get; init => field = value ?? ""; } = "";

    /// <summary>NUMBER#PATH that the reading pane shows; empty for the best hit.</summary>
    public string Open { get; init => field = value ?? ""; } = "";

    public bool HasFilter => Document.Length + Unit.Length + Group.Length + Kind.Length + On.Length > 0 || InForce;

    /// <summary>Something was written for a day that is none.</summary>
    public bool IsOnWrong => On.Trim().Length > 0 && !ConsoleDay.TryRead(On, out _);

    public DateOnly Day(DateOnly today) => ConsoleDay.TryRead(On, out var day) ? day : today;

    /// <summary>The address of this look-up with a clause open.</summary>
    public string AddressWith(string open) => ConsoleRoutes.Base + QueryString.Create(
        new (string Name, string Value)[] { ("q", Q), ("document", Document), ("on", On), ("inForce", InForce ? "true" : ""), ("unit", Unit), ("group", Group), ("kind", Kind), ("open", open) }
            .Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Name, (string?)p.Value)));

    public static string KeyOf(PolicyDocument document, Clause clause) => $"{document.Number.Value}#{clause.Path.Value}";
}
