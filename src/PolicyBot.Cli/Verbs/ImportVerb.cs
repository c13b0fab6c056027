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
        var json = CommonOptions.Json();
        var command = new Command("import", "导入收到的文件，写成待审的文件夹，并报告修复了什么") { files, into, dryRun, json };
        command.SetAction((parsed, _) => Task.FromResult(Run(host, parsed, parsed.GetValue(files)!, parsed.GetValue(into), parsed.GetValue(dryRun), parsed.GetValue(json))));
        return command;
    }

    private static int Run(CliHost host, ParseResult parsed, string[] files, string? into, bool dryRun, bool json)
    {
        var target = into is null
            ? KnowledgeReader.DocumentsRoot(new KnowledgeSession(host, parsed).Folders.Knowledge)
            : TargetOf(Path.GetFullPath(into, host.WorkingFolder));
        using var slow = new SlowWork(host, "导入");
        var imported = DocumentImporter.Import([.. files.Select(f => Path.GetFullPath(f, host.WorkingFolder))], target, new ImportOptions(dryRun));
        if (!imported.IsSuccess)
        {
            Problems.Write(host.Error, imported.Problems);
            return CommandLine.FoundProblems;
        }

        if (json)
            host.Out.WriteLine(JsonSerializer.Serialize(ShapeOf(imported.Value, target), AnswerJson.Options));
        else
            host.Out.WriteLine(imported.Value + $"\n位置：{target}\n请对照来文核对 document.md，再运行 check 和 index。");
        return CommandLine.Done;
    }

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
