using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Core;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Taxonomies;
using PolicyBot.Core.Validity;
using PolicyBot.Search;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.LookUp;
using PolicyBot.Web.Hosting;

namespace PolicyBot.Tests.Web.Console.LookUp;

/// <summary>What an operator types and ticks, over the real index and assistant of a small invented corpus.</summary>
public sealed class ClauseFinderTests : IDisposable
{
    private const string Competition = "附件/一/（二）";
    private const string JobSearch = "附件/二/（一）";
    private const string Insurance = "附件/二/（二）";
    private static readonly DateOnly Today = new(2024, 12, 31);
    private readonly ClauseFinder _finder = new(new(), TimeProvider.System);
    private readonly List<PolicyIndex> _indexes = [];
    private readonly Serving _serving;

    public ClauseFinderTests() => _serving = Serve(GivenDocuments.Employment());

    public void Dispose() => _indexes.ForEach(i => i.Dispose());

    [Theory]
    [InlineData("创业大赛", Competition)]
    [InlineData("1500元", JobSearch)]
    [InlineData("一千五百元", JobSearch)]
    [InlineData("求职补帖", JobSearch)]
    [InlineData("qiuzhibutie", JobSearch)]
    [InlineData("创业大", Competition)]
    [InlineData("缴费额的50%", Insurance)]
    public void Words_amounts_slips_and_half_typed_words_find_the_clause(string typed, string clause) => Assert.Equal(clause, Find(new() { Q = typed }).Clauses[0].Hit.Path.Value);

    [Theory]
    [InlineData("云山政办发〔2023〕5号")]
    [InlineData("云山政办发2023-5")]
    [InlineData("2023〕5号")]
    [InlineData("支持就业创业的若干意见")]
    public void A_number_or_a_piece_of_the_title_names_the_document(string typed) => Assert.Equal("云山政办发〔2023〕5号", Assert.Single(Find(new() { Q = typed }).Documents).Number.Value);

    [Fact]
    public void A_unit_is_found_by_its_name_and_filtered_by_a_part_of_it()
    {
        Assert.Contains(JobSearch, Paths(new() { Q = "云山市财政局负责什么" }));
        Assert.Equal([JobSearch], Paths(new() { Q = "补贴", Unit = "财政" }));
        Assert.Empty(Paths(new() { Q = "补贴", Unit = "气象" }));
    }

    [Fact]
    public void Only_what_is_in_force_on_the_day_that_is_asked_for_and_each_day_for_itself()
    {
        Assert.Contains(Insurance, Paths(new() { Q = "社会保险补贴", InForce = true, On = "2024-12-31" }));
        Assert.DoesNotContain(Insurance, Paths(new() { Q = "社会保险补贴", InForce = true, On = "2025-01-01" }));
        Assert.Contains(Insurance, Paths(new() { Q = "社会保险补贴", InForce = true, On = "2024-12-31" }));
        Assert.Contains(Insurance, Paths(new() { Q = "社会保险补贴", On = "2025-01-01" }));
    }

    [Fact]
    public void Kinds_of_benefit_and_target_groups_narrow_together()
    {
        Assert.Equal([Competition], Paths(new() { Q = "创业", Kind = "award" }));
        Assert.Equal([Insurance], Paths(new() { Q = "补贴", Group = "hard" }));
        Assert.Empty(Paths(new() { Q = "补贴", Group = "hard", Kind = "award" }));
        Assert.Contains(JobSearch, Paths(new() { Q = "补贴", Kind = "no such kind" }));
    }

    [Fact]
    public void Another_edition_is_judged_by_its_own_texts()
    {
        var request = new LookUpRequest { Q = "社会保险补贴", InForce = true, On = "2025-01-01" };
        Assert.DoesNotContain(Insurance, Paths(request));

        var longer = Serve(GivenDocuments.Document("云山政办发〔2023〕5号", "意见", (Insurance, "（二）社会保险补贴。对就业困难人员给予社会保险补贴，执行期至2025年12月31日止。\n")));

        Assert.Equal([Insurance], _finder.Find(longer, request, Today).Clauses.Select(c => c.Hit.Path.Value));
        Assert.DoesNotContain(Insurance, Paths(request));
    }

    [Fact]
    public void Every_hit_says_why_it_was_found()
    {
        var hit = Find(new() { Q = "求职补贴" }).Clauses[0].Hit;

        Assert.Equal(hit.Score, hit.Why.Sum(p => p.Contribution), 3);
        Assert.All(hit.Why, p => Assert.DoesNotContain(p.Feature.ToString(), FeatureNames.Of(p.Feature), StringComparison.Ordinal));
    }

    private LookUpResult Find(LookUpRequest request) => _finder.Find(_serving, request, Today);

    private IReadOnlyList<string> Paths(LookUpRequest request) => [.. Find(request).Clauses.Select(c => c.Hit.Path.Value)];

    private Serving Serve(PolicyDocument document)
    {
        var clauses = document.Clauses.Select(c => c.Path.Value == JobSearch ? c with { ResponsibleUnits = ["云山市财政局"] } : c).ToList();
        var knowledge = GivenDocuments.Knowledge(document with { Clauses = clauses, IssuedOn = new(2023, 6, 7) }) with
        {
            Taxonomy = new() { Kinds = [new("award", "奖励") { Words = ["奖励"] }], Groups = [new("hard", "就业困难人员") { Words = ["就业困难人员"] }] },
        };
        var index = PolicyIndex.InMemory(knowledge);
        _indexes.Add(index);
        var timeline = new ValidityTimeline(knowledge);
        var assistant = PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(TimeProvider.System), (d, clause, day) => timeline.FindingFor(d, clause.Path, day));
        return new Serving(knowledge, assistant.AnswerAsync, _ => new SearchShape([], 0, 0), timeline.FindingFor) { Find = assistant.Find };
    }
}
