using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Web.Conversations;

/// <summary>What a turn was about, for counting by document and unit: what was cited, else what comes nearest. Both empty where there is nothing of the kind.</summary>
/// <param name="Title">Of the document.</param>
/// <param name="Unit">As the clause prints it, else the first unit the answer names.</param>
public sealed record TurnSubject(string Title, string Unit)
{
    public static readonly TurnSubject None = new("", "");

    public static TurnSubject Of(Serving? serving, Question question, Answer answer, string status)
    {
        if (serving is null)
            return None;
        if (answer.Citations.Count > 0)
            return Of(serving, answer.Citations[0].Document, answer.Citations[0].Clause, answer);
        if (status is not ("not_found" or "needs_clarification"))
            return None with { Unit = answer.Contact.FirstOrDefault() ?? "" };
        // Silence is counted where the question would have belonged. Only turns without an answer pay for this search.
        return serving.Search(new(question.Text, 1, Document: null, answer.AsOf)).Hits.FirstOrDefault() is { } hit
            && DocumentNumber.TryParse(hit.Document, out var number) && ClausePath.TryParse(hit.Clause, out var path)
            ? Of(serving, number, path, answer)
            : None;
    }

    private static TurnSubject Of(Serving serving, DocumentNumber number, ClausePath path, Answer answer)
    {
        if (serving.Knowledge.Find(number) is not { } document)
            return None;
        var clause = document.FindClause(path);
        var unit = clause?.LeadUnits.FirstOrDefault() ?? clause?.ResponsibleUnits.FirstOrDefault() ?? answer.Contact.FirstOrDefault() ?? document.Issuer;
        return new(Cut(document.Title, 300), Cut(unit, 200));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
