using System.CommandLine;
using System.Text.Json;
using PolicyBot.Core.Answers;
using PolicyBot.Knowledge;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>import FILE…</c>: received files → one draft folder per document, and a report of what was repaired.</summary>
internal static class ImportVerb
{
    public static Command Create(CliHost host)
    {
        var files = new Argument<string[]>("FILE") { Description = "收到的文件；一个文件里可以有几份公文", Arity = ArgumentArity.OneOrMore };
        var into = new Option<string?>("--into") { Description = "写到哪个文件夹（默认知识文件夹的 documents）", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只报告，不写入" };
        var page = new Option<string?>("--page") { Description = "把原文和结果的左右对照页另写到这个 HTML 文件（试运行时也写）", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("import", "导入收到的文件，写成待审的文件夹，并报告修复了什么") { files, into, dryRun, page, json };
        command.SetAction((parsed, cancel) => RunAsync(
            host, parsed.GetValue(files)!, TargetOf(host, parsed, parsed.GetValue(into)), new ImportOptions(parsed.GetValue(dryRun)), parsed.GetValue(page), parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string[] files, string target, ImportOptions options, string? page, bool json, CancellationToken cancel)
    {
        using var slow = new SlowWork(host, "导入");
        var imported = await DocumentImporter.ImportAsync([.. files.Select(f => Path.GetFullPath(f, host.WorkingFolder))], target, options, new ScannedPages(host), cancel);
        if (!imported.IsSuccess)
        {
            Problems.Write(host.Error, imported.Problems);
            return CommandLine.FoundProblems;
        }

        if (page is not null)
            await File.WriteAllTextAsync(Path.GetFullPath(page, host.WorkingFolder), imported.Value.ToHtml(), cancel);
        if (json)
            await host.Out.WriteLineAsync(JsonSerializer.Serialize(ShapeOf(imported.Value, target), AnswerJson.Options));
        else
            await host.Out.WriteLineAsync(imported.Value + $"\n位置：{target}\n{(options.DryRun ? "试运行结束，没有写入。" : $"请打开各文件夹里的 {SideBySidePage.FileName} 对照来文核对 document.md，再运行 check 和 index。")}");
        return CommandLine.Done;
    }

    /// <summary>OCR takes seconds a page: it says where it is.</summary>
    private sealed class ScannedPages(CliHost host) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Step == ImportProgress.Scanned)
                host.Error.WriteLine($"{value.File}：{value.Step}，第 {value.Done + 1} 页，共 {value.Total} 页");
        }
    }

    private static string TargetOf(CliHost host, ParseResult parsed, string? into) => into is null
        ? KnowledgeReader.DocumentsRoot(new KnowledgeSession(host, parsed).Folders.Knowledge)
        : TargetOf(Path.GetFullPath(into, host.WorkingFolder));

    /// <summary>A knowledge folder gets its documents under documents/; any other folder gets them directly.</summary>
    private static string TargetOf(string folder)
    {
        var usual = Path.Combine(folder, "documents");
        return Directory.Exists(usual) ? usual : folder;
    }

    private static object ShapeOf(ImportReport report, string target) => new
    {
        into = target,
        dryRun = report.DryRun,
        documents = report.Documents.Select(d => new
        {
            d.Folder,
            d.Number,
            d.Title,
            d.Paragraphs,
            outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(d.Outcome.ToString()),
            d.Doubts,
            repairs = d.Repairs.Select(r => new { kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(r.Kind.ToString()), lines = r.Lines.ToString(), r.Why, byHand = r.ByHand, r.Text }),
        }),
        warnings = report.Warnings.Select(w => w.ToString()),
    };
}
