using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Knowledge.Import;
using PolicyBot.Knowledge.Import.Worker;

namespace PolicyBot.Knowledge.Check;

/// <summary>The official text against what was received.</summary>
internal static class SourceChecks
{
    /// <summary>
    /// Nothing lost, doubled or changed since it was received. Where a person edited document.md after the import, differences are told and do not stop.
    /// </summary>
    public static IEnumerable<Problem> Conservation(CheckedKnowledge knowledge)
    {
        var compared = knowledge.Documents.Where(d => d.Yaml.Source.File.Length > 0).GroupBy(d => d.Yaml.Source.Sha256, StringComparer.Ordinal)
            .AsParallel().AsOrdered().Select(group => Compared([.. group], group.Key)).ToList();
        return compared.SelectMany(c => c.Problems).Concat(InWorker([.. compared.Where(c => c.NeedsWorker).Select(c => c.Group)]));
    }

    /// <param name="Group">All documents of one received file.</param>
    /// <param name="NeedsWorker">The file has a form that is taken apart where files from outside are: what came of it is not known yet.</param>
    private sealed record Comparison(List<CheckedDocument> Group, IReadOnlyList<Problem> Problems, bool NeedsWorker = false);

    private static Comparison Compared(List<CheckedDocument> group, string digest)
    {
        var first = group[0];
        var file = SourceOf(first);
        var missing = group.Where(d => !File.Exists(SourceOf(d))).Select(d => CheckedKnowledge.Warning(d.YamlFile, "收到的原文件不在文件夹里，无法证明正文没有丢字", found: d.Yaml.Source.File)).ToList();
        if (!File.Exists(file))
            return new(group, missing);
        var bytes = File.ReadAllBytes(file);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest, StringComparison.Ordinal))
            return new(group, [.. missing, new Problem(first.YamlFile, "收到的原文件被改动过：与导入时的指纹不一致，请恢复原文件或重新导入") { Found = first.Yaml.Source.File }]);
        // What OCR reads differs from one version to the next: there is nothing to compare with.
        if (string.Equals(first.Yaml.Source.Encoding, "pdf-ocr", StringComparison.Ordinal))
            return new(group, [.. missing, CheckedKnowledge.Warning(first.YamlFile, "原文件是扫描件，正文由文字识别读入，程序不能核对有没有错漏，请人工逐字核对", found: first.Yaml.Source.File)]);
        return SourceReader.ReadPlain(bytes, first.Yaml.Source.File) is { } plain ? new(group, [.. missing, .. Differences(group, plain.Text)]) : new(group, missing, NeedsWorker: true);
    }

    private static string SourceOf(CheckedDocument document) => Path.Combine(document.Folder, document.Yaml.Source.File);

    // A received file stays a file from outside, however often it is read: its form is taken apart in the worker, one file after the other.
    private static List<Problem> InWorker(List<List<CheckedDocument>> groups) =>
        groups.Count == 0 ? [] : Task.Run(async () =>
        {
            await using var worker = new ImportWorker();
            var problems = new List<Problem>();
            foreach (var group in groups)
            {
                var read = await worker.ReadTextAsync(Path.GetFullPath(SourceOf(group[0])));
                problems.AddRange(read.IsSuccess ? Differences(group, read.Value) : read.Problems.Select(p => p with { Where = group[0].YamlFile, Severity = ProblemSeverity.Warning }));
            }

            return problems;
        }).GetAwaiter().GetResult();

    /// <summary>Doubts of the import that nobody has settled.</summary>
    public static IEnumerable<Problem> Doubts(CheckedKnowledge knowledge) =>
        from document in knowledge.Documents
        from doubt in document.Yaml.Doubts
        select document.InYaml("导入时存疑，核对后请从 doubts 中删去", doubt);

    private static IEnumerable<Problem> Differences(List<CheckedDocument> documents, string source)
    {
        var checkedNow = Import.Conservation.Check(source, documents.ConvertAll(d => (d.Document.Text, d.Yaml)));
        var edited = documents.Where(d => d.Yaml.Text is { } digest && !string.Equals(digest, d.Document.Digest, StringComparison.Ordinal)).ToList();
        foreach (var document in edited)
            yield return CheckedKnowledge.Warning(document.TextFile, "正文在导入后被人工修改过，以下核对只作提示");
        var unclaimed = 0;
        foreach (var problem in checkedNow.Problems)
        {
            var owner = documents.Find(d => string.Equals(d.Yaml.Number, problem.Where, StringComparison.Ordinal));
            // Lines of a gazette whose other documents are not kept here.
            if (owner is null)
                unclaimed++;
            else
                yield return problem with { Where = owner.TextFile, Line = null, Message = $"{problem.Message}（原文件第{problem.Line}行）", Severity = edited.Contains(owner) ? ProblemSeverity.Warning : ProblemSeverity.Error };
        }

        if (unclaimed > 0)
            yield return CheckedKnowledge.Warning(documents[0].YamlFile, $"收到的原文件有 {unclaimed} 行不属于这里的任何文件", found: documents[0].Yaml.Source.File);
    }
}
