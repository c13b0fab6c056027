using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Check;

/// <summary>Gold questions name clauses that exist: after a document is corrected its paths may have moved.</summary>
internal static class GoldChecks
{
    private const string File = "gold/questions.jsonl";

    public static IEnumerable<Problem> Clauses(CheckedKnowledge knowledge)
    {
        var file = Path.Combine(knowledge.Folder, "gold", "questions.jsonl");
        if (!System.IO.File.Exists(file))
            yield break;
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (NamesOf(line) is not { } names)
            {
                yield return new Problem(File, "这一行不是有效的 JSON 对象，clauses 应为字符串数组") { Line = number, Found = CheckedKnowledge.Short(line) };
                continue;
            }

            foreach (var name in names.Where(n => !Exists(knowledge.Knowledge, n)))
                yield return CheckedKnowledge.Warning(File, "标准答案所指的条款不存在，请改正路径或删去这一题", number, name, "文号#条款路径");
        }
    }

    private static List<string>? NamesOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            if (!json.RootElement.TryGetProperty("clauses", out var clauses) || clauses.ValueKind == JsonValueKind.Null)
                return [];
            return clauses.ValueKind == JsonValueKind.Array && clauses.EnumerateArray().All(c => c.ValueKind == JsonValueKind.String)
                ? [.. clauses.EnumerateArray().Select(c => c.GetString()!)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate parses and throws when read.
            return null;
        }
    }

    private static bool Exists(KnowledgeBase knowledge, string name)
    {
        var cut = name.IndexOf('#', StringComparison.Ordinal);
        return cut > 0 && DocumentNumber.TryParse(name[..cut], out var number) && ClausePath.TryParse(name[(cut + 1)..], out var path)
            && knowledge.Find(number) is { } document && document.Clauses.Any(c => path.Contains(c.Path));
    }
}
