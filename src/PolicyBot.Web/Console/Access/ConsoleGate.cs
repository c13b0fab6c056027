using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>Whether there is a console at all: it is switched on and somebody has an account. Once there is an account there always is one, so that is asked only until then.</summary>
public sealed class ConsoleGate(IDbContextFactory<PolicyBotDb> databases, IOptions<ConsoleOptions> options)
{
    private volatile bool _hasStaff;

    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return false;
        if (_hasStaff)
            return true;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return _hasStaff = await db.Users.AnyAsync(cancellationToken);
    }
}
