using System.Globalization;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Eligibility;
using PolicyBot.Knowledge.Import.Worker;

namespace PolicyBot.Knowledge.Import;

/// <param name="DryRun">Report only; nothing is written.</param>
public sealed record ImportOptions(bool DryRun = false)
{
    /// <summary>What a file may cost; only where files are read in a worker.</summary>
    public ImportLimits? Limits { get; init; }
}

/// <summary>What happened to a document's folder. 新增, 更新, 未变.</summary>
public enum ImportOutcome
{
    Added,
    Updated,
    Unchanged,
}

/// <summary>One step of a long import, for a progress line.</summary>
public sealed record ImportProgress(string File, string Step, int Done, int Total)
{
    /// <summary>The step whose units are pages read by OCR.</summary>
    public const string Scanned = "文字识别";
}

/// <param name="Folder">Folder name under the target.</param>
/// <param name="Text">The official text, as document.md holds it.</param>
public sealed record ImportedDocument(string Folder, string Number, string Title, int Paragraphs, int Clauses, ImportOutcome Outcome, IReadOnlyList<Repair> Repairs, IReadOnlyList<string> Doubts, string Text)
{
    /// <summary>Benefits drafted from the text, for a person to write rules from; empty where rules stand beside the document already.</summary>
    public IReadOnlyList<Benefit> Drafted { get; init; } = [];

    /// <summary>The file it came from, as received.</summary>
    public string File { get; init; } = "";

    /// <summary>The lines that the document owns, as received and in that order: for a view of both sides.</summary>
    public IReadOnlyList<ReadLine> Received { get; init; } = [];

    /// <summary>Paragraphs of <see cref="Text"/>, each with the received lines it is made of.</summary>
    public IReadOnlyList<ReadParagraph> Pieces { get; init; } = [];
}

/// <summary>What an import did, document by document. <see cref="ToString"/> is the Chinese report for maintainers.</summary>
public sealed record ImportReport(IReadOnlyList<ImportedDocument> Documents, IReadOnlyList<Problem> Warnings, bool DryRun)
{
    /// <summary>Source and result side by side, a page by itself.</summary>
    public string ToHtml() => SideBySidePage.Of(Documents, Warnings);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"共导入 {Documents.Count} 件文件{(DryRun ? "（试运行，没有写入）" : "")}\n");
        foreach (var document in Documents)
        {
            var outcome = document.Outcome switch { ImportOutcome.Added => "新增", ImportOutcome.Updated => "更新", _ => "未变" };
            text.Append(CultureInfo.InvariantCulture, $"\n【{outcome}】{document.Number}  {document.Title}\n  文件夹：{document.Folder}，{document.Paragraphs} 段，{document.Clauses} 个条款\n");
            foreach (var group in document.Repairs.GroupBy(r => r.Kind).OrderBy(g => g.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {NameOf(group.Key)} {group.Count()} 处\n");
                if (group.Key is RepairKind.Join or RepairKind.Blanks)
                    continue;
                foreach (var repair in group)
                    text.Append(CultureInfo.InvariantCulture, $"    第{repair.Lines}行“{repair.Text}”：{repair.Why}{(repair.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $"（移到第{before}行之前）") : "")}{(repair.ByHand ? "（手工）" : "")}\n");
            }

            foreach (var doubt in document.Doubts)
                text.Append("  存疑：").Append(doubt).Append('\n');
            if (document.Drafted.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"  草拟的补助 {document.Drafted.Count} 项，只按原文列条件、不下结论，待人工写成 benefits.yaml：\n");
            foreach (var benefit in document.Drafted)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {benefit.Clause} {benefit.Title}：{string.Join("；", benefit.Condition.Leaves().Where(l => l.Words is not null).Select(l => $"{l.Label}“{l.Words!.Quote.ReplaceLineEndings(" ")}”"))}");
                text.Append(benefit.Period is { } period ? $"，期限“{period.Words.Quote}”" : "").Append(benefit.Funding is { } funding ? $"，资金“{funding.Quote}”" : "").Append('\n');
            }
        }

        foreach (var warning in Warnings)
            text.Append("提醒：").Append(warning).Append('\n');
        return text.ToString();
    }

    private static string NameOf(RepairKind kind) => kind switch
    {
        RepairKind.Furniture => "去掉页眉页码",
        RepairKind.Move => "移回错位文字",
        RepairKind.Join => "合并换行",
        RepairKind.Split => "手工分段",
        RepairKind.Blanks => "删去排版空格",
        _ => "手工登记",
    };
}
