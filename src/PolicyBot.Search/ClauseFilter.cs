using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace PolicyBot.Search;

/// <summary>
/// Clauses that pass a test of their own data. Lucene asks for every term of the query that a clause holds, so a clause is tested once and its outcome kept in
/// <paramref name="outcomes"/>, by document of the index: a byte is written whole, so searches side by side may share them.
/// </summary>
internal sealed class ClauseFilter(IReadOnlyList<ClauseRow> rows, Func<ClauseRow, bool> passes, byte[] outcomes) : Filter
{
    private const byte Passes = 1;
    private const byte Fails = 2;

    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs) =>
        new Passing(context, acceptDocs, context.AtomicReader.GetNumericDocValues(ClauseFields.Ordinal), rows, passes, outcomes);

    private sealed class Passing(AtomicReaderContext context, IBits acceptDocs, NumericDocValues ordinals, IReadOnlyList<ClauseRow> rows, Func<ClauseRow, bool> passes, byte[] outcomes)
        : FieldCacheDocIdSet(context.AtomicReader.MaxDoc, acceptDocs)
    {
        private readonly int _base = context.DocBase;

        protected override bool MatchDoc(int doc)
        {
            var outcome = outcomes[_base + doc];
            if (outcome == 0)
                outcomes[_base + doc] = outcome = passes(rows[(int)ordinals.Get(doc)]) ? Passes : Fails;
            return outcome == Passes;
        }
    }
}
