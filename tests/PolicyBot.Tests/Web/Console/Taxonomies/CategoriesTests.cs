using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Core;
using PolicyBot.Knowledge;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Hosting;
using PolicyBot.Web.Storage;

namespace PolicyBot.Tests.Web.Console.Taxonomies;

/// <summary>What a supervisor does with knowledge/categories.yaml, on a folder of the test's own.</summary>
public sealed class CategoriesTests : IAsyncLifetime
{
    private const string Page = "/console/categories";
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-categories-").FullName;
    private ConsoleHost _host = null!;
    private int _editions;

    private string CategoryFile => Path.Combine(_folder, TaxonomyReader.FileName);

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(CategoryFile, """
            categories:
              - id: 'work'
                title: '就业'
                words: ['就业人员']
            kinds: []
            groups: []
            """);
        _host = await ConsoleHost.StartAsync(build: Build, settings: ("PolicyBot:Knowledge", _folder));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_saved_stands_in_the_file_serves_at_once_and_is_written_down()
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);

        var response = await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "就业创业", "就业人员、创业"), Row("", "租房 '补贴'", "租房，补贴", "云政发〔2024〕7号#附件/二")]);

        Assert.Equal("/console/categories?saved=true", response.Headers.Location!.OriginalString);
        var read = TaxonomyReader.Read(_folder).Value;
        Assert.Equal(["work 就业创业 就业人员+创业 ", "租房 '补贴' 租房 '补贴' 租房+补贴 云政发〔2024〕7号#附件/二"],
            read.Categories.Select(c => $"{c.Id} {c.Title} {string.Join('+', c.Words)} {string.Join('+', c.Clauses)}"));
        Assert.Equal("就业创业", _host.Services.GetRequiredService<ServingState>().Current!.Knowledge.Taxonomy.Categories[0].Title);
        Assert.Contains("现在就按新的分类", await supervisor.ReadAsync("/console/categories?saved=true"), StringComparison.Ordinal);
        await using var db = Open();
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.KnowledgeChanged);
        Assert.Equal(("班长", "categories.yaml", "分类 2 个，种类 0 个，对象 0 个"), (entry.Who, entry.Subject, entry.Details));
    }

    [Fact]
    public async Task The_export_carries_the_new_category()
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);
        await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "住房", "", "云政发〔2024〕7号#附件/一/（一）")]);

        var exported = await supervisor.SubmitAsync("/console/export", "/console/export", ("format", "json"));

        var rows = JsonDocument.Parse(await exported.Content.ReadAsStringAsync()).RootElement.EnumerateArray().ToList();
        Assert.Equal("住房", rows.Single(r => r.GetProperty("clause").GetString() == "附件/一/（一）").GetProperty("category").GetString());
        Assert.Contains("未分类", rows.Select(r => r.GetProperty("category").GetString()));
    }

    [Fact]
    public async Task A_row_whose_title_was_emptied_is_gone()
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);

        await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", " ", "就业人员")]);

        Assert.Empty(TaxonomyReader.Read(_folder).Value.Categories);
    }

    [Theory]
    [InlineData("随便写的", "“住房”的条款“随便写的”写法不对，应是“文号”或“文号#条款路径”。")]
    [InlineData("云政发〔2024〕7号#一/二", "“住房”的条款“云政发〔2024〕7号#一/二”写法不对")]
    public async Task A_clause_that_is_none_is_refused_and_everything_typed_comes_back(string clause, string told)
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);
        var before = await File.ReadAllTextAsync(CategoryFile);

        var response = await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "住房", "我写了半天的字词", clause)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains("我写了半天的字词", page, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(CategoryFile));
        await using var db = Open();
        Assert.False(await db.Audit.AnyAsync(a => a.Action == AuditAction.KnowledgeChanged));
    }

    [Fact]
    public async Task One_title_twice_is_refused()
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);

        var response = await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "住房", ""), Row("", "住房", "租房")]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("“住房”写了两次。", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clause_that_no_document_has_is_told_and_kept()
    {
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);
        await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "就业", "", "云政发〔2030〕1号\n云政发〔2024〕7号#附件/一")]);

        var page = WebUtility.HtmlDecode(await supervisor.ReadAsync(Page));

        Assert.Contains("指定的这些条款现在的文件库里没有：云政发〔2030〕1号<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_supervisors_the_second_is_told_what_the_first_changed_and_overwrites_nothing_unseen()
    {
        using var first = await _host.SignInAsync("班长", StaffRole.Supervisor);
        using var second = await _host.SignInAsync("副班长", StaffRole.Supervisor);
        var (one, two) = (await first.ReadAsync(Page), await second.ReadAsync(Page));
        await SaveAsync(first, one, [Row("work", "就业", "就业人员、见习"), Row("", "住房", "租房")]);

        var late = await SaveAsync(second, two, [Row("work", "就业", "就业人员、用工")]);

        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        var page = await late.Content.ReadAsStringAsync();
        var shown = WebUtility.HtmlDecode(page);
        Assert.Contains("您打开以后别人改过分类", shown, StringComparison.Ordinal);
        Assert.Contains("分类里的“就业”现在是：字词 就业人员、见习；条款 <", shown, StringComparison.Ordinal);
        Assert.Contains("分类里现在有您这里没有的“住房”：租房<", shown, StringComparison.Ordinal);
        Assert.Contains("就业人员、用工", shown, StringComparison.Ordinal);
        Assert.Equal(["就业", "住房"], TaxonomyReader.Read(_folder).Value.Categories.Select(c => c.Title));

        var again = await SaveAsync(second, page, [Row("work", "就业", "就业人员、见习、用工"), Row("住房", "住房", "租房")]);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal(["就业人员", "见习", "用工"], TaxonomyReader.Read(_folder).Value.Categories[0].Words);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_with_its_line_and_never_overwritten()
    {
        const string Broken = "categories:\n  - id: 'work'\n    titel: '就业'\n";
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);
        var before = await supervisor.ReadAsync(Page);
        await File.WriteAllTextAsync(CategoryFile, Broken);

        var page = WebUtility.HtmlDecode(await supervisor.ReadAsync(Page));
        var version = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(CategoryFile)));
        var response = await supervisor.PostAsync(Page, StaffBrowser.TokenIn(before), Fields(version, [Row("work", "就业", "就业人员")]));

        Assert.Contains("categories.yaml:3：", page, StringComparison.Ordinal);
        Assert.Contains("titel", page, StringComparison.Ordinal);
        Assert.Contains("现在读不出来", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"categories.title\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("categories.yaml:3：", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(Broken, await File.ReadAllTextAsync(CategoryFile));
    }

    [Fact]
    public async Task While_a_published_version_serves_the_file_waits_for_the_next_publication()
    {
        var state = _host.Services.GetRequiredService<ServingState>();
        state.Publish(state.Current! with { Version = new(3, "3", "sha256:00", TimeProvider.System.GetUtcNow()) });
        var editions = _editions;
        using var supervisor = await _host.SignInAsync("班长", StaffRole.Supervisor);

        await SaveAsync(supervisor, await supervisor.ReadAsync(Page), [Row("work", "住房", "")]);

        Assert.Equal("住房", TaxonomyReader.Read(_folder).Value.Categories.Single().Title);
        Assert.Equal((3, "就业", editions), (state.Current!.Version!.Number, state.Current.Knowledge.Taxonomy.Categories.Single().Title, _editions));
        Assert.Contains("下次发布以后才按新的分类", WebUtility.HtmlDecode(await supervisor.ReadAsync("/console/categories?saved=true")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_can_neither_see_nor_save_them()
    {
        using var staff = await _host.SignInAsync("小王", StaffRole.Operator);
        var token = StaffBrowser.TokenIn(await staff.ReadAsync("/console/account"));

        var seen = await staff.GetAsync(Page);
        var saved = await staff.PostAsync(Page, token, Fields("", [Row("work", "住房", "")]));

        Assert.EndsWith("/console/denied", seen.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("/console/denied", saved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("就业", TaxonomyReader.Read(_folder).Value.Categories.Single().Title);
    }

    private static (string Id, string Title, string Words, string Clauses) Row(string id, string title, string words, string clauses = "") => (id, title, words, clauses);

    private static Task<HttpResponseMessage> SaveAsync(StaffBrowser staff, string page, IReadOnlyList<(string Id, string Title, string Words, string Clauses)> rows) =>
        staff.PostAsync(Page, StaffBrowser.TokenIn(page), Fields(StaffBrowser.FieldIn(page, "version"), rows));

    private static (string Name, string Value)[] Fields(string version, IReadOnlyList<(string Id, string Title, string Words, string Clauses)> rows) =>
    [
        ("version", version),
        .. rows.SelectMany(r => new[] { ("categories.id", r.Id), ("categories.title", r.Title), ("categories.words", r.Words), ("categories.clauses", r.Clauses) }),
    ];

    private Serving Build()
    {
        _editions++;
        return WebHost.Serving() with { Knowledge = new KnowledgeBase([WebHost.Document]) { Taxonomy = TaxonomyReader.Read(_folder).Value } };
    }

    private PolicyBotDb Open() => _host.Services.GetRequiredService<IDbContextFactory<PolicyBotDb>>().CreateDbContext();
}
