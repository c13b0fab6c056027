using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace PolicyBot.Web.Storage;

/// <summary>Random keys kept in the database. Two hosts that start at once agree: the first to insert wins.</summary>
public sealed class ServerSecrets(IDbContextFactory<PolicyBotDb> databases)
{
    /// <summary>32 bytes.</summary>
    public async Task<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } known)
            return known;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Secrets.Add(new ServerSecret { Name = name, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another host was first: its key is read below; where it was not that, the read throws.
        }

        return await FindAsync(name, cancellationToken) ?? throw new InvalidOperationException($"The secret {name} could not be stored.");
    }

    private async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var value = await db.Secrets.Where(s => s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(cancellationToken);
        return value is null ? null : Convert.FromBase64String(value);
    }
}
