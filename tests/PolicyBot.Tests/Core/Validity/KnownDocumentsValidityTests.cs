using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Core.Validity;

/// <summary>The periods of the documents that the product ships with, read off the print.</summary>
public sealed class KnownDocumentsValidityTests
{
    [Theory]
    [InlineData("2023-双政办发29号", "附件/一/（一）", "2024-12-31")]
    [InlineData("2023-双政办发29号", "附件/一/（二）/2", "2023-12-31")]
    [InlineData("2023-双政办发29号", "附件/一/（二）/3", "2024-12-31")]
    [InlineData("2023-双政办发29号", "附件/一/（三）", "2024-12-31")]
    [InlineData("2023-双政办发29号", "附件/二/（四）", "2023-12-31")]
    [InlineData("2023-双政办发29号", "附件/二/（五）", "2023-12-31")]
    [InlineData("2023-双政办发28号", "正文/三/（一）", "2026-12-31")]
    public void A_clause_with_a_stated_end_is_over_on_the_next_day(string folder, string path, string until)
    {
        var document = Read(folder);
        var timeline = new ValidityTimeline([document]);
        var last = DateOnly.ParseExact(until, "yyyy-MM-dd", null);

        Assert.Equal(ValidityStatus.InForce, timeline.FindingFor(document, ClausePath.Parse(path), last).Status);
        Assert.Equal(ValidityStatus.Expired, timeline.FindingFor(document, ClausePath.Parse(path), last.AddDays(1)).Status);
    }

    [Theory]
    [InlineData("2023-双政办发29号", "附件/一/（二）/1")]
    [InlineData("2023-双政办发29号", "附件/二/（六）")]
    [InlineData("2023-双政办发29号", "附件/三/（十）/3")]
    [InlineData("2023-双政办发29号", "正文/三/（一）/1/（4）")]
    [InlineData("2023-双政办发30号", "正文/三")]
    [InlineData("2023-双政办发30号", "正文/三/（二）/4/（5）")]
    public void A_clause_that_states_no_end_never_ends_by_itself(string folder, string path)
    {
        var document = Read(folder);

        Assert.Equal(ValidityStatus.Unstated, new ValidityTimeline([document]).FindingFor(document, ClausePath.Parse(path), new(2026, 11, 24)).Status);
    }

    [Fact]
    public void What_is_in_force_from_its_issue_has_an_open_end()
    {
        var document = Read("2023-双政规1号");
        var timeline = new ValidityTimeline([document]);

        var finding = timeline.FindingFor(document, ClausePath.Parse("正文/二/（一）"), new(2026, 11, 24));

        Assert.Equal((ValidityStatus.InForce, (DateOnly?)new DateOnly(2023, 6, 17), (DateOnly?)null), (finding.Status, finding.From, finding.Until));
        Assert.Equal(ValidityStatus.NotYet, timeline.FindingFor(document, ClausePath.Parse("正文/二/（一）"), new(2023, 6, 16)).Status);
    }

    private static PolicyDocument Read(string folder)
    {
        var path = Path.Combine(Repository.Root, "knowledge/documents", folder);
        var yaml = File.ReadAllLines(Path.Combine(path, "document.yaml"));
        string Value(string key) => yaml.First(l => l.StartsWith(key + ": ", StringComparison.Ordinal))[(key.Length + 2)..].Trim('"');
        return GivenOfficialText.Document(Value("number"), Value("title"), File.ReadAllText(Path.Combine(path, "document.md")), Value("issuedOn"), Value("issuer"));
    }
}
