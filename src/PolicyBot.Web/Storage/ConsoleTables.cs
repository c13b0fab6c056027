using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace PolicyBot.Web.Storage;

/// <summary>Tables of the staff console: Identity's under our names, with key lengths that need no settings, and the console's own.</summary>
internal static class ConsoleTables
{
    private const int IdLength = 64;

    public static void AddConsoleTables(this ModelBuilder modelBuilder)
    {
        AddIdentity(modelBuilder);
        modelBuilder.Entity<AuditEntry>(e =>
        {
            e.ToTable("audit").HasKey(a => a.Id);
            e.Property(a => a.Id).HasMaxLength(IdLength);
            e.Property(a => a.WhoId).HasMaxLength(IdLength);
            e.Property(a => a.Who).HasMaxLength(256);
            e.Property(a => a.Action).HasMaxLength(50);
            e.Property(a => a.Subject).HasMaxLength(400);
            e.Property(a => a.Address).HasMaxLength(100);
            e.HasIndex(a => a.At);
            e.HasIndex(a => new { a.Action, a.At });
            e.HasIndex(a => new { a.Who, a.At });
        });
        modelBuilder.Entity<DataKey>(e =>
        {
            e.ToTable("data_keys").HasKey(k => k.Name);
            e.Property(k => k.Name).HasMaxLength(200);
        });
        modelBuilder.Entity<StaffNote>(e =>
        {
            e.ToTable("staff_notes").HasKey(n => n.Id);
            e.Property(n => n.Id).HasMaxLength(IdLength);
            e.Property(n => n.Subject).HasMaxLength(400);
            e.Property(n => n.By).HasMaxLength(256);
            e.Property(n => n.WithdrawnBy).HasMaxLength(256);
            e.HasIndex(n => new { n.Subject, n.At });
        });
        modelBuilder.Entity<ReplyCard>(e =>
        {
            e.ToTable("reply_cards").HasKey(c => c.Id);
            e.Property(c => c.Id).HasMaxLength(IdLength);
            e.Property(c => c.Likeness).HasMaxLength(100);
            e.Property(c => c.AsOf).HasMaxLength(10);
            e.Property(c => c.MadeBy).HasMaxLength(256);
            e.HasIndex(c => c.Likeness).IsUnique();
        });
    }

    private static void AddIdentity(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StaffMember>(e =>
        {
            e.ToTable("staff");
            e.Property(s => s.Id).HasMaxLength(IdLength);
            e.Property(s => s.DisplayName).HasMaxLength(100);
            e.Property(s => s.PhoneNumber).HasMaxLength(50);
        });
        modelBuilder.Entity<IdentityRole>(e =>
        {
            e.ToTable("roles");
            e.Property(r => r.Id).HasMaxLength(IdLength);
        });
        modelBuilder.Entity<IdentityUserRole<string>>(e =>
        {
            e.ToTable("staff_roles");
            e.Property(r => r.UserId).HasMaxLength(IdLength);
            e.Property(r => r.RoleId).HasMaxLength(IdLength);
        });
        modelBuilder.Entity<IdentityUserClaim<string>>(e =>
        {
            e.ToTable("staff_claims");
            e.Property(c => c.UserId).HasMaxLength(IdLength);
        });
        modelBuilder.Entity<IdentityRoleClaim<string>>(e =>
        {
            e.ToTable("role_claims");
            e.Property(c => c.RoleId).HasMaxLength(IdLength);
        });
        modelBuilder.Entity<IdentityUserLogin<string>>(e =>
        {
            e.ToTable("staff_logins");
            e.Property(l => l.LoginProvider).HasMaxLength(100);
            e.Property(l => l.ProviderKey).HasMaxLength(256);
            e.Property(l => l.UserId).HasMaxLength(IdLength);
        });
        modelBuilder.Entity<IdentityUserToken<string>>(e =>
        {
            e.ToTable("staff_tokens");
            e.Property(t => t.UserId).HasMaxLength(IdLength);
            e.Property(t => t.LoginProvider).HasMaxLength(100);
            e.Property(t => t.Name).HasMaxLength(100);
        });
    }
}
