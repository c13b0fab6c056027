using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PolicyBot.Knowledge.Publishing;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Publishing;

namespace PolicyBot.Web.Console.Publishing;

/// <summary>Where maintainers begin: what serves, uploads, drafts, the latest work.</summary>
[Authorize(Policy = ConsolePolicy.Maintain)]
[ConsoleNavigation("知识", "/console/knowledge", 60)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class KnowledgeModel(KnowledgeDesk desk, KnowledgeJobs jobs, DraftStore drafts, ServingState state, AuditLog audit, IOptions<PublishingOptions> options) : PageModel
{
    public const int MostFiles = 10;
    private const long MostBytes = 256L << 20;
    private const int LongestName = 100;
    private const int JobsShown = 8;

    public static IReadOnlyList<string> Forms { get; } = [".docx", ".pdf", ".ofd", ".html", ".htm", ".txt", ".md"];

    public Serving? Serving => state.Current;

    public string? Refused => state.Refused;

    public IReadOnlyList<Draft> Drafts { get; private set; } = [];

    public IReadOnlyList<KnowledgeJob> Jobs { get; private set; } = [];

    public string Fault { get; private set; } = "";

    public long MostMegabytes => options.Value.MaxUploadBytes >> 20;

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "do")] string? what, IReadOnlyList<IFormFile>? files, string? title, CancellationToken cancellationToken)
    {
        var by = StaffIdentity.DisplayNameOf(User);
        if (drafts.List().Count >= options.Value.MaxDrafts)
            return Refuse("草稿已满，请先发布或删除旧草稿。");
        if (string.Equals(what, "begin", StringComparison.Ordinal) && title?.Trim() is { Length: > 0 and <= 80 } named)
        {
            await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, named, "起草修改", cancellationToken);
            return Follow(desk.Begin(named, by));
        }

        if (!string.Equals(what, "upload", StringComparison.Ordinal) || files is not { Count: > 0 })
            return Refuse("请选择要上传的文件。");
        if (FaultOf(files) is { } fault)
            return Refuse(fault);
        var folder = Directory.CreateTempSubdirectory("policybot-upload-").FullName;
        var names = await KeepAsync(files, folder, cancellationToken);
        await audit.RecordAsync(HttpContext, AuditAction.KnowledgeChanged, string.Join('、', names), "上传文件", cancellationToken);
        return Follow(desk.Import(folder, names, by), () => Directory.Delete(folder, recursive: true));
    }

    private string? FaultOf(IReadOnlyList<IFormFile> files)
    {
        if (files.Count > MostFiles)
            return $"一次最多上传 {MostFiles} 个文件。";
        if (files.Sum(f => f.Length) > options.Value.MaxUploadBytes)
            return $"文件太大，一次最多 {MostMegabytes} MB。";
        return files.FirstOrDefault(f => f.Length == 0 || !Forms.Contains(Path.GetExtension(f.FileName), StringComparer.OrdinalIgnoreCase)) is { } strange
            ? $"“{NameOf(strange.FileName, 0)}”是空的，或不是能导入的形式（{string.Join("、", Forms)}）。" : null;
    }

    // The sender's name is for people: nothing of it can leave the folder.
    private static async Task<IReadOnlyList<string>> KeepAsync(IReadOnlyList<IFormFile> files, string folder, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var file in files)
        {
            var name = NameOf(file.FileName, names.Count);
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                name = $"{names.Count}-{name}";
            await using var to = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
            await file.CopyToAsync(to, cancellationToken);
            names.Add(name);
        }

        return names;
    }

    private static string NameOf(string sent, int index)
    {
        var name = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '（' or '）' or '〔' or '〕' or ' ')).TrimStart('.', ' ');
        var extension = Path.GetExtension(plain);
        var stem = Path.GetFileNameWithoutExtension(plain);
        return (stem.Length == 0 ? $"file{index}" : stem[..Math.Min(stem.Length, LongestName)]) + extension;
    }

    private IActionResult Follow(KnowledgeJob? job, Action? undo = null)
    {
        if (job is not null)
            return Redirect($"/console/knowledge/jobs/{job.Id}");
        undo?.Invoke();
        return Refuse("排队的工作太多，请稍后再试。");
    }

    private PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        Load();
        return Page();
    }

    private void Load()
    {
        Drafts = drafts.List();
        Jobs = [.. jobs.List().Take(JobsShown)];
    }
}
