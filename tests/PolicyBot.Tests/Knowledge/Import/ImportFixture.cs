using System.Text;
using PolicyBot.Knowledge.Documents;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Tests.Knowledge.Import;

/// <summary>A folder of its own for every test, and the received gazette as it stands in the repository.</summary>
internal sealed class ImportFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("policybot-import-").FullName;

    public string Into => Path.Combine(Root, "documents");

    public static string Repository
    {
        get
        {
            var at = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(at, "PolicyBot.sln")))
                at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests run outside the repository.");
            return at;
        }
    }

    public static string Gazette => Path.Combine(Repository, "knowledge", "documents", "2023-双政办发29号", "source.txt");

    public string Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public string Put(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public ImportReport Import(params string[] files)
    {
        var result = DocumentImporter.Import(files, Into);
        Assert.True(result.IsSuccess, string.Join('\n', result.Problems));
        return result.Value;
    }

    public string Text(string folder) => File.ReadAllText(Path.Combine(Into, folder, "document.md"));

    public DocumentYaml Yaml(string folder) => DocumentYaml.Parse(File.ReadAllText(YamlPath(folder)), folder).Value;

    public string YamlPath(string folder) => Path.Combine(Into, folder, "document.yaml");

    /// <summary>The paragraphs of the only document that the lines make.</summary>
    public static string[] Paragraphs(string received)
    {
        using var folder = new ImportFolder();
        var report = folder.Import(folder.Put("received.txt", received));
        return Assert.Single(report.Documents).Text.Split('\n');
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
