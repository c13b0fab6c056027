using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Core.Text;
using PolicyBot.Search;

namespace PolicyBot.Web.Gaps;

/// <summary>
/// The first wording of a draft: everything that can be known without a person, in the form of the file it is meant for. What it proposes is a guess until somebody has read it.
/// </summary>
public static class DraftText
{
    private const int MostWordings = 8;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for knowledge/gold/questions.jsonl; expects the nearest clauses, or the honest refusal where there is none.</summary>
    public static string Gold(string id, string question, DateOnly asOf, IReadOnlyList<HitShape> nearest)
    {
        var isAnswerable = nearest.Count > 0;
        return new JsonObject
        {
            ["id"] = id,
            ["text"] = question,
            ["asOf"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["conversation"] = null,
            ["turn"] = null,
            ["clauses"] = new JsonArray([.. nearest.Take(1).Select(h => (JsonNode)$"{h.Document}#{h.Clause}")]),
            ["must"] = new JsonArray(),
            ["mustNot"] = new JsonArray(),
            ["status"] = isAnswerable ? new JsonArray("answered", "partly_answered") : new JsonArray("not_found"),
            ["verdict"] = null,
            ["missing"] = null,
            ["amount"] = null,
            ["answerable"] = isAnswerable,
            ["refusal"] = isAnswerable ? null : "not_found",
            ["register"] = "colloquial",
            ["audience"] = "citizen",
            ["part"] = "work",
        }.ToJsonString(Plain);
    }

    /// <summary>An entry for a file of knowledge/lexicon: the questions' words that no document has, for the words of the nearest heading.</summary>
    public static string Synonym(IReadOnlyList<string> wordings, IReadOnlyList<HitShape> nearest, IReadOnlySet<string> knownPairs)
    {
        var official = nearest.Count > 0 ? HeadingWords(nearest[0].Heading) : "";
        var says = wordings.Take(MostWordings).SelectMany(w => UnknownWords(w, knownPairs)).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        foreach (var wording in wordings.Take(MostWordings))
            text.Append("# 群众问：").Append(OneLine(wording)).Append('\n');
        if (nearest.Count > 0)
            text.Append("# 最接近的条文：").Append(OneLine($"{nearest[0].Title} {nearest[0].Heading}")).Append('\n');
        return text.Append("concepts:\n  - id: ").Append(Quoted(official)).Append("\n    group: thing\n    means: [").Append(Quoted(official))
            .Append("]\n    says: [").AppendJoin(", ", says.Select(Quoted)).Append("]\n").ToString();
    }

    /// <summary>A letter to the unit.</summary>
    public static string Note(string unit, IReadOnlyList<string> wordings, int count, DateOnly from, DateOnly to, IReadOnlyList<HitShape> nearest)
    {
        var text = new StringBuilder();
        text.Append(unit.Length > 0 ? unit : "（责任单位）").Append("：\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{from:yyyy年M月d日}至{to:yyyy年M月d日}，群众有{count}次问到下面的事，现有文件没有能回答的规定，或者回答没有解决问题：\n\n");
        foreach (var (wording, i) in wordings.Take(MostWordings).Select((w, i) => (w, i + 1)))
            text.Append(CultureInfo.InvariantCulture, $"{i}．{OneLine(wording)}\n");
        if (nearest.Count > 0)
            text.Append("\n最接近的规定：").Append(OneLine($"《{nearest[0].Title}》（{nearest[0].Document}）{nearest[0].Heading}")).Append("。\n");
        return text.Append("\n请确认应当怎样答复；如另有文件，请将文件提供给知识维护人员。\n").ToString();
    }

    /// <summary>Stretches of which no two neighbouring characters stand in any document.</summary>
    private static IEnumerable<string> UnknownWords(string wording, IReadOnlySet<string> knownPairs)
    {
        var normal = TextNormalizer.Normalize(wording);
        for (var start = 0; start + 1 < normal.Length; start++)
        {
            var end = start;
            while (end + 1 < normal.Length && char.IsLetterOrDigit(normal[end]) && char.IsLetterOrDigit(normal[end + 1]) && !knownPairs.Contains(normal.Substring(end, 2)))
                end++;
            if (end <= start)
                continue;
            yield return normal[start..(end + 1)];
            start = end;
        }
    }

    private static string HeadingWords(string heading)
    {
        var last = heading.Split('›')[^1].Trim();
        var words = last.TrimStart('（', '）', '(', ')', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '．', '、', '第', '条', ' ');
        return words.Length > 0 ? words.TrimEnd('。', '：') : last;
    }

    private static string Quoted(string word) => JsonSerializer.Serialize(word, Plain);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
