using System.Text.RegularExpressions;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Finds head, plan title, attachments and displaced titles of one document, moves what is displaced, and settles the paragraphs that follow from them.
/// Afterwards <see cref="Content"/> is in the order of the official text.
/// </summary>
internal sealed partial class DocumentShaper(List<SourceLine> content, Stretch stretch, LineRoles roles, Layout layout)
{
    public List<SourceLine> Content { get; } = content;

    public List<Repair> Moves { get; } = [];

    public List<string> Doubts { get; } = [];

    public List<SourceLine> TitleLines { get; } = [];

    public List<SourceLine> AddresseeLines { get; } = [];

    public List<SourceLine> SignatureLines { get; } = [];

    public SourceLine? NumberLine { get; private set; }

    public SourceLine? DateLine { get; private set; }

    /// <summary>The covering notice ends here (index of the date line in the head); -1 without one.</summary>
    public int NoticeEnd { get; private set; } = -1;

    public List<(string Part, string Title)> Attachments { get; } = [];

    public void Shape()
    {
        var head = ShapeHead();
        ShapeDate(head);
        if (NoticeEnd > 0)
            ShapePlanTitle(head);
        ShapeAttachments(head);
        for (var i = 1; i < Content.Count; i++)
        {
            if (LineShapes.Date().IsMatch(Content[i].Words) && IsStandalone(i))
                roles.Together(Content, i, 1);
        }
    }

    private int ShapeHead()
    {
        var at = 0;
        var number = stretch.NumberAt >= 0 ? stretch.NumberAt - stretch.First : -1;
        var title = stretch.TitleAt - stretch.First;
        if (stretch.TitleCount > 0)
        {
            TitleLines.AddRange(Content.Skip(title).Take(stretch.TitleCount));
            roles.Together(Content, title, stretch.TitleCount);
            roles.StartPart(Content[title]);
            at = title + stretch.TitleCount;
        }

        if (number >= 0)
        {
            NumberLine = Content[number];
            roles.Together(Content, number, 1);
            at = Math.Max(at, number + 1);
        }

        // （2024年3月1日市政府第5次常务会议通过） under the title.
        if (at < Content.Count && Content[at].Words is ['（', .., '）'] or ['(', .., ')'])
            roles.Together(Content, at++, 1);
        for (var count = 1; count <= 6 && at + count <= Content.Count; count++)
        {
            var words = Content[at + count - 1].Words;
            if (LineEnd.IsTerminal(words) || ItemMark.At(words) is not null || LineShapes.AttachmentHeading().IsMatch(words))
                break;
            if (words[^1] is not ('：' or ':'))
                continue;
            var joined = string.Concat(Content.Skip(at).Take(count).Select(l => l.Words));
            if (joined.Length <= 200 && !NotAddressees().IsMatch(joined))
            {
                AddresseeLines.AddRange(Content.Skip(at).Take(count));
                roles.Together(Content, at, count);
                at += count;
            }

            break;
        }

        return at;
    }

    private bool IsStandalone(int i) => i == 0 || LineEnd.IsTerminal(Content[i - 1].Words) || (!LineEnd.HasComma(Content[i - 1].Words) && !LineEnd.GoesOn(Content[i - 1].Words) && LineShapes.Organ().IsMatch(Content[i - 1].Words.Replace("、", "", StringComparison.Ordinal)))
        || (LineShapes.AttachmentNote().IsMatch(Content[i - 1].Words) || !layout.Wrapped);

    private void ShapeDate(int head)
    {
        for (var d = head; d < Content.Count; d++)
        {
            if (!LineShapes.Date().IsMatch(Content[d].Words) || !IsStandalone(d))
                continue;
            DateLine = Content[d];
            var first = d;
            while (first > head && d - first < 12 && IsSignature(Content[first - 1]))
                first--;
            for (var i = first; i < d; i++)
            {
                SignatureLines.Add(Content[i]);
                roles.Together(Content, i, 1);
            }

            roles.Together(Content, d, 1);
            if (d + 1 < Content.Count && AddresseeLines.Count + TitleLines.Count > 0 && IsNotice(head, d))
                NoticeEnd = d;
            return;
        }
    }

