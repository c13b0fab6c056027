using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Core.Validity;

/// <summary>All that the documents do to each other: 废止, 修改, 延期, and newer documents of the same name.</summary>
internal sealed partial class EdgeReader
{
    private readonly IReadOnlyList<PolicyDocument> _documents;
    private readonly Func<PolicyDocument, DateOnly?> _commencement;
    private readonly Dictionary<DocumentNumber, PolicyDocument> _byNumber = [];

    // In the order of the documents, under the whole title and under the plan that a notice issues; decisions on others are known by neither.
    private readonly Dictionary<string, List<PolicyDocument>> _byTitle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PolicyDocument>> _byCore = new(StringComparer.Ordinal);
    private readonly List<ValidityEdge> _edges = [];

    private EdgeReader(IReadOnlyList<PolicyDocument> documents, Func<PolicyDocument, DateOnly?> commencement)
    {
        _documents = documents;
        _commencement = commencement;
        foreach (var document in documents)
        {
            _byNumber.TryAdd(document.Number, document);
            if (ActsOnOthers().IsMatch(document.Title))
                continue;
            var title = Plain(document.Title);
            AddTo(_byTitle, title, document);
            AddTo(_byCore, Core(title), document);
        }
    }

    private static void AddTo(Dictionary<string, List<PolicyDocument>> names, string name, PolicyDocument document)
    {
        if (names.TryGetValue(name, out var known))
            known.Add(document);
        else
            names[name] = [document];
    }

    /// <param name="commencement">First day of a document: as stated, else its date of issue.</param>
    public static IReadOnlyList<ValidityEdge> Read(IReadOnlyList<PolicyDocument> documents, Func<PolicyDocument, DateOnly?> commencement)
    {
        var reader = new EdgeReader(documents, commencement);
        foreach (var document in documents)
        {
            reader.Repeals(document);
            reader.Amendments(document);
            reader.Extensions(document);
            reader._edges.AddRange(PrecedenceReader.Read(document, r => reader.Find(r, document), commencement(document)));
        }

        reader.Supersessions();
        return [.. reader._edges.OrderBy(e => e.Date ?? DateOnly.MaxValue).ThenBy(e => e.From.Value, StringComparer.Ordinal).ThenBy(e => e.Proof.Start)];
    }

    private void Repeals(PolicyDocument document)
    {
        foreach (var repeal in document.Repeals)
        {
            var clause = document.FindClause(repeal.Clause);
            var at = clause?.Text.IndexOf(repeal.Quote, StringComparison.Ordinal) ?? -1;
            if (clause is null || at < 0)
                continue;
            var proof = new ValidityProof(document.Number, clause.Path, repeal.Quote, clause.Start + at, clause.Start + at + repeal.Quote.Length);
            var date = RepealDate().Match(repeal.Quote) is { Success: true } stated ? LawDate.Parse(stated.Groups["from"].Value, last: false) : _commencement(document);
            var target = Find(repeal.Target, document);
            foreach (var (path, known) in Parts(repeal, target))
                _edges.Add(new(document.Number, target?.Number ?? repeal.Target, path, ValidityEdgeKind.Repeal, date, proof) { IsKnown = known });
        }
    }

    // The quotation is asked for articles too: a metadata file may name only the document.
    private static IEnumerable<(ClausePath?, bool)> Parts(Repeal repeal, PolicyDocument? target)
    {
        var articles = LawReference.In(repeal.Quote)
            .Where(r => r.Number == repeal.Target || (repeal.Target.IsTitle && string.Equals(r.Title, repeal.Target.Value.Trim('《', '》'), StringComparison.Ordinal)))
            .SelectMany(r => r.Articles).Select(a => (Article: a, Path: a.InBody())).ToList();
        if (repeal.TargetClause is { } given && (target is null || target.Clauses.Any(c => given.Contains(c.Path))))
        {
            yield return (given, target is not null);
            yield break;
        }

        if (articles.Count == 0)
        {
            yield return (repeal.TargetClause, target is not null && repeal.TargetClause is null);
            yield break;
        }

        foreach (var (article, body) in articles)
        {
            var clauses = target is null ? [] : article.In(target);
            if (clauses.Count == 0)
                yield return (body, false);
            foreach (var clause in clauses)
                yield return (clause.Path, true);
        }
    }

