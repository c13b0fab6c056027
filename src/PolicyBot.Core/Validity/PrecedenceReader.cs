using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>Sentences by which a document goes before others where they differ: 《…》与本办法不一致的，以本办法为准.</summary>
internal static partial class PrecedenceReader
{
    /// <summary>One edge for every document that such a sentence names. One that names none (此前规定) proves nothing of any document, and gives no edge.</summary>
    /// <param name="find">The known document of a reference; null where none is known.</param>
    public static IEnumerable<ValidityEdge> Read(PolicyDocument document, Func<LawReference, PolicyDocument?> find, DateOnly? commencement)
    {
        foreach (var clause in document.Clauses.Where(c => c.Text.Contains("与本", StringComparison.Ordinal)))
        {
            foreach (Match sentence in Sentence().Matches(clause.Text))
            {
                if (!Precedes().IsMatch(sentence.Value))
                    continue;
                var words = sentence.Value.Trim();
                var start = clause.Start + sentence.Index + sentence.Value.IndexOf(words, StringComparison.Ordinal);
                var proof = new ValidityProof(document.Number, clause.Path, words, start, start + words.Length);
                foreach (var reference in LawReference.In(words))
                {
                    var target = find(reference);
                    if (target != document)
                        yield return new(document.Number, target?.Number ?? reference.Number ?? DocumentNumber.ForTitle(reference.Title), null, ValidityEdgeKind.Precedence, commencement, proof) { IsKnown = target is not null };
                }
            }
        }
    }

    [GeneratedRegex(@"[^。；;\n]+[。；;]?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Sentence();

    [GeneratedRegex("与本[\u4e00-\u9fff]{1,6}?(?:不一致|不相符|不符|相抵触|有抵触|抵触|冲突|有冲突)[^。；]{0,10}[，,][^。；]{0,6}(?:以|按|按照|依照)本[\u4e00-\u9fff]{1,6}?(?:为准|执行|规定)", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Precedes();
}
