using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Cli.Verbs;
using PolicyBot.Core;
using PolicyBot.Core.Answers;

namespace PolicyBot.Cli;

/// <summary>
/// <c>ask --batch</c>: one answer a line, in the order of the input. The output appears whole or not at all; every wrong line is told before anything is answered.
/// </summary>
internal static class BatchRun
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private sealed record Line(JsonNode? Id, string Text, string? Conversation, DateOnly AsOf, IReadOnlyDictionary<string, string> Facts);

    public static async Task<int> RunAsync(CliHost host, ParseResult parsed, string input, string output, DateOnly day, CancellationToken cancellationToken)
    {
        var read = Read(host, input, day);
        if (!read.IsSuccess)
        {
            Problems.Write(host.Error, read.Problems);
            return CommandLine.WrongUse;
        }

        using var assistant = await Assistant.OpenAsync(host, parsed, cancellationToken);
        if (assistant is null)
            return CommandLine.FoundProblems;
        using var slow = new SlowWork(host, "逐行回答");
        var target = Path.GetFullPath(output, host.WorkingFolder);
        var draft = target + ".part";
        try
        {
            await using (var writer = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                foreach (var line in read.Value)
                {
                    var answer = await assistant.Bot.AnswerAsync(new Question(line.Text, line.Conversation, line.AsOf) { Facts = line.Facts }, cancellationToken);
                    await writer.WriteLineAsync(Shape(line, answer, id => assistant.Knowledge.Replies.Text(id)));
                }
            }

            File.Move(draft, target, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        return CommandLine.Done;
    }

    /// <summary>The answer's shape with the line's id first.</summary>
    private static string Shape(Line line, Answer answer, Func<string, string> sentence)
    {
        var shaped = new JsonObject { ["id"] = line.Id?.DeepClone() };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(AnswerJson.From(answer, sentence), AnswerJson.Options)!.AsObject().ToList())
            shaped[name] = value?.DeepClone();
        return shaped.ToJsonString(AnswerJson.Options);
    }

    private static Result<IReadOnlyList<Line>> Read(CliHost host, string input, DateOnly day)
    {
        var file = Path.GetFullPath(input, host.WorkingFolder);
        if (!File.Exists(file))
            return Result<IReadOnlyList<Line>>.Failure(new Problem(input, "没有这个文件"));
        var lines = new List<Line>();
        var problems = new List<Problem>();
        var number = 0;
        try
        {
            foreach (var text in File.ReadLines(file, StrictUtf8))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(text) && Parse(input, number, text, day, problems) is { } line)
                    lines.Add(line);
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new Problem(input, "文件不是 UTF-8 编码，请另存为 UTF-8") { Expected = "UTF-8" });
        }

        return problems.Count == 0 ? lines : Result<IReadOnlyList<Line>>.Failure(problems);
    }

    private static Line? Parse(string input, int number, string json, DateOnly day, List<Problem> problems)
    {
        try
        {
            var row = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("不是 JSON 对象");
            var text = row["text"]?.GetValue<string>() ?? "";
            // An empty or too long question is answered (refused) like any other: a batch has no second chance to ask.
            // Half a character in it cannot be written back.
            _ = row["id"]?.ToJsonString();
            var asOf = row["asOf"]?.GetValue<string>();
            if (asOf is null || DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
                return new(row["id"], text, row["conversation"]?.ToString(), day, FactsOf(row["facts"]));
            problems.Add(new Problem(input, "asOf 不是日期") { Line = number, Found = asOf, Expected = "2026-11-24" });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            problems.Add(new Problem(input, "不是能读的 JSON") { Line = number, Found = json.Length > 60 ? json[..60] + "…" : json, Expected = "{\"id\": …, \"text\": \"…\"}" });
        }

        return null;
    }

    private static Dictionary<string, string> FactsOf(JsonNode? facts) =>
        (facts as JsonObject)?.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!.ToString(), StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
}
