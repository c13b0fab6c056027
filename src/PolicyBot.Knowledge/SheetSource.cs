using System.Text;

namespace PolicyBot.Knowledge;

/// <summary>
/// The YAML files of one part of the knowledge (lexicon, replies): the folder's own, or, where it has no such folder, those that the program was built
/// with, so that documents alone make a working bot.
/// </summary>
internal static class SheetSource
{
    /// <summary>The folder holds files of its own for the part, instead of the program's.</summary>
    public static bool IsOwn(string knowledgeFolder, string part) => Directory.Exists(Path.Combine(knowledgeFolder, part));

    /// <summary>Name as shown to maintainers and the text, in ordinal order of names.</summary>
    public static IEnumerable<(string Name, Func<TextReader> Open)> Of(string knowledgeFolder, string part)
    {
        var folder = Path.Combine(knowledgeFolder, part);
        return IsOwn(knowledgeFolder, part)
            ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(p => (part + "/" + Path.GetFileName(p), (Func<TextReader>)(() => Reader(File.OpenRead(p)))))
            : typeof(SheetSource).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(part + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(n => (n, (Func<TextReader>)(() => Reader(typeof(SheetSource).Assembly.GetManifestResourceStream(n)!))));
    }

    private static StreamReader Reader(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
}
