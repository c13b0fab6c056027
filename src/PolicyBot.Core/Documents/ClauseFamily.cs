namespace PolicyBot.Core.Documents;

/// <summary>Who stands beside and above whom, by index in the order of the text.</summary>
internal sealed class ClauseFamily
{
    private readonly IReadOnlyList<Clause> _clauses;
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _children = new(StringComparer.Ordinal);

    public ClauseFamily(IReadOnlyList<Clause> clauses)
    {
        _clauses = clauses;
        for (var i = 0; i < clauses.Count; i++)
        {
            _byPath[clauses[i].Path.Value] = i;
            if (clauses[i].Path.Parent is { } parent)
                (_children.TryGetValue(parent.Value, out var list) ? list : _children[parent.Value] = []).Add(i);
        }
    }

    /// <summary>
    /// A closing sentence holds for the whole part. A sentence behind the last item holds for the items before it, their children and the parent.
    /// </summary>
    public IEnumerable<int> GovernedBy(int printedIn, GoverningSentence sentence)
    {
        var clause = _clauses[printedIn];
        if (clause.Path.Value.EndsWith("/结尾", StringComparison.Ordinal) || clause.Path.Value.EndsWith("/落款", StringComparison.Ordinal))
            return Enumerable.Range(0, _clauses.Count).Where(i => i != printedIn && IsNumbered(i) && string.Equals(_clauses[i].Path.Part, clause.Path.Part, StringComparison.Ordinal));
        // An article that speaks of the whole (本办法自…施行) holds for every article.
        if (sentence.Kind == GoverningKind.Period)
            return Enumerable.Range(0, _clauses.Count).Where(i => i != printedIn && string.Equals(_clauses[i].Path.Part, clause.Path.Part, StringComparison.Ordinal));
        if (clause.Path.Parent is not { } parent || !_byPath.TryGetValue(parent.Value, out var above))
            return [];
        var siblings = _children[parent.Value].Where(i => i != printedIn).ToList();
        return siblings.Exists(i => i > printedIn) ? [] : siblings.SelectMany(Below).Prepend(above);
    }

    /// <summary>Earlier siblings, and the parent, that a units note behind the last item also speaks for: none of them has units of its own.</summary>
    public IEnumerable<int> WithoutUnits(int printedIn, IReadOnlyList<IReadOnlyList<UnitsNote>> notes)
    {
        if (_clauses[printedIn].Path.Parent is not { } parent || !_byPath.TryGetValue(parent.Value, out var above))
            return [];
        var siblings = _children[parent.Value].Where(i => i != printedIn).ToList();
        var isForAll = notes[above].Count == 0 && siblings.TrueForAll(i => i < printedIn && Below(i).All(b => notes[b].Count == 0));
        return isForAll ? siblings.SelectMany(Below).Prepend(above) : [];
    }

    /// <summary>The clause's own units; else those of the clause above, else those printed for it behind its last sibling or in its last child.</summary>
    public IReadOnlyList<UnitsNote> UnitsOf(int clause, IReadOnlyList<IReadOnlyList<UnitsNote>> notes)
    {
        for (var at = clause; ;)
        {
            if (notes[at].Count > 0)
                return notes[at];
            if (LastBelow(at) is { } last && last != at && notes[last].Count > 0 && WithoutUnits(last, notes).Contains(at))
                return notes[last];
            if (_clauses[at].Path.Parent is not { } parent || !_byPath.TryGetValue(parent.Value, out var above))
                return [];
            if (_children[parent.Value] is [.., var sibling] && sibling != at && notes[sibling].Count > 0 && WithoutUnits(sibling, notes).Contains(at))
                return notes[sibling];
            at = above;
        }
    }

    private int? LastBelow(int clause) => _children.TryGetValue(_clauses[clause].Path.Value, out var children) ? children[^1] : null;

    private IEnumerable<int> Below(int clause)
    {
        yield return clause;
        foreach (var child in _children.GetValueOrDefault(_clauses[clause].Path.Value, []))
        {
            foreach (var below in Below(child))
                yield return below;
        }
    }

    private bool IsNumbered(int clause) => _clauses[clause].Heading.Length > 0 || _clauses[clause].Path.Value.EndsWith("/全文", StringComparison.Ordinal);
}
