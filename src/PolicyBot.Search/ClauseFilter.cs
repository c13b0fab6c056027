using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using PolicyBot.Core.Documents;

namespace PolicyBot.Search;

/// <summary>Clauses that pass a test of their own data. Asked one by one of what the query matches, as the search comes to it.</summary>
internal sealed class ClauseFilter(IReadOnlyList<ClauseRow> rows, Func<PolicyDocument, Clause, bool> only) : Filter
{
    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs) =>
        new Passing(context.AtomicReader, acceptDocs, context.AtomicReader.GetNumericDocValues(ClauseFields.Ordinal), rows, only);

    private sealed class Passing(AtomicReader reader, IBits acceptDocs, NumericDocValues ordinals, IReadOnlyList<ClauseRow> rows, Func<PolicyDocument, Clause, bool> only)
        : FieldCacheDocIdSet(reader.MaxDoc, acceptDocs)
    {
        protected override bool MatchDoc(int doc)
        {
            var row = rows[(int)ordinals.Get(doc)];
            return only(row.Document, row.Clause);
        }
    }
}
