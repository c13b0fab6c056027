using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Knowledge.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>A document's folder as it stands on disk: what an import must keep.</summary>
internal sealed record ExistingFolder(string Path, DocumentYaml Yaml, string? Text)
{
    /// <summary>document.md was changed since the import that wrote it.</summary>
    public bool WasEdited => Text is not null && Yaml.Text is not null && !string.Equals(DocumentFolder.DigestOf(Text), Yaml.Text, StringComparison.Ordinal);

    public IEnumerable<Repair> HandRepairs => Yaml.Repairs.Where(r => string.Equals(r.By, "hand", StringComparison.Ordinal)).Select(DocumentFolder.FromYaml);

    /// <summary>Folders under <paramref name="into"/>; one that cannot be read is a problem.</summary>
    public static Result<IReadOnlyList<ExistingFolder>> ReadAll(string into)
    {
        var (found, problems) = (new List<ExistingFolder>(), new List<Problem>());
        if (!Directory.Exists(into))
            return found;
        foreach (var folder in Directory.GetDirectories(into).Where(d => !System.IO.Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal))
        {
            var file = System.IO.Path.Combine(folder, "document.yaml");
            if (!File.Exists(file))
                continue;
            var yaml = DocumentYaml.Parse(File.ReadAllText(file), System.IO.Path.GetFileName(folder) + "/document.yaml");
            problems.AddRange(yaml.Problems);
            var text = System.IO.Path.Combine(folder, "document.md");
            if (yaml.IsSuccess)
                found.Add(new(folder, yaml.Value, File.Exists(text) ? File.ReadAllText(text) : null));
        }

        return problems.Count > 0 ? Result<IReadOnlyList<ExistingFolder>>.Failure(problems) : found;
    }
}

/// <summary>Writes one document's folder whole or not at all, and keeps whatever else people put there.</summary>
internal static class DocumentFolder
{
    public static string DigestOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>2023-双政办发29号; for a document without a number its title. Stable for one document, readable, safe as a folder name.</summary>
    public static string NameFor(DocumentNumber number, string title, DateOnly? issuedOn)
    {
        var year = number.Year ?? issuedOn?.Year;
        var value = number.IsTitle ? title : number.Value;
        if (!number.IsTitle && value.IndexOf('〔') is > 0 and var open)
            value = value[..open] + value[(value.IndexOf('〕') + 1)..];
        var name = string.Concat(value.Where(c => char.IsLetterOrDigit(c)));
        return (year is { } y ? y.ToString(System.Globalization.CultureInfo.InvariantCulture) + "-" : "") + (name.Length > 40 ? name[..40] : name);
    }

    public static DocumentYaml ToYaml(Draft draft, string sourceFile, string encoding, string sourceDigest) => new()
    {
        Number = draft.Metadata.Number.Value,
        Title = draft.Metadata.Title,
        Issuer = draft.Metadata.Issuer,
        IssuedOn = Iso(draft.Metadata.IssuedOn),
        PublishedOn = Iso(draft.Metadata.PublishedOn),
        Addressees = [.. draft.Metadata.Addressees],
        ApprovedBy = draft.Metadata.ApprovedBy,
        ApprovedOn = Iso(draft.Metadata.ApprovedOn),
        Attachments = [.. draft.Metadata.Attachments.Select(a => new AttachmentYaml { Part = a.Part, Title = a.Title })],
        Repeals = [.. draft.Metadata.Repeals.Select(r => new RepealYaml { Number = r.Target.Value, TargetClause = r.TargetClause, Quote = r.Quote })],
        Source = new() { File = sourceFile, Encoding = encoding, Lines = FormattableString.Invariant($"{draft.FirstLine}-{draft.LastLine}"), Sha256 = sourceDigest },
        Text = DigestOf(draft.Text),
        Doubts = [.. draft.Doubts],
        Repairs = [.. draft.Repairs.Select(ToYaml)],
    };

    public static RepairYaml ToYaml(Repair repair) => new()
    {
        What = repair.Kind.ToString().ToLowerInvariant(),
        Lines = repair.Lines,
        Before = repair.Before,
        Key = repair.Key,
        Value = repair.Value,
        By = repair.ByHand ? "hand" : "rule",
        Why = repair.Why,
        Text = repair.Text,
    };

    public static Repair FromYaml(RepairYaml yaml)
    {
        var (first, last) = Conservation.RangeOf(yaml.Lines);
        var kind = Enum.TryParse<RepairKind>(yaml.What, ignoreCase: true, out var parsed) ? parsed : RepairKind.Set;
        return new(kind, first, last, yaml.Text, yaml.Why) { ByHand = true, Before = yaml.Before, Key = yaml.Key, Value = yaml.Value };
    }

    /// <summary>Into a new folder beside it, then two renames: whoever stops in between leaves the old folder or its name with <c>.old</c>, which <see cref="Recover"/> puts back.</summary>
    public static void Write(string into, string name, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(into);
        var target = Path.Combine(into, name);
        var fresh = Path.Combine(into, "." + name + ".new");
        var old = Path.Combine(into, "." + name + ".old");
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        try
        {
            if (Directory.Exists(target))
                Copy(target, fresh);
            Directory.CreateDirectory(fresh);
            foreach (var stale in Directory.GetFiles(fresh, "source.*"))
                File.Delete(stale);
            foreach (var (file, bytes) in files)
                File.WriteAllBytes(Path.Combine(fresh, file), bytes);
            if (Directory.Exists(target))
                Directory.Move(target, old);
            Directory.Move(fresh, target);
        }
        catch (IOException)
        {
            Recover(into);
            throw;
        }

        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    /// <summary>Ends what a killed import left: an old folder whose new one never came gets its name back.</summary>
    public static void Recover(string into)
    {
        if (!Directory.Exists(into))
            return;
        foreach (var left in Directory.GetDirectories(into, ".*.old"))
        {
            var target = Path.Combine(into, Path.GetFileName(left)[1..^4]);
            if (Directory.Exists(target))
                Directory.Delete(left, recursive: true);
            else
                Directory.Move(left, target);
        }

        foreach (var left in Directory.GetDirectories(into, ".*.new"))
            Directory.Delete(left, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
