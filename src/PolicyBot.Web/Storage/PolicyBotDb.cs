using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PolicyBot.Web.Storage;

/// <summary>
/// The one schema of the host, on SQLite and PostgreSQL. To keep one set of migrations for both: no column types, no keys made by the server (but for two tables of Identity that nothing uses),
/// instants as Unix milliseconds (SQLite has no instant that sorts), so that nothing in the model depends on the provider.
/// </summary>
public sealed class PolicyBotDb(DbContextOptions<PolicyBotDb> options) : IdentityDbContext<StaffMember, IdentityRole, string>(options)
{
    public DbSet<StoredConversation> Conversations => Set<StoredConversation>();

    public DbSet<StoredActivity> Activities => Set<StoredActivity>();

    public DbSet<StoredDialogue> Dialogues => Set<StoredDialogue>();

    public DbSet<StoredTurn> Turns => Set<StoredTurn>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<ServerSecret> Secrets => Set<ServerSecret>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<DataKey> DataKeys => Set<DataKey>();

    public DbSet<StaffNote> StaffNotes => Set<StaffNote>();

    public DbSet<ReplyCard> ReplyCards => Set<ReplyCard>();

    public DbSet<TurnBlock> TurnBlocks => Set<TurnBlock>();

    public DbSet<TurnPosting> TurnPostings => Set<TurnPosting>();

    public DbSet<Draft> Drafts => Set<Draft>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddConsoleTables();
        builder.Entity<StoredConversation>(e =>
        {
            e.ToTable("conversations").HasKey(c => c.Id);
            e.Property(c => c.Id).HasMaxLength(200);
            e.Property(c => c.Channel).HasMaxLength(50);
            e.Property(c => c.User).HasMaxLength(200);
            e.Property(c => c.Locale).HasMaxLength(50);
            e.HasIndex(c => c.LastAt);
        });
        builder.Entity<StoredActivity>(e =>
        {
            e.ToTable("activities").HasKey(a => new { a.ConversationId, a.Index });
            e.Property(a => a.ConversationId).HasMaxLength(200);
            e.Property(a => a.Index).ValueGeneratedNever();
            e.HasOne<StoredConversation>().WithMany().HasForeignKey(a => a.ConversationId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(a => a.IsPending);
        });
        builder.Entity<StoredDialogue>(e =>
        {
            e.ToTable("dialogues").HasKey(d => d.Conversation);
            e.Property(d => d.Conversation).HasMaxLength(300);
            e.HasIndex(d => d.LastAt);
        });
        builder.Entity<StoredTurn>(e =>
        {
            e.ToTable("turns").HasKey(t => t.Id);
            e.Property(t => t.Id).HasMaxLength(50);
            e.Property(t => t.Channel).HasMaxLength(50);
            e.Property(t => t.Conversation).HasMaxLength(200);
            e.Property(t => t.Status).HasMaxLength(50);
            e.Property(t => t.Feedback).HasMaxLength(20);
            e.Property(t => t.Subject).HasMaxLength(300);
            e.Property(t => t.Unit).HasMaxLength(200);
            e.HasIndex(t => t.No);
            e.HasIndex(t => new { t.IsGap, t.At });
            e.HasIndex(t => t.At);
            e.HasIndex(t => new { t.Status, t.At });
            e.HasIndex(t => new { t.Channel, t.Conversation, t.At });
        });
        builder.Entity<Ticket>(e =>
        {
            e.ToTable("tickets").HasKey(t => t.Id);
            e.Property(t => t.Id).HasMaxLength(50);
            e.Property(t => t.Channel).HasMaxLength(50);
            e.Property(t => t.Conversation).HasMaxLength(200);
            e.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
            e.Property(t => t.TakenBy).HasMaxLength(200);
            e.Property(t => t.Version).IsConcurrencyToken();
            e.HasIndex(t => new { t.State, t.CreatedAt });
            e.HasIndex(t => new { t.Channel, t.Conversation });
        });
        builder.Entity<TurnBlock>(e =>
        {
            e.ToTable("turn_blocks").HasKey(b => b.Block);
            e.Property(b => b.Block).ValueGeneratedNever();
        });
        builder.Entity<TurnPosting>(e =>
        {
            e.ToTable("turn_postings").HasKey(p => new { p.Term, p.Block });
            e.Property(p => p.Term).HasMaxLength(250);
            e.Property(p => p.Block).ValueGeneratedNever();
        });
        builder.Entity<Draft>(e =>
        {
            e.ToTable("drafts").HasKey(d => d.Id);
            e.Property(d => d.Id).HasMaxLength(50);
            e.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
            e.Property(d => d.Unit).HasMaxLength(200);
            e.Property(d => d.MadeBy).HasMaxLength(200);
            e.Property(d => d.DoneBy).HasMaxLength(200);
            e.HasIndex(d => d.MadeAt);
        });
        builder.Entity<ServerSecret>(e =>
        {
            e.ToTable("secrets").HasKey(s => s.Name);
            e.Property(s => s.Name).HasMaxLength(50);
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
