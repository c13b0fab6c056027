namespace PolicyBot.Knowledge.Import;

/// <summary>The lines of one document while they are brought into the order of the official text, and what was done to them. Shared by those who shape its parts.</summary>
internal sealed class ShapedLines(List<SourceLine> content, LineRoles roles, Layout layout)
{
    public List<SourceLine> Content { get; } = content;

    public LineRoles Roles => roles;

    public Layout Layout => layout;

    public List<Repair> Moves { get; } = [];

    public List<string> Doubts { get; } = [];

    /// <summary>The line does not go on from the one before it.</summary>
    public bool IsStandalone(int i) => i == 0 || LineEnd.IsTerminal(Content[i - 1].Words) || (!LineEnd.HasComma(Content[i - 1].Words) && !LineEnd.GoesOn(Content[i - 1].Words) && LineShapes.Organ().IsMatch(Content[i - 1].Words.Replace("、", "", StringComparison.Ordinal)))
        || (LineShapes.AttachmentNote().IsMatch(Content[i - 1].Words) || !layout.Wrapped);

    public static bool IsSignature(SourceLine line)
    {
        var words = line.Words;
        return words.Length <= 40 && words.AsSpan().IndexOfAny("，。；：、") < 0 && ItemMark.At(words) is null && LineShapes.Organ().IsMatch(words);
    }

    /// <summary>How many lines from <paramref name="at"/> spell a name out, wholly or nearly; 0 for none.</summary>
    public int CountTitleLines(int at, IReadOnlyList<string> names)
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

    public void Move(int from, int count, int before, string why)
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
}
