using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PolicyBot.Core;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>
/// <c>console admin create NAME</c> makes the first administrator, once; <c>console admin reset NAME</c> lets one in again who lost the password.
/// Both print a one-time link, or with <c>--password-stdin</c> read the password's line from standard input. Run beside the host or without it, on the same settings.
/// Exit codes: 0 done, 1 refused, 2 wrong use.
/// </summary>
public static class AdministratorCommand
{
    private const string Usage = """
        用法：
          console admin create 账号名 [--password-stdin]   建第一个管理员（已有管理员时拒绝）
          console admin reset 账号名 [--password-stdin]    管理员忘了密码时重新设置
        不带 --password-stdin 时打印一个一次性链接；带上时从标准输入读一行作为密码。
        """;

    public static bool IsMeant(string[] args) => args is ["console", ..];

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        var words = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var readsPassword = args.Contains("--password-stdin", StringComparer.Ordinal);
        if (words is not ["console", "admin", "create" or "reset", var name] || args.Any(a => a.StartsWith("--", StringComparison.Ordinal) && a is not "--password-stdin"))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        await using var app = PolicyBotHost.Build([], builder => builder.Logging.AddFilter(level => level >= LogLevel.Warning));
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContextAsync())
            await db.Database.MigrateAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var found = words[2] is "create" ? await FirstAsync(accounts, name) : await KnownAsync(accounts, name);
        var result = found.IsSuccess && readsPassword ? await accounts.SetPasswordAsync(found.Value, (await input.ReadLineAsync())?.TrimEnd('\r') ?? "") : found;
        if (!result.IsSuccess)
        {
            foreach (var problem in result.Problems)
                await error.WriteLineAsync(problem.Message);
            return 1;
        }

        var audit = app.Services.GetRequiredService<AuditLog>();
        await audit.RecordAsync("命令行", context: null, words[2] is "create" ? AuditAction.AccountCreated : AuditAction.AccountReset, name, StaffRole.NameOf(StaffRole.Administrator));
        await output.WriteLineAsync(readsPassword ? $"管理员“{name}”可以登录了：{BaseOf(app)}{ConsoleRoutes.SignIn}" : BaseOf(app) + await accounts.InviteAsync(result.Value));
        return 0;
    }

    private static async Task<Result<StaffMember>> FirstAsync(Accounts accounts, string name)
    {
        // An account that was made a moment ago with a password that was too weak may be tried again.
        if (await accounts.AdministratorsAsync() is not [_, ..] others)
            return await accounts.CreateAsync(name, name, [StaffRole.Administrator], mayUseOpenIdConnect: false);
        return others is [{ PasswordHash: null } unfinished] && string.Equals(unfinished.UserName, name.Trim(), StringComparison.OrdinalIgnoreCase)
            ? Result<StaffMember>.Success(unfinished)
            : Result<StaffMember>.Failure(new Problem("账号", $"已经有管理员（{string.Join("、", others.Select(o => o.UserName))}）：新账号请在坐席台的“账号”里建；忘了密码用 console admin reset。"));
    }

    private static async Task<Result<StaffMember>> KnownAsync(Accounts accounts, string name) =>
        (await accounts.AdministratorsAsync()).FirstOrDefault(a => string.Equals(a.UserName, name.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known
            ? Result<StaffMember>.Success(known)
            : Result<StaffMember>.Failure(new Problem("账号", $"没有叫“{name}”的在用管理员。"));

    private static string BaseOf(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value.PublicBaseUrl is { Length: > 0 } url
            ? url.TrimEnd('/')
            : (app.Configuration[WebHostDefaults.ServerUrlsKey] ?? PolicyBotHost.DefaultUrl).Split(';')[0].TrimEnd('/');
}
