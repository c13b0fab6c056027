using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace PolicyBot.Search;

/// <summary>Clauses that pass a test of their own data. Asked one by one of what the query matches, as the search comes to it.</summary>
internal sealed class ClauseFilter(IReadOnlyList<ClauseRow> rows, Func<ClauseRow, bool> passes) : Filter
{
    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs) =>
        new Passing(context.AtomicReader, acceptDocs, context.AtomicReader.GetNumericDocValues(ClauseFields.Ordinal), rows, passes);

    private sealed class Passing(AtomicReader reader, IBits acceptDocs, NumericDocValues ordinals, IReadOnlyList<ClauseRow> rows, Func<ClauseRow, bool> passes)
        : FieldCacheDocIdSet(reader.MaxDoc, acceptDocs)
    {
        protected override bool MatchDoc(int doc) => passes(rows[(int)ordinals.Get(doc)]);
    }
}
