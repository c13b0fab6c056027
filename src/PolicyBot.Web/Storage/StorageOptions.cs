using System.ComponentModel.DataAnnotations;

namespace PolicyBot.Web.Storage;

/// <summary>Section <c>PolicyBot:Storage</c>. The same tables and migrations on both servers.</summary>
public sealed class StorageOptions
{
    public const string Section = "PolicyBot:Storage";

    /// <summary>sqlite (default) or postgresql.</summary>
    [RegularExpression("(?i)sqlite|postgresql", ErrorMessage = "Storage:Provider is sqlite or postgresql.")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>Empty for SQLite: <c>data/policybot.db</c> in the working folder. PostgreSQL needs one.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Days after the last message until a conversation, its turns and closed tickets are deleted. Default 180; 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; } = 180;

    public bool IsPostgreSql => string.Equals(Provider, "postgresql", StringComparison.OrdinalIgnoreCase);
}
