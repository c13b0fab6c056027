using PolicyBot.Core.Documents;

namespace PolicyBot.Tests.Given;

/// <summary>Documents made from their official text, as the reader makes them: split, with metadata by hand.</summary>
public static class GivenOfficialText
{
    public static PolicyDocument Document(string number, string title, string text, string? issuedOn = "2023-06-07", string issuer = "", params (string Target, string Quote, string? Article)[] repeals)
    {
        var clauses = ClauseSplitter.Split(text);
        return new(DocumentNumber.Parse(number), title, text, clauses)
        {
            Issuer = issuer,
            IssuedOn = issuedOn is null ? null : DateOnly.ParseExact(issuedOn, "yyyy-MM-dd", null),
            Attachments = [.. clauses.Select(c => c.Path.Part).Where(p => p.StartsWith("附件", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Select(p => new Attachment(p, title))],
            Repeals = [.. repeals.Select(r => new Repeal(DocumentNumber.Parse(r.Target), clauses.First(c => c.Text.Contains(r.Quote, StringComparison.Ordinal)).Path, r.Quote, r.Article is null ? null : ClausePath.Parse(r.Article)))],
        };
    }

    /// <summary>A document of the invented cities, from the corpora of the acceptance tests.</summary>
    public static PolicyDocument Corpus(string file, string number, string title, string issuedOn, params (string Target, string Quote, string? Article)[] repeals) =>
        Document(number, title, File.ReadAllText(Path.Combine(Repository.Root, "tests/PolicyBot.Acceptance/Corpora", file)).Replace("\r", "", StringComparison.Ordinal), issuedOn, repeals: repeals);
}
