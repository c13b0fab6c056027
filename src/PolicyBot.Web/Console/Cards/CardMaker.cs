using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Web.Api;
using PolicyBot.Web.Conversations;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Cards;

/// <summary>Makes reply cards: the assistant's answer to a caller's question, the clauses it rests on, and a clause that the operator chose. The same content is one card.</summary>
public sealed class CardMaker(Turns turns, ServingState state, IDbContextFactory<PolicyBotDb> databases, TimeProvider clock)
{
    /// <summary>The channel that these questions are counted under: what callers ask by telephone.</summary>
    public const string Channel = "console";

    // Without 0, o, 1, l, i: ids are read out over the telephone.
    private const string IdLetters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>Returns the card's id. Errors: nothing served, no such clause, neither question nor clause, too many turns at once.</summary>
    public async Task<Result<string>> MakeAsync(string question, string clauseKey, DateOnly day, string by, CancellationToken cancellationToken)
    {
        if (state.Current is not { } serving)
            return Fault("政策文件还没有准备好：" + string.Join("；", state.Reasons.Take(3)));
        question = question.Trim();
        if (question.Length == 0 && clauseKey.Length == 0)
            return Fault("请先写来电人的问题，或选一条条款。");
        if (question.Length > AskRequest.MaxTextLength)
            return Fault($"问题太长，请控制在 {AskRequest.MaxTextLength} 字以内。");
        var clauses = new List<CardClause>();
        if (clauseKey.Length > 0)
        {
            if (Find(serving, clauseKey) is not var (document, clause))
                return Fault("没有这一条款，可能文件已经换过。");
            clauses.Add(ClauseOf(serving, document, clause, [clause.Text.Trim()], day));
        }

        var masked = PersonalData.Mask(question, out var removed);
        AnswerShape? answer = null;
        if (question.Length > 0)
        {
            var turn = await turns.AskAsync(Channel, new Question(question, Conversation: null, day), cancellationToken);
            if (turn.State is not TurnState.Done)
                return Fault(turn.Answer.Text);
            var shape = AnswerJson.From(turn.Answer);
            answer = shape with { Answer = PersonalData.Remove(shape.Answer, removed), Question = PersonalData.Remove(shape.Question, removed) };
            clauses = Together(clauses, Cited(serving, turn.Answer, day));
        }

        return Result<string>.Success(await KeepAsync(new CardContent(masked, AnswerJson.DateOf(day)!, answer, clauses), by, cancellationToken));
    }

    public async Task<(ReplyCard Card, CardContent Content)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReplyCards.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken) is { } card
            ? (card, JsonSerializer.Deserialize<CardContent>(card.Answer, AnswerJson.Options)!)
            : null;
    }

    /// <summary>Null where the document or the clause is not served any more.</summary>
    public static (PolicyDocument Document, Clause Clause)? Find(Serving serving, string key)
    {
        var parts = key.Split('#', 2);
        if (parts.Length == 2 && DocumentEndpoints.Find(serving, parts[0]) is { } document && ClausePath.TryParse(parts[1], out var path) && document.FindClause(path) is { } clause)
            return (document, clause);
        return null;
    }

    private static IEnumerable<CardClause> Cited(Serving serving, Answer answer, DateOnly day)
    {
        foreach (var ofClause in answer.Citations.GroupBy(c => $"{c.Document.Value}#{c.Clause.Value}", StringComparer.Ordinal))
        {
            if (Find(serving, ofClause.Key) is var (document, clause))
                yield return ClauseOf(serving, document, clause, [.. ofClause.Select(c => c.Quote.Trim()).Distinct(StringComparer.Ordinal)], day);
        }
    }

    /// <summary>The chosen one first; where the answer cites it too, with the answer's quotations.</summary>
    private static List<CardClause> Together(List<CardClause> chosen, IEnumerable<CardClause> cited)
    {
        var all = cited.ToList();
        return [.. chosen.Select(c => all.Find(a => string.Equals(a.Key, c.Key, StringComparison.Ordinal)) ?? c), .. all.Where(a => !chosen.Exists(c => string.Equals(a.Key, c.Key, StringComparison.Ordinal)))];
    }

    private static CardClause ClauseOf(Serving serving, PolicyDocument document, Clause clause, IReadOnlyList<string> quotes, DateOnly day) => new(
        document.Number.Value,
        document.TitleOf(clause.Path),
        clause.Path.Value,
        document.Cite(clause.Path),
        clause.HeadingLine,
        quotes,
        clause.Text.Trim(),
        AnswerJson.FromValidity(serving.ValidityOf(document, clause.Path, day)),
        clause.LeadUnits,
        clause.ResponsibleUnits,
        [.. clause.Governing.Select(g => g.Text.Trim())]);

    private async Task<string> KeepAsync(CardContent content, string by, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(content, AnswerJson.Options);
        var likeness = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.ReplyCards.Where(c => c.Likeness == likeness).Select(c => c.Id).FirstOrDefaultAsync(cancellationToken) is { } known)
            return known;
        var card = new ReplyCard
        {
            Id = RandomNumberGenerator.GetString(IdLetters, 9),
            Likeness = likeness,
            Question = content.Question,
            Answer = json,
            AsOf = content.AsOf,
            MadeBy = by,
            MadeAt = clock.GetUtcNow(),
        };
        db.ReplyCards.Add(card);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return card.Id;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two operators made the same card in one moment: the other's stands. Where it was something else, the read finds nothing and throws.
            await using var again = await databases.CreateDbContextAsync(cancellationToken);
            return await again.ReplyCards.Where(c => c.Likeness == likeness).Select(c => c.Id).SingleAsync(cancellationToken);
        }
    }

    private static Result<string> Fault(string message) => Result<string>.Failure(new Problem("口径", message));
}
