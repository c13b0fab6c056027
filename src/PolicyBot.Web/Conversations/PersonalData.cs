using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PolicyBot.Web.Conversations;

/// <summary>
/// Takes personal data out of a citizen's words before they are stored: ID and bank numbers, telephones, the name after 我叫.
/// Sums of money stay: what is followed by 元, 万 or 亿 is no number of a person.
/// </summary>
public static partial class PersonalData
{
    private const string Mark = "***";

    public static string Mask(string text) => Mask(text, out _);

    /// <summary><paramref name="removed"/>: the words taken out, so that a reply that repeats them can be masked as well.</summary>
    public static string Mask(string text, out IReadOnlyList<string> removed)
    {
        var found = new List<string>();
        var masked = Numbers().Replace(text, m => Take(m.Value, found));
        masked = Names().Replace(masked, m => m.Groups["lead"].Value + Take(m.Groups["name"].Value, found));
        removed = found;
        return masked;
    }

    /// <summary>In staff's words: ID and bank numbers. Telephones and names in them are the unit's, not the citizen's.</summary>
    public static string MaskNumbersOfPersons(string text) => Numbers().Replace(text, m => m.Value.Count(char.IsDigit) >= 15 ? Mark : m.Value);

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

    private static string Take(string value, List<string> found)
    {
        found.Add(value);
        return Mark;
    }

    // In this order: 18 or 15 digits of an ID; 16 to 19 of a bank card, in groups or not; a mobile number, with 86 or not; a landline with its area code.
    [GeneratedRegex(
        """
        (?<!\d)(?:
            \d{17}[\dXxＸｘ] | \d{15}
          | \d{4}(?:[ \-]?\d{4}){3}(?:[ \-]?\d{1,3})?
          | (?:\+?86[ \-]?)?[1１][3-9３-９]\d(?:[ \-]?\d{4}){2}
          | [0０]\d{2,3}[ \-]?[2-8２-８]\d{6,7}
        )(?!\d|[ ]?[元万亿])
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10000)]
    private static partial Regex Numbers();

    // 我叫张三，… A verb after 叫 (我叫了…) is no name; where no border follows, two characters are taken.
    [GeneratedRegex(
        """
        (?<lead>(?:我|本人|俺)(?:的?名字)?(?:叫做|叫|是叫|姓名是|名字是)|我的名字是|姓名[:：]\s?)
        (?!了|过|什么|啥|不|他|她|它|你|您|人|车|外卖|救护车|几|个|一)
        (?<name>(?:(?!今年|现在|家住|住在)\p{IsCJKUnifiedIdeographs}){2,4}(?=$|[\s，。,.!！?？；;、：:（(]|今年|现在|家住|住在|是|在|想|有|要)|\p{IsCJKUnifiedIdeographs}{2})
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10000)]
    private static partial Regex Names();
}
