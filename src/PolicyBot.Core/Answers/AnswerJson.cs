using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyBot.Core.Language;
using PolicyBot.Core.Validity;

namespace PolicyBot.Core.Answers;

/// <summary>
/// The one JSON shape of an answer, for REST, --json, batch runs and the <c>value</c> of channel replies. Source: contracts §2; anything may be added, nothing renamed.
/// </summary>
public static class AnswerJson
{
    /// <summary>Chinese unescaped, camelCase, nulls written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <param name="sentence">The fixed sentences by their id, for the label; null: the built-in ones.</param>
    public static string Serialize(Answer answer, Func<string, string>? sentence = null) => JsonSerializer.Serialize(From(answer, sentence), Options);

    /// <param name="sentence">As in <see cref="Serialize"/>.</param>
    public static AnswerShape From(Answer answer, Func<string, string>? sentence = null) => new(
        StatusOf(answer),
        answer.Text,
        answer.Verdict is { } verdict ? NameOf(verdict) : null,
        [.. answer.Missing.Select(m => new MissingShape(m.Fact, m.Ask, m.Choices))],
        answer.Amount is { } a ? new AmountShape(a.Value, a.Unit, a.Per, a.Cap, a.Working) : null,
        [.. answer.Citations.Select(FromCitation)],
        answer.Contact,
        DateOf(answer.AsOf)!,
        answer.Conversation,
        answer.UnderstoodAs,
        answer.Notice,
        answer.Suggestions,
        answer.IsGenerated,
        AnswerLabel.OriginOf(answer),
        AnswerLabel.Of(answer, sentence ?? RequiredReplies.Fallback) is { Length: > 0 } label ? label : null,
        answer.Facts,
        answer.Workings.Count > 0 ? string.Join('\n', answer.Workings) : null);

    public static string StatusOf(Answer answer) => answer switch
    {
        Answered => "answered",
        PartlyAnswered => "partly_answered",
        NeedsClarification => "needs_clarification",
        NotFound => "not_found",
        NotInForce => "not_in_force",
        OutOfScope => "out_of_scope",
        Refused => "refused",
        Greeting => "greeting",
        Failed => "failed",
        _ => throw new InvalidOperationException($"No status for {answer.GetType().Name}."),
    };

    public static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.LikelyEligible => "likely_eligible",
        Verdict.NotEligible => "not_eligible",
        Verdict.NeedMoreInfo => "need_more_info",
        Verdict.Expired => "expired",
        Verdict.NotCovered => "not_covered",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, message: null),
    };

    public static string NameOf(ValidityStatus status) => status switch
    {
        ValidityStatus.InForce => "in_force",
        ValidityStatus.Expired => "expired",
        ValidityStatus.NotYet => "not_yet",
        ValidityStatus.Repealed => "repealed",
        ValidityStatus.Unstated => "unstated",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };

    public static ValidityShape FromValidity(ValidityFinding validity) =>
        new(NameOf(validity.Status), DateOf(validity.From), DateOf(validity.Until), validity.Note);

    public static string? DateOf(DateOnly? date) => date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CitationShape FromCitation(Citation c) => new(
        c.Marker, c.Document.Value, c.Title, c.Clause.Value, c.Heading, c.Quote, c.Start, c.End, c.Digest, FromValidity(c.Validity), c.Url, c.Display);
}

public sealed record AnswerShape(
    string Status,
    string Answer,
    string? Verdict,
    IReadOnlyList<MissingShape> Missing,
    AmountShape? Amount,
    IReadOnlyList<CitationShape> Citations,
    IReadOnlyList<string> Contact,
    string AsOf,
    string? Conversation,
    string Question,
    string? Notice,
    IReadOnlyList<string> Suggestions,
    bool Generated,
    string Origin,
    string? Label,
    IReadOnlyDictionary<string, string> Facts,
    string? Working);

public sealed record MissingShape(string Fact, string Ask, IReadOnlyList<string> Choices);

public sealed record AmountShape(decimal Value, string Unit, string? Per, decimal? Cap, string? Working);

public sealed record ValidityShape(string Status, string? From, string? Until, string Note);

public sealed record CitationShape(
    int Marker,
    string Document,
    string Title,
    string Clause,
    string Heading,
    string Quote,
    int Start,
    int End,
    string Digest,
    ValidityShape Validity,
    string Url,
    string Display);
