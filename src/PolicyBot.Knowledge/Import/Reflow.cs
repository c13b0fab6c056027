namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Where paragraphs end in hard-wrapped lines. Every way to cut the lines has a cost (a line that stops short although the next word would have fitted,
/// a paragraph without a full stop, a mark in mid-sentence …); the cheapest cut wins, so that one odd line does not mislead its neighbours.
/// </summary>
internal sealed class Reflow(IReadOnlyList<SourceLine> lines, Layout layout, LineRoles roles)
{
    private const int LongestParagraph = 150;
    private const double Never = 1000;

    private readonly ItemMark?[] _marks = FindMarks(lines, roles);
    private readonly bool _halfWidth = lines.Count(l => l.Words[^1] is '.' or ';') > lines.Count(l => l.Words[^1] is '。' or '；');

    /// <summary>First line of every paragraph, as indexes.</summary>
    public List<int> FindStarts()
    {
        var best = new double[lines.Count + 1];
        var from = new int[lines.Count + 1];
        Array.Fill(best, double.MaxValue);
        best[0] = 0;
        for (var start = 0; start < lines.Count; start++)
        {
            if (best[start] == double.MaxValue)
                continue;
            var inside = 0d;
            var state = new State(this, start);
            for (var end = start; end < Math.Min(lines.Count, start + LongestParagraph); end++)
            {
                if (end > start)
                    inside += state.CostOfJoin(end);
                if (inside >= Never * 3)
                    break;
                state.Add(end);
                var cost = best[start] + inside + state.CostOfEnd(end);
                if (cost < best[end + 1])
                    (best[end + 1], from[end + 1]) = (cost, start);
            }
        }

        var starts = new List<int>();
        for (var at = lines.Count; at > 0; at = from[at])
            starts.Add(from[at]);
        starts.Reverse();
        return starts;
    }

    private bool IsTerminal(int i) => LineEnd.IsTerminal(lines[i].Words) || (_halfWidth && lines[i].Words[^1] is '.' or ';');

    // A restart at 一、 inside a part is no heading; 二 needs a 一 before it.
    private static ItemMark?[] FindMarks(IReadOnlyList<SourceLine> lines, LineRoles roles)
    {
        var marks = new ItemMark?[lines.Count];
        var seen = new HashSet<(MarkKind, int)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (roles.StartsPart(lines[i]))
                seen.Clear();
            if (ItemMark.At(lines[i].Words) is not { } mark)
                continue;
            // 完成时限： may begin a wrapped line; names of fields follow a full stop or one another.
            if (mark.Kind == MarkKind.NamedLabel && i > 0 && !"。！？：:".Contains(lines[i - 1].Words[^1], StringComparison.Ordinal) && !IsNamed(i - 1) && !IsNamed(i + 1))
                continue;
            var plausible = mark.Kind switch
            {
                MarkKind.Circled or MarkKind.Dash or MarkKind.AttachmentNote or MarkKind.Label or MarkKind.NamedLabel => true,
                _ => mark.Number == 1 || seen.Contains((mark.Kind, mark.Number - 1)),
            };
            if (mark.Kind == MarkKind.Han && mark.Number == 1 && i > 0 && !LineEnd.IsTerminal(lines[i - 1].Words) && seen.Contains((mark.Kind, 1)))
                plausible = false;
            if (plausible || i == 0 || LineEnd.IsTerminal(lines[i - 1].Words) || "；：;:.".Contains(lines[i - 1].Words[^1]))
                marks[i] = mark;
            if (marks[i] is not null)
                seen.Add((mark.Kind, mark.Number));
        }

        return marks;

        bool IsNamed(int line) => line < lines.Count && ItemMark.At(lines[line].Words) is { Kind: MarkKind.NamedLabel };
    }

    /// <summary>What is known of the paragraph that begins at <paramref name="start"/>, while lines are added to it.</summary>
    private struct State(Reflow owner, int start)
    {
        private readonly bool _marked = owner._marks[start] is { Kind: not MarkKind.Dash };
        private bool _sentence;
        private bool _comma;
        private int _open;

        public void Add(int i)
        {
            var words = owner.Words(i);
            _sentence |= LineEnd.HasSentence(words);
            _comma |= LineEnd.HasComma(words) || (owner._halfWidth && words.Contains(','));
            _open = LineEnd.OpenBrackets(words, _open);
        }

        private readonly double Gap(int i) => owner.Layout.Column - owner.Layout.WidthOf(owner.Line(i)) - (i == start && !owner.Layout.ShowsIndent ? owner.Layout.Indent : i == start ? owner.ShownIndent(i) : 0);

        /// <summary>The break between <paramref name="next"/> and the line before it is a wrap.</summary>
        public readonly double CostOfJoin(int next)
        {
            var (line, before) = (owner.Line(next), owner.Words(next - 1));
            if (owner.Roles.MustJoin(line))
                return 0;
            if (owner.Roles.MustBreak(line))
                return Never * 4;
            var terminal = owner.IsTerminal(next - 1);
            var prose = !terminal && !LineEnd.IsWeak(before) && (_sentence || (_comma && !_marked));
            var cost = 0d;
            if (owner._marks[next] is { } mark)
                cost += LineEnd.GoesOn(before) && mark.Kind != MarkKind.Dash ? 0.5 : mark.Kind == MarkKind.Dash && !terminal ? 0 : prose ? 2 : mark.Kind == MarkKind.Article && !terminal && !LineEnd.IsWeak(before) && !_marked ? 2 : 9;
            if (LineEnd.CannotBegin(line.Words))
                return cost;
            if (!owner.Layout.Wrapped)
                return cost + (LineEnd.GoesOn(before) || owner.Roles.IsInterrupted(line) || (_open > 0 && !terminal) ? 1.5 : prose && owner.Roles.IsInterrupted(line) ? 0 : 30);

            if (terminal)
                cost += 1.2;
            else if (LineEnd.IsWeak(before))
                cost += 0.6;
            // The next word would have fitted: the line was ended on purpose, unless the sentence is still open.
            var gap = Gap(next - 1) - owner.Layout.Measure.OfFirstToken(line.Words);
            if (gap > 0.8)
            {
                var weight = terminal ? 1 : _open > 0 || LineEnd.GoesOn(before) ? 0.15 : prose ? 0.3 : 1.2;
                cost += weight * (2.5 + Math.Min(8, 0.8 * gap));
            }

            if (terminal || LineEnd.IsWeak(before))
            {
                if (owner.Layout.ShowsIndent)
                    cost += Layout.IsIndented(line) ? 8 : 0;
                // A line that a page shows to stand at the left edge begins nothing.
                if (owner.Roles.OpensLikeOthers(line) && !(owner.Layout.ShowsIndent && line.X is not null && !Layout.IsIndented(line)))
                    cost += 4;
            }

            if (owner.Layout.BlanksSeparate && line.AfterBlank)
                cost += prose || LineEnd.GoesOn(before) ? 0.5 : 5;
            return cost;
        }

        /// <summary>The paragraph ends after <paramref name="last"/>.</summary>
        public readonly double CostOfEnd(int last)
        {
            var words = owner.Words(last);
            var cost = 0.8 + CostOfStart(last);
            if (last + 1 < owner.Count && owner.Roles.MustBreak(owner.Line(last + 1)))
                return cost;
            if (last + 1 == owner.Count)
                return cost;
            if (owner.Roles.MustJoin(owner.Line(last + 1)))
                return Never;
            if (LineEnd.GoesOn(words))
                cost += owner.Layout.Wrapped ? 20 : 12;
            if (LineEnd.CannotBegin(owner.Words(last + 1)))
                cost += 20;
            // A paragraph rarely happens to end where the line does.
            var full = owner.Layout.Wrapped && Gap(last) - owner.Layout.Measure.OfFirstToken(owner.Words(last + 1)) <= 0.3;
            if (owner.IsTerminal(last))
                return cost + (full ? 1 : 0) + (_open > 0 && words[^1] != '〕' ? 2 : 0);
            if (!owner.Layout.Wrapped)
                return cost + (_open > 0 ? 8 : 0) + (owner.Roles.IsInterrupted(owner.Line(last + 1)) && (_sentence || _comma) ? 30 : 0);
            if (LineEnd.IsWeak(words))
                return cost + 0.5 + (_open > 0 ? 6 : 0);
            if (_open > 0)
                cost += 8;
            // Words that stop without a stop at the foot of a page, or on 的, go on.
            if ((!_marked && owner.Roles.IsInterrupted(owner.Line(last + 1))) || words[^1] is '的' or '和' or '及' or '或')
                cost += 6;
            if (_sentence)
                cost += 12;
            else if (_comma)
                cost += _marked ? 1.5 : 9;
            else
                cost += _marked ? 0.5 : 1;
            if (Gap(last) - owner.Layout.Measure.OfFirstToken(owner.Words(last + 1)) <= 0.5)
                cost += 3;
            return cost;
        }

        // A first line cannot be as wide as the column where first lines are indented.
        private readonly double CostOfStart(int last)
        {
            if (!owner.Layout.Wrapped || start == 0 || (start == last && !owner.IsTerminal(last)))
                return 0;
            var cost = 0d;
            if (Gap(start) < -1)
                cost += Math.Min(6, 2 * -Gap(start));
            if (owner.Layout.ShowsIndent && !Layout.IsIndented(owner.Line(start)) && !_marked && owner.IsTerminal(start - 1) && !owner.Roles.MustBreak(owner.Line(start)))
                cost += 3;
            if (owner.Layout.BlanksSeparate && !owner.Line(start).AfterBlank && !_marked)
                cost += 1;
            return cost;
        }
    }

    private Layout Layout => layout;

    private LineRoles Roles => roles;

    private int Count => lines.Count;

    private SourceLine Line(int i) => lines[i];

    private string Words(int i) => lines[i].Words;

    private double ShownIndent(int i) => Layout.IsIndented(lines[i]) ? 2 : 0;
}
