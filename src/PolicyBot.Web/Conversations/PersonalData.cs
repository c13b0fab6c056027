using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Core.Text;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Takes personal data out of a citizen's words before they are stored, all of it that <see cref="PersonalDatum"/> finds.
/// </summary>
public static class PersonalData
{
    private const string Mark = "***";

    /// <summary>Digits of an old ID; a mobile number has fewer.</summary>
    private const int ShortestOfPerson = 15;

    public static string Mask(string text) => Mask(text, out _);

    /// <summary><paramref name="removed"/>: the words taken out, so that a reply that repeats them can be masked as well.</summary>
    public static string Mask(string text, out IReadOnlyList<string> removed)
    {
        var data = PersonalDatum.Find(text);
        removed = [.. data.Select(d => text.Substring(d.Start, d.Length))];
        return Replace(text, data);
    }

    /// <summary>In staff's words: ID and bank numbers. Telephones and names in them are the unit's, not the citizen's.</summary>
    public static string MaskNumbersOfPersons(string text) =>
        Replace(text, PersonalDatum.Find(text).Where(d => d.Kind is PersonalKind.Number && text.Substring(d.Start, d.Length).Count(char.IsDigit) >= ShortestOfPerson));

    /// <summary>Masks every string in the tree, in place; of <paramref name="removed"/>, every occurrence.</summary>
    public static void MaskAll(JsonNode node, IReadOnlyList<string> removed)
    {
        if (removed.Count > 0)
            Rewrite(node, text => Remove(text, removed));
    }

    /// <summary>Takes out what was found elsewhere, and nothing else: a reply's own telephone numbers are official.</summary>
    public static string Remove(string text, IReadOnlyList<string> removed) =>
        removed.Aggregate(text, (t, r) => t.Replace(r, Mark, StringComparison.Ordinal));

    /// <summary>Replaces every string value of the tree, in place. Names of properties stay.</summary>
    internal static void Rewrite(JsonNode node, Func<string, string> change)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties.ToList())
                {
                    if (Changed(value, change) is { } text)
                        properties[name] = text;
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Changed(items[i], change) is { } text)
                        items[i] = text;
                }

                break;
        }
    }

    private static string? Changed(JsonNode? value, Func<string, string> change)
    {
        if (value is JsonValue leaf)
            return leaf.TryGetValue(out string? text) && change(text) is var changed && !string.Equals(changed, text, StringComparison.Ordinal) ? changed : null;
        if (value is not null)
            Rewrite(value, change);
        return null;
    }

    private static string Replace(string text, IEnumerable<PersonalDatum> data)
    {
        var masked = new StringBuilder(text);
        foreach (var datum in data.Reverse())
            masked.Remove(datum.Start, datum.Length).Insert(datum.Start, Mark);
        return masked.ToString();
    }
}
