namespace PolicyBot.Knowledge.Import;

/// <summary>Repairs that people wrote into document.yaml (by: hand). A corrected file shifts lines, so each is found again by the words of its line.</summary>
internal sealed class HandRepairs
{
    private readonly List<Repair> _found = [];

    public HandRepairs(IReadOnlyList<Repair> repairs, IReadOnlyList<SourceLine> lines)
    {
        foreach (var repair in repairs)
        {
            if (repair.Kind == RepairKind.Set)
            {
                _found.Add(repair);
                continue;
            }

            var line = lines.Where(l => string.Equals(l.Words, Blanks.Strip(repair.Text), StringComparison.Ordinal)).OrderBy(l => Math.Abs(l.Number - repair.First)).FirstOrDefault();
            if (line is null)
            {
                Lost.Add($"第{repair.Lines}行的手工修复找不到原来的文字“{repair.Text}”，没有套用，已从记录中去掉；如仍需要请重新登记");
                continue;
            }

            var shift = line.Number - repair.First;
            _found.Add(repair with { First = line.Number, Last = repair.Last + shift, Before = repair.Before + shift });
        }
    }

    public List<string> Lost { get; } = [];

    public bool Covers(RepairKind kind, SourceLine line) => _found.Exists(r => r.Kind == kind && line.Number >= r.First && line.Number <= r.Last);

    public Repair? FurnitureOf(SourceLine line) => _found.Find(r => r.Kind == RepairKind.Furniture && line.Number >= r.First && line.Number <= r.Last) is { } repair
        ? repair with { First = line.Number, Last = line.Number, Text = line.Words } : null;

    /// <summary>A join or split by hand also says that the line is text, not furniture.</summary>
    public void Furniture(IReadOnlyList<SourceLine> lines, SortedDictionary<int, string> furniture)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Covers(RepairKind.Furniture, lines[i]))
                furniture[i] = "手工指定";
            else if (Covers(RepairKind.Join, lines[i]) || Covers(RepairKind.Split, lines[i]) || Covers(RepairKind.Move, lines[i]))
                furniture.Remove(i);
        }
    }

    public void Apply(DocumentShaper shaper, LineRoles roles)
    {
        foreach (var repair in _found)
        {
            var first = shaper.Content.FindIndex(l => l.Number >= repair.First && l.Number <= repair.Last);
            if (first < 0 || repair.Kind is RepairKind.Set or RepairKind.Furniture)
                continue;
            var block = shaper.Content.Where(l => l.Number >= repair.First && l.Number <= repair.Last).ToList();
            if (repair.Kind == RepairKind.Move && repair.Before is { } before && shaper.Content.Exists(l => l.Number == before))
            {
                shaper.Content.RemoveAll(block.Contains);
                shaper.Content.InsertRange(shaper.Content.FindIndex(l => l.Number == before), block);
                roles.BreakBefore(block[0]);
            }
            else if (repair.Kind == RepairKind.Split)
            {
                roles.BreakBefore(block[0]);
            }
            else if (repair.Kind == RepairKind.Join)
            {
                foreach (var line in block.Skip(1))
                    roles.JoinBefore(line);
            }

            shaper.Moves.Add(repair);
        }
    }

    public DraftMetadata Set(DraftMetadata metadata, int first, int last, List<Repair> repairs)
    {
        foreach (var repair in _found.Where(r => r.Kind == RepairKind.Set && string.Equals(r.Text, metadata.Printed, StringComparison.Ordinal)))
        {
            metadata = metadata.With(repair.Key ?? "", repair.Value ?? "");
            repairs.Add(repair with { First = first, Last = last });
        }

        return metadata;
    }
}
