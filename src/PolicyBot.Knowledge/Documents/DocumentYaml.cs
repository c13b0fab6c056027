using System.Globalization;
using System.Text;
using PolicyBot.Core;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace PolicyBot.Knowledge.Documents;

/// <summary>
/// document.yaml: what is known of a document beside its text, and every repair that made the text from what was received.
/// Unit: dates as yyyy-MM-dd; lines of the source 1-based, <c>a-b</c> inclusive.
/// </summary>
public sealed class DocumentYaml
{
    /// <summary>发文字号, or 《title》 where none is printed.</summary>
    public string Number { get; set; } = "";

    public string Title { get; set; } = "";

    public string Issuer { get; set; } = "";

    public string? IssuedOn { get; set; }

    public string? PublishedOn { get; set; }

    public List<string> Addressees { get; set; } = [];

    public string? ApprovedBy { get; set; }

    public string? ApprovedOn { get; set; }

    public List<AttachmentYaml> Attachments { get; set; } = [];

    public List<RepealYaml> Repeals { get; set; } = [];

    public SourceYaml Source { get; set; } = new();

    /// <summary>sha256 of document.md as imported: a difference tells that it was edited since.</summary>
    public string? Text { get; set; }

    public List<string> Doubts { get; set; } = [];

    public List<RepairYaml> Repairs { get; set; } = [];

    // Making a reader costs more than reading with it; one is not for several threads at once.
    private static readonly ThreadLocal<IDeserializer> Reader = new(() => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build());

    /// <summary>Problems name line and key; an unknown key is one.</summary>
    public static Result<DocumentYaml> Parse(string yaml, string where)
    {
        try
        {
            return Reader.Value!.Deserialize<DocumentYaml?>(yaml) ?? new DocumentYaml();
        }
        catch (YamlException e)
        {
            var line = (int)e.Start.Line;
            var unknown = e.Message.Contains("not found on type", StringComparison.Ordinal);
            return Result<DocumentYaml>.Failure(new Problem(where, unknown ? "有不认识的键，请对照 knowledge/README.md 改正" : "不是有效的 YAML，请检查缩进、冒号和引号")
            {
                Line = line,
                Found = yaml.Split('\n').ElementAtOrDefault(line - 1)?.Trim(),
            });
        }
    }

    /// <summary>1-based line of document.yaml that holds the words; null where none does.</summary>
    internal static int? LineOf(string yaml, string? words)
    {
        if (string.IsNullOrEmpty(words))
            return null;
        var at = yaml.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
            at = yaml.IndexOf(Quote(words)!, StringComparison.Ordinal);
        return at < 0 ? null : 1 + yaml.AsSpan(0, at).Count('\n');
    }

    /// <summary>One key a line, one repair a line, strings quoted: differences stay readable. The same content gives the same characters.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Line(text, "number", Number);
        Line(text, "title", Title);
        Line(text, "issuer", Issuer);
        Plain(text, "issuedOn", IssuedOn);
        Plain(text, "publishedOn", PublishedOn);
        List(text, "addressees", Addressees.ConvertAll(Quote));
        Line(text, "approvedBy", ApprovedBy);
        Plain(text, "approvedOn", ApprovedOn);
        List(text, "attachments", Attachments.ConvertAll(a => Map(("part", Quote(a.Part)), ("title", Quote(a.Title)))));
        List(text, "repeals", Repeals.ConvertAll(r => Map(("number", Quote(r.Number)), ("clause", Quote(r.Clause)), ("targetClause", Quote(r.TargetClause)), ("quote", Quote(r.Quote)))));
        text.Append("source: ").Append(Map(("file", Quote(Source.File)), ("encoding", Quote(Source.Encoding)), ("lines", Quote(Source.Lines)), ("sha256", Quote(Source.Sha256)))).Append('\n');
        Line(text, "text", Text);
        List(text, "doubts", Doubts.ConvertAll(Quote));
        List(text, "repairs", Repairs.ConvertAll(r => Map(("what", r.What), ("lines", Quote(r.Lines)), ("before", r.Before?.ToString(CultureInfo.InvariantCulture)), ("key", r.Key), ("value", Quote(r.Value)), ("by", r.By), ("why", Quote(r.Why)), ("text", Quote(r.Text)))));
        return text.ToString();
    }

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.Append(key).Append(": ").Append(Quote(value)).Append('\n');
    }

    private static void Plain(StringBuilder text, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.Append(key).Append(": ").Append(value).Append('\n');
    }

    private static void List(StringBuilder text, string key, IEnumerable<string?> items)
    {
        if (!items.Any())
            return;
        text.Append(key).Append(":\n");
        foreach (var item in items)
            text.Append("  - ").Append(item).Append('\n');
    }

    private static string Map(params (string Key, string? Value)[] pairs) =>
        "{" + string.Join(", ", pairs.Where(p => p.Value is not null).Select(p => p.Key + ": " + p.Value)) + "}";

    private static string? Quote(string? value) =>
        value is null ? null : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}

public sealed class AttachmentYaml
{
    public string Part { get; set; } = "";

    public string Title { get; set; } = "";
}

/// <summary>Shape: <see cref="Clause"/> is null where the clause is to be found by the quotation.</summary>
public sealed class RepealYaml
{
    public string Number { get; set; } = "";

    public string? Clause { get; set; }

    public string? TargetClause { get; set; }

    public string Quote { get; set; } = "";
}

public sealed class SourceYaml
{
    /// <summary>File name in the document's folder.</summary>
    public string File { get; set; } = "";

    public string Encoding { get; set; } = "";

    /// <summary>The document's lines in the source, furniture and moved lines included.</summary>
    public string Lines { get; set; } = "";

    public string Sha256 { get; set; } = "";
}

public sealed class RepairYaml
{
    /// <summary>furniture, move, join, split, blanks, set.</summary>
    public string What { get; set; } = "";

    public string Lines { get; set; } = "";

    public int? Before { get; set; }

    public string? Key { get; set; }

    public string? Value { get; set; }

    /// <summary>rule or hand.</summary>
    public string By { get; set; } = "rule";

    public string Why { get; set; } = "";

    /// <summary>The first line's words, without blanks.</summary>
    public string Text { get; set; } = "";
}