    private void Amendments(PolicyDocument document)
    {
        var named = LawReference.In(document.Title).Concat(document.Clauses.TakeWhile(c => !ClauseFamilyIsNumbered(c)).SelectMany(c => LawReference.In(c.Text))).ToList();
        foreach (var clause in document.Clauses.Where(c => AmendmentReader.Amends(c.Text)))
        {
            // A decision on several documents names each in the clause that changes it, or in the one above.
            var above = clause.Path.Parent is { } parent ? document.FindClause(parent)?.Text ?? "" : "";
            var unquoted = Unquoted(clause.Text);
            var references = LawReference.In(unquoted).Concat(LawReference.In(above)).Concat(named).ToList();
            if ((references.Find(r => r.Number is not null && r.Number != document.Number) ?? references.FirstOrDefault()) is not { } reference)
                continue;
            var target = Find(reference, document);
            if (target == document)
                continue;
            foreach (var change in AmendmentReader.Changes(clause.Text))
                Add(document, clause, change, target, target?.Number ?? reference.Number ?? DocumentNumber.ForTitle(reference.Title));
        }
    }

    private void Add(PolicyDocument document, Clause clause, Change change, PolicyDocument? target, DocumentNumber number)
    {
        var proof = new ValidityProof(document.Number, clause.Path, clause.Text[change.Start..change.End], clause.Start + change.Start, clause.Start + change.End);
        var all = target is null ? [] : change.Article?.In(target) ?? [.. target.Clauses.Where(c => c.Text.Contains(change.OldWords, StringComparison.Ordinal))];
        var touched = change.OldWords.Length == 0 ? all : all.Where(c => c.Text.Contains(change.OldWords, StringComparison.Ordinal)).ToList();
        var paths = (touched.Count > 0 ? touched : all).Select(c => ((ClausePath?)c.Path, true)).DefaultIfEmpty((change.Article?.InBody(), false));
        foreach (var (path, known) in paths)
        {
            _edges.Add(new(document.Number, number, path, ValidityEdgeKind.Amendment, _commencement(document), proof)
            {
                IsKnown = known,
                OldWords = change.OldWords,
                NewWords = change.NewWords,
                NewWordsStart = clause.Start + change.NewStart,
            });
        }
    }

    private void Extensions(PolicyDocument document)
    {
        foreach (var clause in document.Clauses.Where(c => c.Text.AsSpan().IndexOfAny("延继") >= 0))
        {
            foreach (Match sentence in SentencePattern().Matches(clause.Text))
            {
                if (ExtensionPattern().Match(sentence.Value) is not { Success: true } extension)
                    continue;
                var references = LawReference.In(sentence.Value).Concat(LawReference.In(document.Title)).ToList();
                if (references.Count == 0 || Find(references[0], document) is not { } target || target == document)
                    continue;
                var until = extension.Groups["until"].Success ? LawDate.Parse(extension.Groups["until"].Value, last: true) : null;
                var words = sentence.Value.Trim();
                var start = clause.Start + sentence.Index + sentence.Value.IndexOf(words, StringComparison.Ordinal);
                var years = extension.Groups["n"].Success ? LawDate.Number(extension.Groups["n"].Value) : null;
                _edges.Add(new(document.Number, target.Number, null, ValidityEdgeKind.Extension, document.IssuedOn ?? _commencement(document), new(document.Number, clause.Path, words, start, start + words.Length))
                {
                    IsKnown = true,
                    Until = until ?? (years is { } added ? LastDay(target)?.AddYears(added) : null),
                });
            }
        }
    }

    private DateOnly? LastDay(PolicyDocument document)
    {
        var periods = PeriodReader.Read(document).Where(p => p.Scope == PeriodScope.Whole).ToList();
        return periods.Where(p => p.Until is not null).Select(p => p.Until).Max();
    }

    private void Supersessions()
    {
        foreach (var group in _documents.Where(d => d.IssuedOn is not null && !ActsOnOthers().IsMatch(d.Title)).GroupBy(d => (Name: CoreName(d), Issuer: IssuerOf(d))).Where(g => g.Key.Name.Length >= 6))
        {
            var ordered = group.OrderBy(d => d.IssuedOn).ToList();
            for (var i = 0; i + 1 < ordered.Count; i++)
            {
                var (older, newer) = (ordered[i], ordered[i + 1]);
                if (older.IssuedOn == newer.IssuedOn || newer.Clauses.Count == 0 || _edges.Exists(e => e.From == newer.Number && e.To == older.Number && e.ToClause is null))
                    continue;
                var clause = newer.Clauses.FirstOrDefault(c => TitleLine(newer, c) is not null) ?? newer.Clauses[0];
                var quote = TitleLine(newer, clause) ?? clause.Text.TrimEnd();
                var start = clause.Start + clause.Text.IndexOf(quote, StringComparison.Ordinal);
                _edges.Add(new(newer.Number, older.Number, null, ValidityEdgeKind.Supersession, _commencement(newer), new(newer.Number, clause.Path, quote, start, start + quote.Length)) { IsKnown = true });
            }
        }
    }

