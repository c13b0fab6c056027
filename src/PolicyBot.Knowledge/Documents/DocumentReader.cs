using System.Globalization;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Documents;

/// <summary>
/// One document folder → a document: document.md is the official text, document.yaml what is known beside it. Without document.yaml number, title and date are read
/// from the text. Errors: every problem with file, line, what was found and what was expected; file names relative to the knowledge folder.
/// </summary>
public static class DocumentReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<PolicyDocument> Read(string folder)
    {
        var read = ReadSheet(folder);
        return read.IsSuccess ? Result<PolicyDocument>.Success(read.Value.Document, read.Problems) : Result<PolicyDocument>.Failure(read.Problems);
    }

    /// <summary>The same with document.yaml as it is written; that is empty where there is none.</summary>
    internal static Result<DocumentSheet> ReadSheet(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var where = $"documents/{name}/";
        var textFile = Path.Combine(folder, "document.md");
        if (!File.Exists(textFile))
            return Result<DocumentSheet>.Failure(new Problem(where + "document.md", "缺少正文文件，请重新导入"));

        string text;
        try
        {
            text = File.ReadAllText(textFile, Utf8).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            return Result<DocumentSheet>.Failure(new Problem(where + "document.md", "不是 UTF-8 编码的文本，请另存为 UTF-8"));
        }

        if (string.IsNullOrWhiteSpace(text))
            return Result<DocumentSheet>.Failure(new Problem(where + "document.md", "正文是空的，请重新导入"));

        var (yaml, written, sheet) = (new DocumentYaml(), new DocumentYaml(), "");
        var yamlFile = Path.Combine(folder, "document.yaml");
        if (!File.Exists(yamlFile))
        {
            // Without an import the text alone says what it repeals.
            yaml.Repeals = [.. Import.Repeals.Find(text.Split('\n')).Select(r => new RepealYaml { Number = r.Target.Value, TargetClause = r.TargetClause, Quote = r.Quote })];
        }
        else
        {
            sheet = File.ReadAllText(yamlFile);
            var parsed = DocumentYaml.Parse(sheet, where + "document.yaml");
            if (!parsed.IsSuccess)
                return Result<DocumentSheet>.Failure(parsed.Problems);
            yaml = written = parsed.Value;
        }

        var made = Make(name, where + "document.yaml", text, yaml);
        return made.IsSuccess
            ? new DocumentSheet(folder, made.Value, written, sheet)
            : Result<DocumentSheet>.Failure([.. made.Problems.Select(p => p with { Line = DocumentYaml.LineOf(sheet, p.Found) })]);
    }

    private static Result<PolicyDocument> Make(string folder, string where, string text, DocumentYaml yaml)
    {
        var problems = new List<Problem>();
        var clauses = ClauseSplitter.Split(text);
        var printed = PrintedHead.Read(clauses);
        var title = yaml.Title.Length > 0 ? yaml.Title : printed.Title;
        if (title.Length == 0)
            problems.Add(new Problem(where, "没有标题，请在 title 写上") { Expected = "title: \"…\"" });

        var number = DocumentNumber.ForTitle(title);
        if (yaml.Number.Length > 0 && !DocumentNumber.TryParse(yaml.Number, out number))
            problems.Add(new Problem(where, "number 不是发文字号") { Found = yaml.Number, Expected = "某政办发〔2023〕29号，没有发文字号的写《标题》" });
        else if (yaml.Number.Length == 0 && printed.Number is { } found)
            number = found;

        var document = new PolicyDocument(number, title, text, clauses)
        {
            Issuer = yaml.Issuer.Length > 0 ? yaml.Issuer : printed.Issuer,
            Addressees = yaml.Addressees,
            ApprovedBy = yaml.ApprovedBy,
            ApprovedOn = Date(where, "approvedOn", yaml.ApprovedOn, problems),
            IssuedOn = Date(where, "issuedOn", yaml.IssuedOn, problems) ?? printed.IssuedOn,
            PublishedOn = Date(where, "publishedOn", yaml.PublishedOn, problems),
            Attachments = [.. Attachments(yaml, clauses)],
            Repeals = [.. Repeals(where, yaml, clauses, problems)],
            Source = yaml.Source.File,
            Folder = folder,
        };
        return problems.Count == 0 ? document : Result<PolicyDocument>.Failure(problems);
    }

    private static IEnumerable<Attachment> Attachments(DocumentYaml yaml, IReadOnlyList<Clause> clauses)
    {
        var parts = clauses.Select(c => c.Path.Part).Where(p => p.StartsWith("附件", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var part in parts)
        {
            var given = yaml.Attachments.Find(a => string.Equals(a.Part, part, StringComparison.Ordinal));
            if (given is null && parts.Count == 1 && yaml.Attachments.Count == 1)
                given = yaml.Attachments[0];
            yield return new Attachment(part, given?.Title is { Length: > 0 } title ? title : PrintedHead.TitleOf(part, clauses));
        }
    }

    private static IEnumerable<Repeal> Repeals(string where, DocumentYaml yaml, IReadOnlyList<Clause> clauses, List<Problem> problems)
    {
        foreach (var repeal in yaml.Repeals)
        {
            var clause = clauses.FirstOrDefault(c => repeal.Quote.Length > 0 && c.Text.Contains(repeal.Quote, StringComparison.Ordinal));
            if (!DocumentNumber.TryParse(repeal.Number, out var target))
                problems.Add(new Problem(where, "repeals 里的 number 不是发文字号，也不是《标题》") { Found = repeal.Number });
            else if (clause is null)
                problems.Add(new Problem(where, "repeals 里的 quote 在正文中找不到，请照原文抄写") { Found = repeal.Quote });
            else if (repeal.TargetClause is not { Length: > 0 } article)
                yield return new Repeal(target, clause.Path, repeal.Quote);
            else if (ClausePath.TryParse(article, out var part) || ClausePath.TryParse("正文/" + article, out part))
                yield return new Repeal(target, clause.Path, repeal.Quote, part);
            else
                problems.Add(new Problem(where, "repeals 里的 targetClause 不是条款") { Found = article, Expected = "第八条" });
        }
    }

    private static DateOnly? Date(string where, string key, string? text, List<Problem> problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        problems.Add(new Problem(where, $"{key} 不是日期") { Found = text, Expected = "2023-06-07" });
        return null;
    }
}

/// <summary>One readable document with what stands beside it. <see cref="Yaml"/> is empty where the folder has no document.yaml.</summary>
/// <param name="YamlText">The characters of document.yaml; empty where there is none.</param>
internal sealed record DocumentSheet(string Folder, PolicyDocument Document, DocumentYaml Yaml, string YamlText);
