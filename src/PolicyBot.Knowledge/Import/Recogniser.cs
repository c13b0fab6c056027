using System.Text;
using PolicyBot.Core;

namespace PolicyBot.Knowledge.Import;

/// <summary>A paragraph of the official text and the received lines it is made of, in order.</summary>
internal sealed record Paragraph(string Text, IReadOnlyList<SourceLine> Lines);

/// <summary>One recognised document before it is written. Shape: <see cref="Repairs"/> in the order of the source.</summary>
internal sealed record Draft(DraftMetadata Metadata, IReadOnlyList<Paragraph> Paragraphs, IReadOnlyList<Repair> Repairs, IReadOnlyList<string> Doubts, int FirstLine, int LastLine)
{
    public string Text { get; } = string.Join('\n', Paragraphs.Select(p => p.Text));
}

/// <summary>Received lines → documents. Pure: the same lines and hand repairs give the same drafts. Knows no place, unit or title.</summary>
internal static class Recogniser
{
    public static Result<IReadOnlyList<Draft>> Recognise(ReceivedText received, string name, IReadOnlyList<Repair> byHand)
    {
        if (received.Lines.Count == 0)
            return Result<IReadOnlyList<Draft>>.Failure(new Problem(name, "文件是空的，没有可导入的文字；请检查收到的文件是否完整。"));
        var hand = new HandRepairs(byHand, received.Lines);
        var block = MetadataBlock.Find(received.Lines);
        var furniture = Furniture.Find(received.Lines);
        foreach (var line in block.Lines)
            furniture[line] = "网页信息栏";
        hand.Furniture(received.Lines, furniture);
        var roles = new LineRoles();
        var content = new List<SourceLine>();
        for (var i = 0; i < received.Lines.Count; i++)
        {
            if (furniture.ContainsKey(i))
                continue;
            content.Add(received.Lines[i]);
            if (i > 0 && furniture.ContainsKey(i - 1))
                roles.Interrupt(received.Lines[i]);
        }

        if (content.Count == 0)
            return Result<IReadOnlyList<Draft>>.Failure(new Problem(name, "文件里只有页眉页码，没有正文；请检查收到的文件是否完整。"));
        Lists.Find(content, roles);
        FindNotes(content, roles);
        var stretches = Boundaries.Find(content, roles);
        var drafts = new List<Draft>();
        for (var i = 0; i < stretches.Count; i++)
        {
            var first = i == 0 ? 1 : content[stretches[i].First].Number;
            var last = i + 1 < stretches.Count ? content[stretches[i + 1].First].Number - 1 : LastLine(received);
            drafts.Add(Make(received, content, stretches[i], roles, hand, furniture, first, last, stretches.Count == 1 ? block : null));
        }

        return Result<IReadOnlyList<Draft>>.Success(drafts, [.. received.Warnings, .. hand.Lost.Select(l => new Problem(name, l) { Severity = ProblemSeverity.Warning })]);
    }

    // A note is a paragraph of its own; the reader has put it behind the one that it belongs to.
    private static void FindNotes(List<SourceLine> content, LineRoles roles)
    {
        for (var i = 0; i < content.Count; i++)
        {
            if (content[i].Style == LineStyle.FootnoteGoesOn)
                roles.JoinBefore(content[i]);
            else if (content[i].Style == LineStyle.Footnote || (i > 0 && IsNote(content[i - 1])))
                roles.BreakBefore(content[i]);
        }
    }

    private static bool IsNote(SourceLine line) => line.Style is LineStyle.Footnote or LineStyle.FootnoteGoesOn;

    private static int LastLine(ReceivedText received) => received.Lines[^1].Number;

    private static Draft Make(ReceivedText received, List<SourceLine> all, Stretch stretch, LineRoles roles, HandRepairs hand, SortedDictionary<int, string> furniture, int first, int last, MetadataBlock? block)
    {
        var content = all.GetRange(stretch.First, stretch.End - stretch.First);
        var repairs = new List<Repair>();
        foreach (var (index, why) in furniture)
        {
            var line = received.Lines[index];
            if (line.Number >= first && line.Number <= last)
                repairs.Add(hand.FurnitureOf(line) ?? new(RepairKind.Furniture, line.Number, line.Number, line.Words, why));
        }

        var published = TakeImprint(content, repairs);
        var layout = Layout.Of([.. content.Where(l => !IsNote(l))], received.LinesAreParagraphs);
        var shaper = new DocumentShaper(content, stretch, roles, layout);
        shaper.Shape();
        hand.Apply(shaper, roles);
        repairs.AddRange(shaper.Moves);
        roles.LearnOpenings(shaper.Content);
        var paragraphs = Paragraphs(shaper.Content, layout, roles, hand, repairs);
        var metadata = Metadata.Of(shaper, paragraphs, published, block);
        metadata = hand.Set(metadata, first, last, repairs);
        return new(metadata, paragraphs, [.. repairs.OrderBy(r => r.First).ThenBy(r => r.Kind)], [.. received.Doubts, .. metadata.Doubts, .. shaper.Doubts, .. HiddenCharacters.In(shaper.Content)], first, last);
    }

    // 抄送…, …印发 at the end are the imprint.
    private static string? TakeImprint(List<SourceLine> content, List<Repair> repairs)
    {
        string? published = null;
        while (content.Count > 1 && LineShapes.Imprint().IsMatch(content[^1].Words))
        {
            var line = content[^1];
            published ??= line.Words;
            repairs.Add(new(RepairKind.Furniture, line.Number, line.Number, line.Words, "版记"));
            content.RemoveAt(content.Count - 1);
        }

        return published;
    }

    private static List<Paragraph> Paragraphs(List<SourceLine> lines, Layout layout, LineRoles roles, HandRepairs hand, List<Repair> repairs)
    {
        var starts = new Reflow(lines, layout, roles).FindStarts();
        var paragraphs = new List<Paragraph>();
        for (var i = 0; i < starts.Count; i++)
        {
            var own = lines.GetRange(starts[i], (i + 1 < starts.Count ? starts[i + 1] : lines.Count) - starts[i]);
            var text = new StringBuilder();
            foreach (var line in own)
            {
                var words = line.Style == LineStyle.TableRow && line.Cells.Count > 1 ? Blanks.NormalizeRow(line.Cells) : Blanks.Normalize(line.Text, roles.IsList(line));
                if (text.Length > 0)
                    text.Append(Blanks.AtJoin(text[^1], words[0]));
                text.Append(words);
                if (!string.Equals(words, TrimBlanks(line.Text), StringComparison.Ordinal))
                    repairs.Add(new(RepairKind.Blanks, line.Number, line.Number, line.Words, "删去排版空格"));
            }

            paragraphs.Add(new(text.ToString(), own));
            if (own.Count > 1 && !own.TrueForAll(l => hand.Covers(RepairKind.Join, l)))
                repairs.Add(new(RepairKind.Join, own.Min(l => l.Number), own.Max(l => l.Number), own[0].Words, "合并排版换行"));
        }

        return paragraphs;
    }

    private static string TrimBlanks(string text) => text.Trim([.. text.Where(Blanks.Is).Distinct()]);
}
