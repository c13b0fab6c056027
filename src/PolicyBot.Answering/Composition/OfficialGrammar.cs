using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Composition;

/// <summary>
/// Reads <c>official-grammar.txt</c>, the grammar of official texts that ships with the program (decision 0003): patterns with {name} for another one of
/// <c>[parts]</c>, and lists of words. Errors: a name or section that is not there, or a pattern that does not compile, throws at first use: our own mistake, which a test
/// of every line finds.
/// </summary>
internal static partial class OfficialGrammar
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, Dictionary<string, string>> Sections = Read();
    private static readonly Dictionary<Facet, Regex> ByFacet = PatternsOf("states");
    private static readonly Dictionary<Facet, Regex> HeadByFacet = PatternsOf("heads");

    /// <summary>A pattern of <c>[parts]</c>.</summary>
    public static Regex Part(string name) => new(Filled(Sections["parts"][name]), Options, Limit);

    /// <summary>How documents state what the facet asks for; null where it looks for no particular kind of statement.</summary>
    public static Regex? States(Facet facet) => ByFacet.GetValueOrDefault(facet);

    /// <summary>The heading of a clause that is there for the facet only; null where documents have no such clause for it.</summary>
    public static Regex? HeadOf(Facet facet) => HeadByFacet.GetValueOrDefault(facet);

    public static IReadOnlyList<string> Words(string name) => Sections["words"][name].Split('、');

    private static Dictionary<Facet, Regex> PatternsOf(string section) => Sections[section].ToDictionary(p => Enum.Parse<Facet>(p.Key.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), p => new Regex(Filled(p.Value), Options, Limit));

    private static string Filled(string pattern) => Name().Replace(pattern, m => Filled(Sections["parts"][m.Groups["name"].Value]));

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var reader = new StreamReader(typeof(OfficialGrammar).Assembly.GetManifestResourceStream("official-grammar.txt")!, Encoding.UTF8);
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var section = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
                sections[line.Trim('[', ']')] = section = new(StringComparer.Ordinal);
            else
                section.Add(line[..line.IndexOf(" = ", StringComparison.Ordinal)], line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..]);
        }

        return sections;
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
