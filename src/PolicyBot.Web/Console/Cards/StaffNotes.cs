using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Cards;

/// <summary>Corrections and remarks of staff beside clauses and cards.</summary>
public sealed class StaffNotes(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock)
{
    public const int LongestText = 2000;

    public static string SubjectOfCard(string id) => "card:" + id;

    /// <summary>Those that stand, oldest first.</summary>
    public async Task<IReadOnlyList<StaffNote>> BesideAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.StaffNotes.AsNoTracking().Where(n => subjects.Contains(n.Subject) && n.WithdrawnAt == null).OrderBy(n => n.At).ToListAsync(cancellationToken);
    }

    public async Task AddAsync(string subject, string text, bool isCorrection, string by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.StaffNotes.Add(new StaffNote { Id = RandomNumberGenerator.GetHexString(24, lowercase: true), Subject = subject, Text = text, IsCorrection = isCorrection, By = by, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>One's own, or anybody's where <paramref name="mayAny"/>. Null where it is not there or not theirs; else the note, kept and no longer shown.</summary>
    public async Task<StaffNote?> WithdrawAsync(string id, string by, bool mayAny, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.StaffNotes.FirstOrDefaultAsync(n => n.Id == id && n.WithdrawnAt == null, cancellationToken) is not { } note || !(mayAny || string.Equals(note.By, by, StringComparison.Ordinal)))
            return null;
        (note.WithdrawnAt, note.WithdrawnBy) = (clock.GetUtcNow(), by);
        await db.SaveChangesAsync(cancellationToken);
        return note;
    }
}