    private static string? TitleLine(PolicyDocument document, Clause clause) =>
        document.Title.Length > 0 && clause.Text.Contains(document.Title, StringComparison.Ordinal) ? document.Title : null;

    private PolicyDocument? Find(LawReference reference, PolicyDocument except) =>
        (reference.Number is { } number ? _byNumber.GetValueOrDefault(number) : null) ?? ByTitle(reference.Title, except);

    private PolicyDocument? Find(DocumentNumber number, PolicyDocument except) =>
        _byNumber.GetValueOrDefault(number) ?? (number.IsTitle ? ByTitle(number.Value, except) : null);

    /// <summary>By whole title, or by the plan that a notice issues; the newest that is older than the document that names it.</summary>
    private PolicyDocument? ByTitle(string title, PolicyDocument except)
    {
        var plain = Plain(title);
        return plain.Length < 4 ? null : _byTitle.GetValueOrDefault(plain, []).Concat(_byCore.GetValueOrDefault(Core(plain), []))
            .Where(d => d.Number != except.Number)
            .Where(d => d.IssuedOn is null || except.IssuedOn is null || d.IssuedOn <= except.IssuedOn)
            .MaxBy(d => d.IssuedOn ?? DateOnly.MinValue);
    }

    private static string CoreName(PolicyDocument document) => Core(Plain(document.Title));

    // …关于印发〈X〉的通知 is known as X; （试行）（暂行）（修订） and the place before 关于 do not make another document.
    private static string Core(string plain)
    {
        var name = IssuedName().Match(plain) is { Success: true } issued ? issued.Groups["name"].Value : plain;
        return Stage().Replace(name, "");
    }

    private static string Plain(string title) => string.Concat(title.Where(c => !char.IsWhiteSpace(c) && c is not ('《' or '》' or '〈' or '〉' or '“' or '”'))).Replace('(', '（').Replace(')', '）');

    private static string IssuerOf(PolicyDocument document) =>
        document.Number.IsTitle ? document.Issuer : document.Issuer.Length > 0 ? document.Issuer.Replace("办公室", "", StringComparison.Ordinal) : document.Number.Value[..document.Number.Value.IndexOf('〔', StringComparison.Ordinal)];

    private static bool ClauseFamilyIsNumbered(Clause clause) => clause.Heading.Length > 0;

    private static string Unquoted(string words)
    {
        var kept = words.ToCharArray();
        foreach (var (start, end) in AmendmentReader.Quotations(words))
            Array.Fill(kept, ' ', start, end - start);
        return new(kept);
    }

    [GeneratedRegex(@"[^。；;\n]+[。；;]?", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex SentencePattern();

    [GeneratedRegex("(?:自|从|于)(?<from>" + LawDate.Pattern + ")起?[^，。]{0,6}(?:废止|失效|停止执行)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex RepealDate();

    [GeneratedRegex("(?:有效期|执行期|试行期|期限|时间|时限)?(?:限)?[^，。]{0,12}(?:延长|延续|顺延|延期|继续(?:执行|有效|实施|施行))(?:执行|实施|施行|有效)?(?:(?:至|到)\\s*(?<until>" + LawDate.Pattern + ")|\\s*(?<n>[一二三四五六七八九十两]{1,2}|\\d{1,2})\\s*年)|(?:有效期|执行期限?|期限)[^，。]{0,8}(?:延长|延续|顺延)(?:至|到|为)\\s*(?<until>" + LawDate.Pattern + ")", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex ExtensionPattern();

    [GeneratedRegex("废止|修改|修订的决定|修正|失效|延长|延续|解读|问答|清理|补充|有效期", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex ActsOnOthers();

    [GeneratedRegex("(?:印发|发布|公布|转发|批转)(?<name>.{4,})的(?:通知|公告|通告|决定)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex IssuedName();

    [GeneratedRegex("（(?:试行|暂行|修订|修订版|修订稿|试点|暂行稿)）$", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Stage();
}
