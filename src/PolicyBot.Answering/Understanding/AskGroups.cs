using PolicyBot.Core.Language;

namespace PolicyBot.Answering.Understanding;

/// <summary>Asks about one thing, answered together. Shape: <see cref="Facets"/> best first, the leading one of each ask.</summary>
internal sealed record AskGroup(string Text, IReadOnlyList<FacetScore> Facets);

/// <summary>Puts together the asks of one breath that are about the same thing. Pure.</summary>
internal static class AskGroups
{
    private const int Most = 5;

    /// <summary>Where and how to apply is often told by another clause than what is granted: asked clearly, it is looked for by itself.</summary>
    private const double Clear = 0.75;

    /// <summary>One for each topic, in the order asked; empty where only one thing is asked about, or more than anybody asks in one breath.</summary>
    public static IReadOnlyList<AskGroup> Of(QuestionUnderstanding asked)
    {
        var groups = new List<(string Text, List<FacetScore> Facets)>();
        foreach (var ask in asked.SubQuestions)
        {
            if (ask.Topic is not null && groups.Count > 0 && !(ask.Facets is [{ Facet: Facet.Where or Facet.HowToApply, Score: >= Clear }, ..]))
                groups[^1] = (groups[^1].Text + "，" + ask.Text[(ask.Topic.Length + 1)..], [.. groups[^1].Facets, .. ask.Facets.Take(1)]);
            else
                groups.Add((ask.Text, [.. ask.Facets.Take(2)]));
        }

        return groups.Count is < 2 or > Most ? [] : [.. groups.Select(g => new AskGroup(g.Text, Equal(g.Facets)))];
    }

    /// <summary>What each ask of the breath leads with, as strong as the strongest, so that none is thinned out.</summary>
    public static IReadOnlyList<FacetScore> Leading(QuestionUnderstanding asked) =>
        asked.SubQuestions.Count == 0 ? asked.Facets : Equal([.. asked.SubQuestions.SelectMany(a => a.Facets.Take(1))]);

    /// <summary>能拿多少 leads its own ask, however faintly it asks.</summary>
    private const double Heard = 0.4;

    private static IReadOnlyList<FacetScore> Equal(IReadOnlyList<FacetScore> facets)
    {
        var best = facets.Count == 0 ? 0 : facets.Max(f => f.Score);
        return [.. facets.Select(f => f.Score >= Heard ? f with { Score = best } : f).DistinctBy(f => f.Facet)];
    }
}
