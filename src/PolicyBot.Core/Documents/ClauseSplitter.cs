namespace PolicyBot.Core.Documents;

/// <summary>
/// Official text → clauses, which partition it: joining their texts gives it back. Pure; any text is taken, nothing throws.
/// Shape: in the order of the text, paths unique; a path that would come twice gets ·2, ·3 … behind its last level.
/// Source: contracts §1; levels 一、（一）1.（1） of GB/T 9704—2012, 7.3.3, and 章/条/款/项 of 立法法 art. 65.
/// </summary>
public static class ClauseSplitter
{
    public static IReadOnlyList<Clause> Split(string text)
    {
        var pieces = new List<ClausePiece>();
        foreach (var part in DocumentParts.Of(TextLine.Split(text)))
            pieces.AddRange(PartSplitter.Split(part));
        return ClauseGovernance.Apply(Build(text, Unique(Join(pieces))));
    }

    /// <summary>Neighbouring lines of one path are one clause.</summary>
    private static List<ClausePiece> Join(List<ClausePiece> pieces)
    {
        var joined = new List<ClausePiece>();
        foreach (var piece in pieces)
        {
            if (joined.Count > 0 && !piece.IsNew && string.Equals(joined[^1].Path, piece.Path, StringComparison.Ordinal))
                joined[^1] = joined[^1] with { End = piece.End };
            else
                joined.Add(piece);
        }

        return joined;
    }

    private static List<ClausePiece> Unique(List<ClausePiece> pieces)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var unique = new List<ClausePiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            var path = Follow(renamed, piece.Path);
            var name = path;
            for (var i = 2; !taken.Add(name); i++)
                name = $"{path}·{i}";
            // What comes under a renamed level follows it.
            renamed[piece.Path] = name;
            foreach (var below in renamed.Keys.Where(k => k.StartsWith(piece.Path + "/", StringComparison.Ordinal)).ToList())
                renamed.Remove(below);
            unique.Add(piece with { Path = name });
        }

        return unique;
    }

    private static string Follow(Dictionary<string, string> renamed, string path)
    {
        for (var cut = path.LastIndexOf('/'); cut > 0; cut = path.LastIndexOf('/', cut - 1))
        {
            if (renamed.TryGetValue(path[..cut], out var name))
                return name + path[cut..];
        }

        return path;
    }

    private static List<Clause> Build(string text, List<ClausePiece> pieces)
    {
        var headings = new Dictionary<string, string>(StringComparer.Ordinal);
        var clauses = new List<Clause>(pieces.Count);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var own = text[piece.Start..piece.End];
            var hasChildren = i + 1 < pieces.Count && pieces[i + 1].Path.StartsWith(piece.Path + "/", StringComparison.Ordinal);
            var heading = piece.Mark is { } mark ? ClauseHeading.Of(own, mark, hasChildren) : "";
            headings[piece.Path] = heading;
            clauses.Add(new(ClausePath.Parse(piece.Path), own, piece.Start, piece.End)
            {
                Heading = heading,
                HeadingChain = [.. piece.Above, .. Ancestors(piece.Path).Select(p => headings.GetValueOrDefault(p, "")).Append(heading).Where(h => h.Length > 0)],
            });
        }

        return clauses;
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var cut = path.IndexOf('/', StringComparison.Ordinal); cut > 0; cut = path.IndexOf('/', cut + 1))
            yield return path[..cut];
    }
}

/// <summary>Some lines of one clause. <see cref="IsNew"/>: begins a clause even where the path is the one before. <see cref="Above"/>: headings that are no path level (chapters over articles).</summary>
internal sealed record ClausePiece(string Path, int Start, int End, ClauseMark? Mark, bool IsNew, IReadOnlyList<string> Above);