    private bool IsSignature(SourceLine line)
    {
        var words = line.Words;
        return words.Length <= 40 && words.AsSpan().IndexOfAny("，。；：、") < 0 && ItemMark.At(words) is null && LineShapes.Organ().IsMatch(words);
    }

    // A notice is short, has no numbered level, and something other than an imprint follows its date.
    private bool IsNotice(int head, int date)
    {
        for (var i = head; i < date; i++)
        {
            if (ItemMark.At(Content[i].Words) is { Kind: not (MarkKind.AttachmentNote or MarkKind.Digit or MarkKind.Dash) })
                return false;
        }

        return !LineShapes.AttachmentHeading().IsMatch(Content[date + 1].Words);
    }

    private void ShapePlanTitle(int head)
    {
        var names = NamesIn(0, NoticeEnd + 1);
        var at = NoticeEnd + 1;
        while (at < Content.Count - 1 && Content[at].Words is ['（', .., '）'] or ['(', .., ')'])
            roles.Together(Content, at++, 1);
        roles.StartPart(Content[at]);
        var count = CountTitleLines(at, names);
        if (count > 0)
            roles.Together(Content, at, count);
        else
            MoveStrayTitle(at, names);
    }

    /// <summary>How many lines from <paramref name="at"/> spell a name out, wholly or nearly; 0 for none.</summary>
    private int CountTitleLines(int at, IReadOnlyList<string> names)
    {
        var (best, likest) = (0, 0.6);
        var joined = "";
        for (var count = 1; count <= 5 && at + count <= Content.Count; count++)
        {
            var words = Content[at + count - 1].Words;
            if (LineEnd.IsTerminal(words) || LineEnd.HasSentence(words) || ItemMark.At(words) is { Kind: not MarkKind.AttachmentNote })
                break;
            joined += words;
            var like = names.Select(n => LineShapes.Likeness(n, joined)).DefaultIfEmpty(0).Max();
            if (like > likest + 1e-9)
                (best, likest) = (count, like);
        }

        return best;
    }

