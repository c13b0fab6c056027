using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PolicyBot.Tests.Architecture;

/// <summary>The arrows of the house, read from the built assemblies, and what no source file may hold.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["PolicyBot.Core"] = [],
        ["PolicyBot.Knowledge"] = ["PolicyBot.Core"],
        ["PolicyBot.Search"] = ["PolicyBot.Core"],
        ["PolicyBot.Answering"] = ["PolicyBot.Core", "PolicyBot.Search"],
        ["PolicyBot.Web"] = ["PolicyBot.Core", "PolicyBot.Knowledge", "PolicyBot.Search", "PolicyBot.Answering"],
        ["policybot"] = ["PolicyBot.Core", "PolicyBot.Knowledge", "PolicyBot.Search", "PolicyBot.Answering"],
    };

    public static TheoryData<string> Projects => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_the_rooms_its_arrows_allow(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("PolicyBot.", StringComparison.Ordinal));

        Assert.All(references, reference => Assert.Contains(reference, Arrows[project]));
    }

    [Fact]
    public void Core_references_no_package_and_does_no_input_or_output()
    {
        var core = Assembly.Load("PolicyBot.Core");
        Assert.All(core.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        Assert.Empty(XDocument.Load(Path.Combine(Repository.Root, "src/PolicyBot.Core/PolicyBot.Core.csproj")).Descendants("PackageReference"));
        Assert.All(Repository.Sources("src/PolicyBot.Core"), file =>
            Assert.DoesNotMatch(@"System\.IO\.File|\bFile\.(Read|Write|Open)|\bDirectory\.|HttpClient|TimeProvider\.System|ILogger", File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("Lucene.Net", "PolicyBot.Search")]
    [InlineData("Microsoft.SemanticKernel", "PolicyBot.Answering")]
    [InlineData("YamlDotNet", "PolicyBot.Knowledge")]
    [InlineData("Microsoft.AspNetCore", "PolicyBot.Web")]
    public void Each_outside_thing_is_known_to_one_room(string outside, string room)
    {
        var knowing = Arrows.Keys.Where(p => Assembly.Load(p).GetReferencedAssemblies().Any(a => a.Name!.StartsWith(outside, StringComparison.Ordinal)));
        Assert.All(knowing, p => Assert.Equal(room, p));
    }

    [Fact]
    public void No_source_names_a_place_a_unit_or_a_benefit_of_the_documents()
    {
        // Names come from the documents themselves: their issuers, units and the names of their benefits.
        var names = KnowledgeNames.Read();
        Assert.NotEmpty(names);
        Assert.All(Repository.Sources("src"), file =>
        {
            var text = File.ReadAllText(file);
            Assert.All(names, name => Assert.False(text.Contains(name, StringComparison.Ordinal), $"{Path.GetFileName(file)} names {name}"));
        });
    }

    [Fact]
    public void No_file_says_that_something_is_left_for_later()
    {
        var later = new Regex(@"\bTODO\b|\bFIXME\b|NotImplementedException", RegexOptions.None, TimeSpan.FromSeconds(5));
        Assert.All(Repository.Sources("src"), file => Assert.DoesNotMatch(later, File.ReadAllText(file)));
    }
}
