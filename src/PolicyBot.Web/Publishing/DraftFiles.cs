using PolicyBot.Core;
using PolicyBot.Knowledge;

namespace PolicyBot.Web.Publishing;

/// <summary>A file of a draft that people may edit. <see cref="Path"/> comes from this list and never from a request: a request only names one of them.</summary>
public sealed record EditableFile(string Path, string Group, string Name)
{
    public bool IsNew { get; init; }

    /// <summary>Problems that the check found in this file.</summary>
    public IEnumerable<Problem> Among(IEnumerable<Problem> problems) =>
        problems.Where(p => string.Equals(p.Where, Path, StringComparison.Ordinal) || Path.EndsWith("/" + p.Where, StringComparison.Ordinal));
}

/// <summary>What can be edited in a draft: texts, metadata, rules and cases of its documents, words, replies and facts.</summary>
public static class DraftFiles
{
    private static readonly (string File, string Name)[] OfDocument =
        [("document.md", "正文"), ("document.yaml", "文号、日期等"), ("benefits.yaml", "补助规则"), ("cases.yaml", "用例")];

    /// <summary>Documents first, in the order of folders; then words, replies and facts.</summary>
    public static IReadOnlyList<EditableFile> Of(string work)
    {
        var files = new List<EditableFile>();
        foreach (var folder in KnowledgeReader.DocumentFolders(work))
        {
            var name = System.IO.Path.GetFileName(folder);
            foreach (var (file, shown) in OfDocument)
                files.Add(new(Relative(work, System.IO.Path.Combine(folder, file)), name, shown) { IsNew = !File.Exists(System.IO.Path.Combine(folder, file)) });
        }

        foreach (var (folder, group) in new[] { ("lexicon", "词库"), ("replies", "固定回复") })
        {
            var full = System.IO.Path.Combine(work, folder);
            if (Directory.Exists(full))
                files.AddRange(Directory.EnumerateFiles(full, "*.yaml").Order(StringComparer.Ordinal).Select(f => new EditableFile(Relative(work, f), group, System.IO.Path.GetFileName(f))));
        }

        if (File.Exists(System.IO.Path.Combine(work, "facts.yaml")))
            files.Add(new("facts.yaml", "其他", "向申请人追问的事项"));
        if (File.Exists(System.IO.Path.Combine(work, "gold", "questions.jsonl")))
            files.Add(new("gold/questions.jsonl", "其他", "标准问题"));
        return files;
    }

    public static string Read(string work, EditableFile file) => file.IsNew ? "" : File.ReadAllText(System.IO.Path.Combine(work, file.Path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>An empty text takes a file away that the draft itself may do without.</summary>
    public static void Write(string work, EditableFile file, string text)
    {
        var full = System.IO.Path.Combine(work, file.Path);
        if (text.Trim().Length == 0 && System.IO.Path.GetFileName(file.Path) is ("benefits.yaml" or "cases.yaml"))
        {
            File.Delete(full);
            return;
        }

        File.WriteAllText(full + ".tmp", text);
        File.Move(full + ".tmp", full, overwrite: true);
    }

    private static string Relative(string work, string full) => System.IO.Path.GetRelativePath(work, full).Replace(System.IO.Path.DirectorySeparatorChar, '/');
}
