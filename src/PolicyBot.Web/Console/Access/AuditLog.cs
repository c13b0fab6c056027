using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Console.Access;

/// <summary>What the audit log calls things. A page that does something new adds a name here.</summary>
public static class AuditAction
{
    public const string SignIn = "sign_in";
    public const string SignInFailed = "sign_in_failed";
    public const string SignOut = "sign_out";
    public const string Denied = "denied";
    public const string AccountCreated = "account_created";
    public const string AccountChanged = "account_changed";
    public const string AccountReset = "account_reset";
    public const string PasswordSet = "password_set";
    public const string ConversationViewed = "conversation_viewed";
    public const string ListViewed = "list_viewed";
    public const string TicketChanged = "ticket_changed";
    public const string DraftChanged = "draft_changed";
    public const string NoteAdded = "note_added";
    public const string NoteWithdrawn = "note_withdrawn";
    public const string KnowledgeChanged = "knowledge_changed";
    public const string KnowledgePublished = "knowledge_published";
    public const string KnowledgeRolledBack = "knowledge_rolled_back";
    public const string Exported = "exported";
    public const string Deleted = "deleted";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [SignIn] = "登录",
        [SignInFailed] = "登录失败",
        [SignOut] = "退出",
        [Denied] = "越权被拒",
        [AccountCreated] = "新建账号",
        [AccountChanged] = "修改账号",
        [AccountReset] = "重置密码",
        [PasswordSet] = "设置密码",
        [ConversationViewed] = "查看会话",
        [ListViewed] = "查看列表",
        [TicketChanged] = "处理工单",
        [DraftChanged] = "处理草稿",
        [NoteAdded] = "添加备注",
        [NoteWithdrawn] = "撤回备注",
        [KnowledgeChanged] = "修改知识",
        [KnowledgePublished] = "发布知识",
        [KnowledgeRolledBack] = "退回知识",
        [Exported] = "导出",
        [Deleted] = "删除",
    };

    public static IReadOnlyCollection<string> All => Names.Keys;

    public static string NameOf(string action) => Names.GetValueOrDefault(action, action);
}

/// <summary>
/// Writes what staff do: every sign-in, view of a conversation, change and export. Written before the answer goes out: where it cannot be written, the request fails.
/// Details are for people, in Chinese; never a password, a one-time link, or a citizen's words.
/// </summary>
public sealed class AuditLog(IDbContextFactory<PolicyBotDb> databases, TimeProvider clock)
{
    private const int LongestSubject = 400;

    /// <summary>In the name of whoever is signed in on this request.</summary>
    public Task RecordAsync(HttpContext context, string action, string subject, string details = "", CancellationToken cancellationToken = default) =>
        WriteAsync(StaffIdentity.IdOf(context.User), StaffIdentity.NameOf(context.User), action, subject, details, AddressOf(context), cancellationToken);

    /// <summary>In a given name: somebody who is only just signing in or failed to, or the command line (no context).</summary>
    public Task RecordAsync(string who, HttpContext? context, string action, string subject, string details = "", CancellationToken cancellationToken = default) =>
        WriteAsync(whoId: null, who, action, subject, details, context is null ? "" : AddressOf(context), cancellationToken);

    private async Task WriteAsync(string? whoId, string who, string action, string subject, string details, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Audit.Add(new AuditEntry
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds():x12}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}"),
            At = now,
            WhoId = whoId,
            Who = Cut(who, 256),
            Action = action,
            Subject = Cut(subject, LongestSubject),
            Details = details,
            Address = address,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>Who is signed in, from the session's claims.</summary>
public static class StaffIdentity
{
    public const string DisplayNameClaim = "policybot.name";

    public static string? IdOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Account name; empty where nobody is signed in.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "";

    /// <summary>As colleagues know the person.</summary>
    public static string DisplayNameOf(ClaimsPrincipal user) => user.FindFirstValue(DisplayNameClaim) is { Length: > 0 } name ? name : NameOf(user);
}
