using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Eligibility;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge.Benefits;

/// <summary>
/// Reads benefits.yaml of one document. Every condition, amount and period has to name words that occur in its clause; the offsets of the words are found here.
/// A rule whose clause no longer has the text it was confirmed against is kept, suspended, with a warning that says so.
/// </summary>
public static class BenefitsReader
{
    public static Result<IReadOnlyList<Benefit>> Read(string path, string shownAs, PolicyDocument document, FactCatalog facts) =>
        Parse(File.ReadAllText(path), shownAs, document, facts);

    public static Result<IReadOnlyList<Benefit>> Parse(string yaml, string shownAs, PolicyDocument document, FactCatalog facts)
    {
        var sheet = new RuleSheet(shownAs, []);
        var benefits = new List<Benefit>();
        if (sheet.Load(yaml) is { } root)
        {
            var map = sheet.Map(root, "note", "benefits");
            // A document that grants nothing to anybody says so, or nobody knows whether it was ever read for it.
            if (sheet.Text(map, "note", root) is null && !sheet.List(map.GetValueOrDefault("benefits")).Any())
                sheet.Report(root, "没有写任何待遇时，要在 note 里说明核对过全文", expected: "note");
            foreach (var node in sheet.List(map.GetValueOrDefault("benefits")))
            {
                if (new OneBenefitReader(sheet, document, facts).Read(node) is not { } benefit)
                    continue;
                if (benefits.Exists(b => string.Equals(b.Id, benefit.Id, StringComparison.Ordinal)))
                    sheet.Report(node, "规则编号重复", benefit.Id);
                benefits.Add(benefit);
            }

            BenefitCheck.Check(benefits, facts, (benefit, message) => sheet.Report(FindNode(root, benefit), message, benefit));
        }

        return sheet.HasErrors
            ? Result<IReadOnlyList<Benefit>>.Failure(sheet.Problems)
            : Result<IReadOnlyList<Benefit>>.Success(benefits, sheet.Problems);
    }

    /// <summary>As <c>sha256:hex</c> of the clause's text.</summary>
    public static string DigestOf(Clause clause) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clause.Text)));

    private static YamlNode FindNode(YamlNode root, string id) =>
        root.AllNodes.OfType<YamlMappingNode>().FirstOrDefault(n => n.Children.TryGetValue(new YamlScalarNode("id"), out var v) && v is YamlScalarNode s && string.Equals(s.Value, id, StringComparison.Ordinal)) ?? root;
}
