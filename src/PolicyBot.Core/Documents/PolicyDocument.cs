using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>An attachment of a document: its part name (附件, 附件1 …) and the name that 附件说明 gives it, else the title printed on it.</summary>
public sealed record Attachment(string Part, string Title);

/// <summary>A document that this one says it repeals, and the words that say so.</summary>
/// <param name="Target">What is repealed, a number, or a title in 《》 where the text names no number.</param>
/// <param name="Clause">The clause of the repealing document that says so.</param>
/// <param name="Quote">Verbatim words.</param>
/// <param name="TargetClause">The article repealed, where only a part is; null for the whole document.</param>
public sealed record Repeal(DocumentNumber Target, ClausePath Clause, string Quote, ClausePath? TargetClause = null);

/// <summary>
/// One issued document: metadata, official text and its clauses. Immutable; lists are compared by reference.
/// Shape: <see cref="Clauses"/> in the order of the text, texts joining to <see cref="Text"/> without gap or overlap, paths unique.
/// </summary>
public sealed partial record PolicyDocument(DocumentNumber Number, string Title, string Text, IReadOnlyList<Clause> Clauses)
{
    private readonly Lazy<Dictionary<ClausePath, Clause>> _byPath = new(() => Clauses.ToDictionary(c => c.Path));
    private readonly Lazy<IReadOnlyList<string>> _shortNames = new(() => ShortNamesIn(Title, Text));

    /// <summary>发文机关; empty where the text names none.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>主送机关 as printed, one string each.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>The meeting or authority that approved it, as printed; null where the text says nothing.</summary>
    public string? ApprovedBy { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    /// <summary>成文日期 (China Standard Time); null where none was found.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>印发日期 of the imprint; null where none is printed.</summary>
    public DateOnly? PublishedOn { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public IReadOnlyList<Repeal> Repeals { get; init; } = [];

    /// <summary>File name of what was received, inside the document's folder.</summary>
    public string Source { get; init; } = "";

    /// <summary>Folder name under knowledge/documents.</summary>
    public string Folder { get; init; } = "";

    /// <summary>sha256 of the UTF-8 official text, as <c>sha256:hex</c>.</summary>
    public string Digest { get; } = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>
    /// Short forms that the text gives to words of its own title (公共租赁住房（以下简称公租房）): what the document is about, as its clauses and its readers say it. Unique.
    /// </summary>
    public IReadOnlyList<string> ShortNames => _shortNames.Value;

    private const int LeastOfTitle = 4;

    // Looked for around the words that all of them have: the text is long, and there are few of it.
    private static IReadOnlyList<string> ShortNamesIn(string title, string text)
    {
        var found = new List<string>();
        for (var at = text.IndexOf("以下", StringComparison.Ordinal); at >= 0; at = text.IndexOf("以下", at + 2, StringComparison.Ordinal))
        {
            var start = Math.Max(0, at - Around);
            if (at == 0 || text[at - 1] is not ('（' or '('))
                continue;
            var match = ShortForm().Match(text, start, Math.Min(text.Length, at + Around) - start);
            if (match.Success && match.Groups["full"].Value is var full && Enumerable.Range(0, Math.Max(0, full.Length - LeastOfTitle + 1)).Any(i => title.Contains(full[i..], StringComparison.Ordinal)))
                found.Add(match.Groups["short"].Value);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private const int Around = 40;

    public Clause? FindClause(ClausePath path) => _byPath.Value.GetValueOrDefault(path);

    /// <summary>The title people know a part by: the attachment's own name for 附件, the plan's for a body under a covering notice (关于印发《…》的通知), else the document's title.</summary>
    public string TitleOf(ClausePath path) =>
        Attachments.FirstOrDefault(a => string.Equals(a.Part, path.Part, StringComparison.Ordinal))?.Title ?? ForwardedTitle ?? Title;

    /// <summary>What a covering notice puts into force, as its title names it; null for any other document.</summary>
    public string? ForwardedTitle => Forwarded().Match(Title) is { Success: true } match ? match.Groups["title"].Value : null;

    /// <summary>《某市关于支持创业的若干意见》（某政办发〔2024〕8号附件）一、（二）1.</summary>
    public string Cite(ClausePath path)
    {
        var part = path.Part.StartsWith("附件", StringComparison.Ordinal) ? path.Part : "";
        var number = Number.IsTitle ? part : Number.Value + part;
        if (TitleOf(path).Length == 0)
            return $"{number}{path.ToDisplay()}";
        return $"《{TitleOf(path)}》{(number.Length == 0 ? "" : $"（{number}）")}{path.ToDisplay()}";
    }

    [GeneratedRegex("(?<full>[^，。；：、（）()\n]{2,30})[（(]以下(?:统|简)*称[：:]?“?(?<short>[^”）)]{2,14})”?[）)]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"(?:印发|转发|批转|发布|公布)(?:《(?<title>.+)》|(?<title>[^《》]+))的通知$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Forwarded();
}
