using System.Text.RegularExpressions;

namespace PolicyBot.Tests.Architecture;

/// <summary>What today's documents call things: document numbers, issuers, responsible units, names of benefits.</summary>
internal static partial class KnowledgeNames
{
    public static IReadOnlyList<string> Read()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "knowledge/documents"), "document.md", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            foreach (Match unit in Units().Matches(text))
            {
                foreach (var name in unit.Groups["units"].Value.Split('、', '，', '；').Where(n => n.StartsWith('市') && n.Length > 3))
                    names.Add(name.Trim());
            }

            foreach (Match number in Numbers().Matches(text))
                names.Add(number.Value);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "knowledge/documents"), "benefits.yaml", SearchOption.AllDirectories))
        {
            foreach (Match name in BenefitNames().Matches(File.ReadAllText(file)))
                names.Add(name.Groups["name"].Value.Trim());
        }

        names.Add("双鸭山");
        return [.. names.Where(n => n.Length >= 3)];
    }

    [GeneratedRegex(@"责任单位：(?<units>[^〕]+)〕", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Units();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,6}〔20\d\d〕\d+号", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\s*-?\s*name:\s*(?<name>\p{IsCJKUnifiedIdeographs}{4,})\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex BenefitNames();
}
