using PolicyBot.Answering.Eligibility;
using PolicyBot.Core.Eligibility;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Console.Worksheets;

/// <summary>A fact on the form. <see cref="Value"/> is null for one that is asked.</summary>
/// <param name="Decides">Benefits that are still open and hang on it.</param>
public sealed record WorksheetFact(FactDefinition Definition, FactValue? Value, string Text, int Decides)
{
    public string Field => "f." + Definition.Id;

    public bool Holds(string choice) => Value switch
    {
        FactValue.Groups groups => groups.Yes.Contains(choice, StringComparer.Ordinal),
        null => false,
        _ => string.Equals(Value.ToString(), choice, StringComparison.Ordinal),
    };

    /// <summary>True where some choices are known not to hold.</summary>
    public bool HasRest => Value is FactValue.Groups { No.Count: > 0 };
}

/// <summary>How a benefit's verdict moved when a fact was changed.</summary>
public sealed record VerdictChange(string Title, string From, string To);

/// <summary>
/// Everything the worksheet shows for some facts on a day. Shape: <see cref="Known"/> in the catalogue's order; <see cref="Next"/> only facts that can still change a benefit
/// that is neither decided nor over, the most useful first; the four lists in the order of the assessment.
/// </summary>
public sealed record Worksheet(DateOnly AsOf, IReadOnlyList<WorksheetFact> Known, IReadOnlyList<WorksheetFact> Next, WorksheetShape Shape)
{
    public const int MostAsked = 6;

    public IReadOnlyList<AssessmentShape> Likely => Of("likely_eligible");

    public IReadOnlyList<AssessmentShape> Possible => Of("need_more_info");

    public IReadOnlyList<AssessmentShape> Excluded => Of("not_eligible");

    public IReadOnlyList<AssessmentShape> Expired => Of("expired");

    public IReadOnlyList<AssessmentShape> NotYet => Of("not_covered");

    public IReadOnlyList<VerdictChange> Changes { get; init; } = [];

    /// <summary>benefit=verdict of all, for comparing with the next.</summary>
    public string Verdicts => string.Join(';', Shape.Assessments.Select(a => $"{a.Benefit}={a.Verdict}"));

    public bool IsEmpty => Known.Count == 0;

    /// <summary>Null where this edition has nothing to assess.</summary>
    public static Worksheet? Of(Serving serving, IReadOnlyDictionary<string, string> facts, DateOnly asOf, string before = "")
    {
        if (serving.Assess is not { } assess)
            return null;
        var shape = assess(facts, asOf);
        var catalog = serving.Knowledge.Facts;
        var weights = Weights(shape);
        var known = catalog.Facts.Where(f => facts.ContainsKey(f.Id)).Select(f => Fact(f, facts[f.Id], weights.GetValueOrDefault(f.Id))).ToList();
        var next = weights.Where(w => !facts.ContainsKey(w.Key)).OrderByDescending(w => w.Value).Select(w => catalog.Find(w.Key)).OfType<FactDefinition>()
            .Select(f => Fact(f, text: null, weights[f.Id])).ToList();
        return new(asOf, known, next, shape) { Changes = before.Length > 0 ? Compare(before, shape) : [] };
    }

    public static string NameOf(string verdict) => verdict switch
    {
        "likely_eligible" => "很可能符合",
        "need_more_info" => "可能符合",
        "not_eligible" => "不符合",
        "expired" => "已到期",
        _ => "那时还没开始",
    };

    private IReadOnlyList<AssessmentShape> Of(string verdict) => [.. Shape.Assessments.Where(a => string.Equals(a.Verdict, verdict, StringComparison.Ordinal))];

    private static WorksheetFact Fact(FactDefinition definition, string? text, int decides) =>
        FactValue.TryParse(definition.Type, text, out var value) ? new(definition, value, WorksheetForm.Shown(value), decides) : new(definition, Value: null, text ?? "", decides);

    /// <summary>A benefit of which something is met already counts for more than one that nobody has come near.</summary>
    private static Dictionary<string, int> Weights(WorksheetShape shape)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var assessment in shape.Assessments.Where(a => a.Verdict is "need_more_info"))
        {
            var weight = assessment.Conditions.Any(c => c.State is "met") ? 10 : 1;
            for (var i = 0; i < assessment.Missing.Count; i++)
                weights[assessment.Missing[i].Fact] = weights.GetValueOrDefault(assessment.Missing[i].Fact) + (weight * 3) - Math.Min(i, 2);
        }

        return weights;
    }

    private static List<VerdictChange> Compare(string before, WorksheetShape now)
    {
        var then = before.Split(';').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);
        return [.. now.Assessments.Where(a => then.TryGetValue(a.Benefit, out var old) && !string.Equals(old, a.Verdict, StringComparison.Ordinal)).Select(a => new VerdictChange(a.Title, NameOf(then[a.Benefit]), NameOf(a.Verdict)))];
    }
}
