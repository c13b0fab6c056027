using System.Text.Json;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>The acceptance corpora: documents that the importer was not made for.</summary>
public sealed class OtherDocumentsTests
{
    [Theory]
    [InlineData("other-kinds")]
    [InlineData("tables-and-lists")]
    public void Number_title_date_and_clauses_are_as_expected(string corpus)
    {
        var root = Path.Combine(ImportFolder.Repository, "tests", "PolicyBot.Acceptance", "Corpora", corpus);
        foreach (var line in File.ReadLines(Path.Combine(root, "documents.jsonl")))
        {
            using var expected = JsonDocument.Parse(line);
            var of = expected.RootElement;
            using var folder = new ImportFolder();
            var report = folder.Import(Path.Combine(root, of.GetProperty("file").GetString()!));
            var title = of.GetProperty("title").GetString()!;
            var number = of.GetProperty("number").GetString() ?? "《" + title.Trim('《', '》') + "》";
            var document = Assert.Single(report.Documents, d => d.Number == number);
            Assert.Equal(title, document.Title);
            var issuedOn = folder.Yaml(document.Folder).IssuedOn;
            if (issuedOn is not null)
                Assert.Equal(of.GetProperty("issuedOn").GetString(), issuedOn);
            var paragraphs = document.Text.Split('\n').Select(p => string.Concat(p.Where(c => !char.IsWhiteSpace(c)))).ToList();
            foreach (var clause in File.ReadLines(Path.Combine(root, of.GetProperty("expected").GetString()!)))
            {
                using var parsed = JsonDocument.Parse(clause);
                var (starts, ends) = (Words(parsed, "startsWith"), Words(parsed, "endsWith"));
                Assert.True(paragraphs.Exists(p => p.StartsWith(starts, StringComparison.Ordinal)) || paragraphs.Zip(paragraphs.Skip(1)).Any(p => (p.First + p.Second).StartsWith(starts, StringComparison.Ordinal)), $"{number}: no paragraph begins {starts}");
                Assert.True(paragraphs.Exists(p => p.EndsWith(ends, StringComparison.Ordinal)) || string.Concat(paragraphs).Contains(ends, StringComparison.Ordinal), $"{number}: nothing ends {ends}");
            }
        }
    }

    [Fact]
    public void The_furniture_of_an_unseen_gazette_is_listed_in_order()
    {
        var root = Path.Combine(ImportFolder.Repository, "tests", "PolicyBot.Acceptance", "Corpora", "other-kinds");
        using var folder = new ImportFolder();
        var report = folder.Import(Directory.GetFiles(root, "07*.txt"));
        var expected = File.ReadLines(Directory.GetFiles(Path.Combine(root, "expected"), "07*.furniture.jsonl")[0]).Select(l => Words(JsonDocument.Parse(l), "text"));
        Assert.Equal(expected, report.Documents.SelectMany(d => folder.Yaml(d.Folder).Repairs).Where(r => r.What == "furniture").Select(r => r.Text));
    }

    private static string Words(JsonDocument line, string name) => string.Concat(line.RootElement.GetProperty(name).GetString()!.Where(c => !char.IsWhiteSpace(c)));
}
