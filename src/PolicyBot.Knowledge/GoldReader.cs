using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyBot.Core;
using PolicyBot.Core.Evaluation;

namespace PolicyBot.Knowledge;

/// <summary>
/// Reads gold questions: one JSON object a line, blank lines allowed. Unknown keys, doubled ids and unreadable lines are problems with their line.
/// </summary>
public static class GoldReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    public static Result<IReadOnlyList<GoldQuestion>> Read(string file)
    {
        if (!File.Exists(file))
            return Result<IReadOnlyList<GoldQuestion>>.Failure(new Problem(file, "没有这个文件"));

        var questions = new List<GoldQuestion>();
        var problems = new List<Problem>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Parse(file, number, line, problems) is not { } question)
                continue;
            if (ids.Add(question.Id))
                questions.Add(question);
            else
                problems.Add(new Problem(file, "编号重复") { Line = number, Found = question.Id });
        }

        return problems.Count == 0 ? questions : Result<IReadOnlyList<GoldQuestion>>.Failure(problems);
    }

    private static GoldQuestion? Parse(string file, int number, string line, List<Problem> problems)
    {
        try
        {
            var row = JsonSerializer.Deserialize<Row>(line, Json);
            if (string.IsNullOrWhiteSpace(row?.Id) || string.IsNullOrWhiteSpace(row.Text))
            {
                problems.Add(new Problem(file, "缺少 id 或 text") { Line = number });
                return null;
            }

            return row.ToQuestion();
        }
        catch (JsonException)
        {
            problems.Add(new Problem(file, "不是能读的 JSON，或一项的写法不对") { Line = number, Found = line.Length > 60 ? line[..60] + "…" : line });
            return null;
        }
    }

    /// <summary>The line as written: every list may be left out or null.</summary>
    private sealed record Row(
        string? Id,
        string? Text,
        DateOnly? AsOf,
        string? Conversation,
        int? Turn,
        IReadOnlyList<string>? Clauses,
        IReadOnlyList<IReadOnlyList<string>>? Must,
        IReadOnlyList<string>? MustNot,
        IReadOnlyList<string>? Status,
        string? Verdict,
        IReadOnlyList<string>? Missing,
        decimal? Amount,
        bool? Answerable,
        string? Refusal,
        string? Register,
        string? Facet,
        string? Audience,
        string? Part)
    {
        public GoldQuestion ToQuestion() => new(Id!, Text!)
        {
            AsOf = AsOf,
            Conversation = Conversation,
            Turn = Turn,
            Clauses = Clauses ?? [],
            Must = Must ?? [],
            MustNot = MustNot ?? [],
            Status = Status ?? [],
            Verdict = Verdict,
            Missing = Missing,
            Amount = Amount,
            Answerable = Answerable ?? true,
            Refusal = Refusal,
            Register = Register ?? "official",
            Facet = Facet ?? "",
            Audience = Audience ?? "",
            Part = Part ?? "work",
        };
    }
}
