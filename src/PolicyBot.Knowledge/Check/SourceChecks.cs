using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Knowledge.Check;

/// <summary>The official text against what was received.</summary>
internal static class SourceChecks
{
    /// <summary>
    /// Nothing lost, doubled or changed since it was received. Where a person edited document.md after the import, differences are told and do not stop.
    /// </summary>
    public static IEnumerable<Problem> Conservation(CheckedKnowledge knowledge) =>
        knowledge.Documents.Where(d => d.Yaml.Source.File.Length > 0).GroupBy(d => d.Yaml.Source.Sha256, StringComparer.Ordinal)
            .AsParallel().AsOrdered().SelectMany(group => Conserved([.. group], group.Key).ToList());

    /// <param name="group">All documents of one received file.</param>
    private static IEnumerable<Problem> Conserved(List<CheckedDocument> group, string digest)
    {
        var first = group[0];
        var file = Path.Combine(first.Folder, first.Yaml.Source.File);
        foreach (var missing in group.Where(d => !File.Exists(Path.Combine(d.Folder, d.Yaml.Source.File))))
            yield return CheckedKnowledge.Warning(missing.YamlFile, "收到的原文件不在文件夹里，无法证明正文没有丢字", found: missing.Yaml.Source.File);
        if (!File.Exists(file))
            yield break;
        var bytes = File.ReadAllBytes(file);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest, StringComparison.Ordinal))
        {
            yield return new Problem(first.YamlFile, "收到的原文件被改动过：与导入时的指纹不一致，请恢复原文件或重新导入") { Found = first.Yaml.Source.File };
            yield break;
        }

        // What OCR reads differs from one version to the next: there is nothing to compare with.
        if (string.Equals(first.Yaml.Source.Encoding, "pdf-ocr", StringComparison.Ordinal))
        {
            yield return CheckedKnowledge.Warning(first.YamlFile, "原文件是扫描件，正文由文字识别读入，程序不能核对有没有错漏，请人工逐字核对", found: first.Yaml.Source.File);
            yield break;
        }

        var received = SourceReader.Read(bytes, first.Yaml.Source.File);
        if (!received.IsSuccess)
        {
            foreach (var problem in received.Problems)
                yield return problem with { Where = first.YamlFile, Severity = ProblemSeverity.Warning };
            yield break;
        }

        foreach (var problem in Differences(group, received.Value.Text))
            yield return problem;
    }

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
