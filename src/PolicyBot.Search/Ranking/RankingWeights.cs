using System.Text.Json;
using PolicyBot.Core;

namespace PolicyBot.Search.Ranking;

/// <summary>One weight for each <see cref="RankingFeature"/>. Data: <c>tune</c> of the benchmarks writes them as JSON, keys being the features' names.</summary>
public sealed class RankingWeights
{
    private readonly double[] _values;

    private RankingWeights(double[] values) => _values = values;

    public static IReadOnlyList<RankingFeature> Features { get; } = Enum.GetValues<RankingFeature>();

    public static RankingWeights Default { get; } = Of(new Dictionary<RankingFeature, double>
    {
        [RankingFeature.FirstStage] = 1.0,
        [RankingFeature.OwnCoverage] = 0.8,
        [RankingFeature.ContextCoverage] = 0.8,
        [RankingFeature.HeadingAgreement] = 0.15,
        [RankingFeature.LongestRun] = 0.0,
        [RankingFeature.Concepts] = 0.8,
        [RankingFeature.Exact] = 0.2,
        [RankingFeature.Facet] = 0.2,
        [RankingFeature.Governing] = 0.1,
        [RankingFeature.Leaf] = 0.05,
        [RankingFeature.Brevity] = 0.0,
        [RankingFeature.NamedPart] = -0.1,
        [RankingFeature.Unit] = 0.2,
        [RankingFeature.Validity] = 0.05,
    });

    public double this[RankingFeature feature] => _values[(int)feature];

    /// <summary>Features that are not named weigh nothing.</summary>
    public static RankingWeights Of(IReadOnlyDictionary<RankingFeature, double> weights) =>
        new([.. Features.Select(f => weights.GetValueOrDefault(f))]);

    public RankingWeights With(RankingFeature feature, double weight)
    {
        var values = (double[])_values.Clone();
        values[(int)feature] = weight;
        return new(values);
    }

    /// <summary>Errors: no JSON object, an unknown feature, a weight that is no number: all of them, not the first. Features left out keep their default.</summary>
    public static Result<RankingWeights> Parse(string json, string where)
    {
        Dictionary<string, JsonElement>? read;
        try
        {
            read = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json);
        }
        catch (JsonException fault)
        {
            return Result<RankingWeights>.Failure(new Problem(where, "排序权重文件不是有效的 JSON 对象") { Line = (int?)fault.LineNumber + 1 });
        }

        var problems = new List<Problem>();
        var weights = Default;
        foreach (var (key, value) in read ?? [])
        {
            if (!Enum.TryParse<RankingFeature>(key, out var feature) || !string.Equals(feature.ToString(), key, StringComparison.Ordinal))
                problems.Add(new(where, "不认识的排序特征") { Found = key, Expected = string.Join("、", Features) });
            else if (value.ValueKind != JsonValueKind.Number)
                problems.Add(new(where, $"{key} 的权重不是数字") { Found = value.ToString(), Expected = "数字，例如 0.5" });
            else
                weights = weights.With(feature, value.GetDouble());
        }

        return problems.Count > 0 ? Result<RankingWeights>.Failure(problems) : weights;
    }

    public string ToJson() => "{\n" + string.Join(",\n", Features.Select(f =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  \"{f}\": {this[f]:0.###}"))) + "\n}\n";
}
