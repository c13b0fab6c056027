using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Answers;

namespace PolicyBot.Web.Api;

/// <summary>The body of <c>POST /api/ask</c>, checked. Source: contracts §3.</summary>
public sealed record AskRequest(Question Question, bool Stream)
{
    public const int MaxTextLength = 1000;
    private const int MaxConversationLength = 200;
    private const int MaxFacts = 100;

    /// <summary>Null with a Chinese <paramref name="fault"/> where something is wrong.</summary>
    public static AskRequest? Read(JsonElement body, DateOnly today, out string fault)
    {
        fault = "";
        var text = JsonBody.Text(body, "text", out var isWrong);
        if (isWrong || string.IsNullOrWhiteSpace(text))
            fault = "缺少问题：text 应当是非空的字符串。";
        else if (text.Length > MaxTextLength)
            fault = $"问题太长：text 不能超过 {MaxTextLength} 字，现为 {text.Length} 字。";
        var conversation = JsonBody.Text(body, "conversation", out isWrong);
        if (isWrong || conversation?.Length > MaxConversationLength)
            fault = fault.Length > 0 ? fault : $"conversation 应当是不超过 {MaxConversationLength} 字的字符串。";
        var asOf = JsonBody.Text(body, "asOf", out isWrong);
        var date = today;
        if (isWrong || (asOf is not null && !TryDate(asOf, out date)))
            fault = fault.Length > 0 ? fault : "asOf 不是正确的日期，应写成 2026-11-24 的样子。";
        var stream = false;
        if (body.TryGetProperty("stream", out var streamValue) && streamValue.ValueKind is not JsonValueKind.Null)
        {
            stream = streamValue.ValueKind is JsonValueKind.True;
            if (streamValue.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                fault = fault.Length > 0 ? fault : "stream 应当是 true 或 false。";
        }

        if (!TryFacts(body, out var facts))
            fault = fault.Length > 0 ? fault : "facts 应当是对象，值是字符串、数字或 true/false。";
        return fault.Length > 0 ? null : new(new Question(text!, string.IsNullOrWhiteSpace(conversation) ? null : conversation, date) { Facts = facts }, stream);
    }

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    internal static bool TryFacts(JsonElement body, out IReadOnlyDictionary<string, string> facts)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        facts = read;
        if (!body.TryGetProperty("facts", out var given) || given.ValueKind is JsonValueKind.Null)
            return true;
        if (given.ValueKind is not JsonValueKind.Object)
            return false;
        foreach (var fact in given.EnumerateObject())
        {
            if (fact.Value.ValueKind is JsonValueKind.Null)
                continue;
            if (fact.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || read.Count == MaxFacts)
                return false;
            read[fact.Name] = fact.Value.ValueKind switch
            {
                JsonValueKind.String => fact.Value.GetString()!,
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => fact.Value.GetRawText(),
            };
        }

        return true;
    }
}
