using Lucene.Net.Index;
using Lucene.Net.Store;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Evaluation;
using Directory = Lucene.Net.Store.Directory;

namespace PolicyBot.Search.Storage;

/// <summary>
/// An index that begins with the files of the one before: what changed is taken out and written anew, the rest is taken over with its new place in the order.
/// It counts and scores as one that was written anew: whatever was taken out is gone from the statistics as well.
/// </summary>
internal sealed class IndexUpdate
{
    /// <summary>Clauses from which on it is quicker than writing anew by more than a second.</summary>
    public const int SmallestIndex = 5000;

    /// <summary>Where more than this share of the clauses is new, writing anew is as quick.</summary>
    private const double MostNew = 0.2;
    private readonly (string Folder, IReadOnlyList<IndexedFile> Files) _before;
    private readonly IReadOnlyList<DocumentNumber> _gone;
    private readonly HashSet<DocumentNumber> _new;
    private readonly Dictionary<string, int> _places;

    private IndexUpdate((string Folder, IReadOnlyList<IndexedFile> Files) before, IReadOnlyList<DocumentNumber> gone, HashSet<DocumentNumber> fresh, Dictionary<string, int> places) =>
        (_before, _gone, _new, _places) = (before, gone, fresh, places);

    /// <summary>Null where an index is better written anew: a small one, one that changes much, one whose files are not sound or were written by another program.</summary>
    public static IndexUpdate? Plan(IndexedEdition before, KnowledgeBase after, int smallest, TimeProvider time)
    {
        var old = before.Knowledge.Documents.ToDictionary(d => d.Number);
        var now = after.Documents.ToDictionary(d => d.Number);
        var fresh = after.Documents.Where(d => !(old.TryGetValue(d.Number, out var was) && IsSame(was, d))).ToList();
        var clauses = after.Documents.Sum(d => d.Clauses.Count);
        if (clauses < smallest || fresh.Sum(d => d.Clauses.Count) > MostNew * clauses)
            return null;
        if (new IndexStore(before.IndexFolder, SearchOptions.Default, time).Published(before.Knowledge) is not { } files)
            return null;
        var gone = before.Knowledge.Documents.Where(d => !(now.TryGetValue(d.Number, out var stays) && IsSame(d, stays))).Select(d => d.Number).ToList();
        var places = ClauseRow.Of(before.Knowledge).Select((row, place) => (row.Key, Place: place)).ToDictionary(r => r.Key, r => r.Place, StringComparer.Ordinal);
        return new(files, gone, [.. fresh.Select(d => d.Number)], places);
    }

    /// <summary>Into an empty directory. Errors: whatever the directory throws; the directory is then worthless.</summary>
    public void Write(Directory directory, IReadOnlyList<ClauseRow> rows, CancellationToken cancellation)
    {
        using (var from = new SimpleFSDirectory(_before.Folder))
        {
            foreach (var file in _before.Files)
                from.Copy(directory, file.Name, file.Name, IOContext.READ_ONCE);
        }

        ClauseIndexer.Update(directory, (writer, toDocument) =>
        {
            writer.DeleteDocuments([.. _gone.Select(n => new Term(ClauseFields.Document, n.Value))]);
            for (var place = 0; place < rows.Count; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                var row = rows[place];
                if (_new.Contains(row.Document.Number))
                    writer.AddDocument(toDocument(row, place));
                else if (_places[row.Key] != place)
                    writer.UpdateNumericDocValue(new Term(ClauseFields.Key, row.Key), ClauseFields.Ordinal, place);
            }

            writer.Commit();
            // Clauses that are taken out go on counting until the files that hold them are written anew.
            if (_gone.Count > 0)
                writer.ForceMerge(1);
        });
    }

    /// <summary>Everything that stands in the index is read from these.</summary>
    private static bool IsSame(PolicyDocument a, PolicyDocument b) => ReferenceEquals(a, b)
        || (a.Number == b.Number && string.Equals(a.Digest, b.Digest, StringComparison.Ordinal) && string.Equals(a.Title, b.Title, StringComparison.Ordinal) && a.Attachments.SequenceEqual(b.Attachments));
}