    private List<string> NamesIn(int first, int end)
    {
        var joined = string.Concat(Content.Skip(first).Take(end - first).Select(l => l.Words));
        var names = LineShapes.BookName().Matches(joined).Select(m => m.Groups["name"].Value).ToList();
        var title = string.Concat(TitleLines.Select(l => l.Words));
        if (PrintedName().Match(title) is { Success: true } printed)
            names.Add(printed.Groups["name"].Value);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    // The first line of the title, torn away by the columns, stands somewhere in mid-sentence.
    private void MoveStrayTitle(int at, IReadOnlyList<string> names)
    {
        for (var i = at + 1; i + 1 < Content.Count; i++)
        {
            var words = Content[i].Words;
            if (words.Length < 4 || LineEnd.IsTerminal(Content[i - 1].Words) || LineEnd.HasComma(words) || layout.WidthOf(Content[i]) > layout.Column - 3)
                continue;
            var count = names.Any(n => n.StartsWith(words, StringComparison.Ordinal)) ? 1 : 0;
            while (count > 0 && i + count + 1 < Content.Count && names.Any(n => n.StartsWith(string.Concat(Content.Skip(i).Take(count + 1).Select(l => l.Words)), StringComparison.Ordinal)))
                count++;
            if (count == 0)
                continue;
            Move(i, count, at, "标题被版面带进正文，移回正文之前");
            var moved = string.Concat(Content.Skip(at).Take(count).Select(l => l.Words));
            if (!names.Contains(moved, StringComparer.Ordinal))
                Doubts.Add($"第{Content[at].Number}行：标题只印出“{moved}”，原件可能还有“{names.First(n => n.StartsWith(moved, StringComparison.Ordinal))[moved.Length..]}”，请对照原件");
            roles.Together(Content, at, count);
            roles.StartPart(Content[at]);
            return;
        }

        Doubts.Add($"第{Content[at].Number}行：通知之后没有印出所印发文件的标题");
    }

    private void Move(int from, int count, int before, string why)
    {
        var block = Content.GetRange(from, count);
        Moves.Add(new(RepairKind.Move, block[0].Number, block[^1].Number, block[0].Words, why) { Before = Content[before].Number });
        if (from + count < Content.Count)
        {
            roles.Interrupt(Content[from + count]);
            roles.Free(Content[from + count]);
        }

        Content.RemoveRange(from, count);
        Content.InsertRange(before, block);
    }

    private void ShapeAttachments(int head)
    {
        var heading = FindHeading(head, 0);
        var note = Content.FindIndex(head, l => LineShapes.AttachmentNote().IsMatch(l.Words));
        // 附件： alone on its line is the note where another heading follows, else the heading itself.
        if (note >= 0 && note == heading)
            heading = FindHeading(note + 1, note + 1);
        if (note >= 0 && heading >= 0 && heading < note)
            note = -1;
        if (note >= 0 && note > 0 && !LineEnd.IsTerminal(Content[note - 1].Words) && layout.Wrapped && LineEnd.HasComma(Content[note - 1].Words))
            note = -1;
        var names = note >= 0 ? ShapeNote(note, heading) : [];
        if (heading < 0)
        {
            AddNamed(names);
            return;
        }

        var noteEnd = note < 0 ? -1 : _noteEnd;
        var count = ShapeHeading(heading, names);
        if (note >= 0 && FirstOfText(noteEnd) is var text && text < heading)
        {
            Move(heading, count, text, "附件标题印在附件正文之中或之后，移到附件正文之前");
            heading = text;
            roles.Together(Content, heading, 1);
            if (count > 1)
                roles.Together(Content, heading + 1, count - 1);
        }

        roles.StartPart(Content[heading]);
        for (var next = heading; next >= 0; next = FindHeading(next + 1, next + 1))
        {
            count = next == heading ? count : ShapeHeading(next, names);
            roles.StartPart(Content[next]);
            var number = LineShapes.AttachmentHeading().Match(Content[next].Words).Groups["number"].Value;
            var printed = string.Concat(Content.Skip(next + 1).Take(count - 1).Select(l => Blanks.Normalize(l.Text, inList: false)));
            var index = number.Length > 0 && int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : Attachments.Count + 1;
            var title = names.Count == 1 && index <= 1 ? names[0] : index <= names.Count ? names[index - 1] : printed;
            Attachments.Add(("附件" + number, title));
        }

        foreach (var name in names.Skip(Attachments.Count))
            Doubts.Add($"附件说明列出的“{name}”没有在文中找到");
        if (Attachments.GroupBy(a => a.Part, StringComparer.Ordinal).Any(g => g.Count() > 1))
        {
            for (var i = 0; i < Attachments.Count; i++)
                Attachments[i] = ($"附件{i + 1}", Attachments[i].Title);
        }
    }

    private int _noteEnd;

    private void AddNamed(IReadOnlyList<string> names)
    {
        if (names.Count > 0 && _noteEnd < Content.Count && FirstOfText(_noteEnd) >= Content.Count)
            Doubts.Add($"附件说明列出的附件没有随文收到：{string.Join("、", names)}");
    }

    private int FindHeading(int from, int floor)
    {
        for (var i = Math.Max(from, floor); i < Content.Count; i++)
        {
            if (LineShapes.AttachmentHeading().IsMatch(Content[i].Words) && i + 1 < Content.Count)
                return i;
        }

        return -1;
    }

    // The first line after the note that is neither signature nor date nor （此件公开发布）: the attachment's own text or its heading.
    private int FirstOfText(int from)
    {
        var i = from;
        while (i < Content.Count && (IsSignature(Content[i]) || LineShapes.Date().IsMatch(Content[i].Words) || Content[i].Words is ['（', .., '）']))
            i++;
        return i;
    }

    private List<string> ShapeNote(int note, int heading)
    {
        var limit = heading > note ? heading : Math.Min(Content.Count, note + 40);
        var first = Content[note].Words;
        var numbered = NumberedName().IsMatch(first) || (LineShapes.AttachmentHeading().IsMatch(first) && note + 1 < limit && NumberedName().IsMatch("附件：" + Content[note + 1].Words));
        var count = numbered ? CountNumbered(note, limit) : CountNote(note, heading, limit);
        _noteEnd = note + count;
        if (!numbered)
            roles.Together(Content, note, count);
        else
        {
            roles.BreakBefore(Content[note]);
            if (_noteEnd < Content.Count)
                roles.BreakBefore(Content[_noteEnd]);
        }

        var joined = NotePrefix().Replace(string.Concat(Content.Skip(note).Take(count).Select(l => l.Words)), "");
        return numbered ? [.. ListNumber().Split(joined).Where(n => n.Length > 1)] : joined.Length > 1 ? [joined] : [];
    }

    private int CountNumbered(int note, int limit)
    {
        var count = 1;
        while (note + count < limit)
        {
            var words = Content[note + count].Words;
            var item = ItemMark.At(words) is { Kind: MarkKind.Digit };
            if (!item && (IsSignature(Content[note + count]) || LineShapes.Date().IsMatch(words) || Content[note + count].StartsColumn || LineEnd.HasComma(words) || words is ['（', .., '）'] || layout.WidthOf(Content[note + count - 1]) < layout.Column * 0.6 || !layout.Wrapped))
                break;
            count++;
        }

        return count;
    }

    // The name goes on over lines: as far as it spells the printed title, else while lines are full.
    private int CountNote(int note, int heading, int limit)
    {
        if (heading > note && heading + 1 < Content.Count)
        {
            var printed = Content.Skip(heading + 1).Take(5).Aggregate(new List<string> { "" }, (all, line) => [.. all, all[^1] + line.Words]).Skip(1).ToList();
            var (best, likest) = (0, 0.6);
            for (var count = 1; count <= 6 && note + count <= limit; count++)
            {
                var name = NotePrefix().Replace(string.Concat(Content.Skip(note).Take(count).Select(l => l.Words)), "");
                var like = printed.Max(p => LineShapes.Likeness(name, p));
                if (like > likest + 1e-9)
                    (best, likest) = (count, like);
            }

            if (best > 0)
                return best;
        }

        var taken = LineShapes.AttachmentHeading().IsMatch(Content[note].Words) ? 2 : 1;
        while (note + taken < limit && layout.Wrapped && !Content[note + taken].StartsColumn && !IsSignature(Content[note + taken]) && !LineShapes.Date().IsMatch(Content[note + taken].Words)
            && layout.WidthOf(Content[note + taken - 1]) >= layout.Column - 3.5 && !LineEnd.HasComma(Content[note + taken].Words))
            taken++;
        return Math.Min(taken, Content.Count - note);
    }

    // Heading line and the title lines under it; returns their number.
    private int ShapeHeading(int heading, IReadOnlyList<string> names)
    {
        var titles = heading + 1 < Content.Count ? CountTitleLines(heading + 1, names) : 0;
        if (titles == 0)
            titles = heading + 1 < Content.Count ? Boundaries.TitleBelow(Content, heading + 1) : 0;
        if (titles == 0 && heading + 1 < Content.Count && !LineEnd.IsTerminal(Content[heading + 1].Words) && !LineEnd.HasComma(Content[heading + 1].Words) && ItemMark.At(Content[heading + 1].Words) is null && Content[heading + 1].Words.Length <= 30)
            titles = 1;
        roles.Together(Content, heading, 1);
        if (titles > 0)
            roles.Together(Content, heading + 1, titles);
        return 1 + titles;
    }

    [GeneratedRegex(@"如下|现将|根据|为了|为贯彻|决定|通知|有关事项|^现就|^[一二三]、|。", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex NotAddressees();

    [GeneratedRegex(@"(?:印发|发布|转发|公布)《?(?<name>[^《》]{4,80}?)》?的?(?:通知|公告|函)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PrintedName();

    [GeneratedRegex(@"^附件?\d{0,2}[：:]?", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex NotePrefix();

    [GeneratedRegex(@"^附件?[：:]?1[.．、]", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex NumberedName();

    [GeneratedRegex(@"\d{1,2}[.．、]", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex ListNumber();
}
