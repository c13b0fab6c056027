using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PolicyBot.Core;
using PolicyBot.Core.Text;
using PolicyBot.Search;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Gaps;

/// <summary>Drafts that people make of gaps: kept here until the maintainers take them over into the knowledge folder.</summary>
public sealed class DraftBook(IDbContextFactory<PolicyBotDb> databases, ServingState serving, TimeProvider clock)
{
    private const int Nearest = 3;

    /// <summary>The clauses that come nearest to a question today; empty where nothing is served.</summary>
    public IReadOnlyList<HitShape> NearestTo(string question) =>
        serving.Current?.Search(new(question.Length <= 200 ? question : question[..200], Nearest, Document: null, ChinaTime.Today(clock))).Hits ?? [];

    /// <summary>One press: the draft as it is stored, worded from the group.</summary>
    public async Task<Draft> MakeAsync(DraftKind kind, GapGroup group, GapQuery query, string by, CancellationToken cancellationToken)
    {
        var nearest = NearestTo(group.Question);
        var id = "d" + RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", 8);
        var draft = new Draft
        {
            Id = id,
            Kind = kind,
            Question = group.Question,
            Text = kind switch
            {
                DraftKind.Gold => DraftText.Gold(id, group.Question, ChinaTime.Today(clock), nearest),
                DraftKind.Synonym => DraftText.Synonym(group.Wordings, nearest, KnownPairs()),
                _ => DraftText.Note(group.Unit, group.Wordings, group.Turns.Count, query.From, query.To, nearest),
            },
            Unit = kind is DraftKind.Note ? group.Unit : "",
            MadeBy = by,
            MadeAt = clock.GetUtcNow(),
        };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(cancellationToken);
        return draft;
    }

    /// <summary>Open ones first, then the newest.</summary>
    public async Task<IReadOnlyList<Draft>> ListAsync(DraftKind? kind, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Drafts.AsNoTracking().Where(d => kind == null || d.Kind == kind).OrderBy(d => d.DoneAt != null).ThenByDescending(d => d.MadeAt).Take(500).ToListAsync(cancellationToken);
    }

    public async Task<Draft?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
    }

    /// <summary>False where the draft is not there any more.</summary>
    public async Task<bool> ChangeAsync(string id, string text, string unit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Drafts.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Text, text).SetProperty(d => d.Unit, unit), cancellationToken) > 0;
    }

    /// <summary>Taken over, or let go. False where it was not open.</summary>
    public async Task<bool> EndAsync(string id, string by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await db.Drafts.Where(d => d.Id == id && d.DoneAt == null).ExecuteUpdateAsync(s => s.SetProperty(d => d.DoneAt, now).SetProperty(d => d.DoneBy, by), cancellationToken) > 0;
    }

    /// <summary>The open drafts of a kind as the file they are meant for: lines of JSON, one YAML list, letters.</summary>
    public async Task<string> ExportAsync(DraftKind kind, CancellationToken cancellationToken)
    {
        var open = (await ListAsync(kind, cancellationToken)).Where(d => d.DoneAt is null).Reverse().ToList();
        var text = new StringBuilder();
        if (kind is DraftKind.Synonym && open.Count > 0)
            text.Append("concepts:\n");
        foreach (var draft in open)
        {
            text.Append(kind switch
            {
                DraftKind.Gold => draft.Text.ReplaceLineEndings(" ").Trim(),
                DraftKind.Synonym => draft.Text.Replace("concepts:\n", "", StringComparison.Ordinal).TrimEnd(),
                _ => draft.Text.TrimEnd() + "\n\n――――――――\n",
            }).Append('\n');
        }

        return text.ToString();
    }

    private HashSet<string> KnownPairs()
    {
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in serving.Current?.Knowledge.Documents ?? [])
        {
            var normal = TextNormalizer.Normalize(document.Text);
            for (var i = 0; i + 1 < normal.Length; i++)
                pairs.Add(normal.Substring(i, 2));
        }

        return pairs;
    }
}
