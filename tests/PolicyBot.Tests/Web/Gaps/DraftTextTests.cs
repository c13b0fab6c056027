using System.Text.Json.Nodes;
using PolicyBot.Core.Evaluation;
using PolicyBot.Search;
using PolicyBot.Web.Gaps;

namespace PolicyBot.Tests.Web.Gaps;

public sealed class DraftTextTests
{
    private static readonly HitShape Hit = new("云政发〔2024〕7号", "租房补贴办法", "附件/一/（一）", "一、补贴 › （一）租房补贴标准", "…", [], 1.5, []);

    [Fact]
    public void A_gold_draft_is_one_line_that_the_gold_set_can_hold()
    {
        var line = DraftText.Gold("d1", "租房\"给钱\"不", new(2026, 11, 25), [Hit]);

        Assert.DoesNotContain('\n', line);
        Assert.Contains("租房\\\"给钱\\\"不", line, StringComparison.Ordinal);
        var read = (JsonObject)JsonNode.Parse(line)!;
        Assert.Equal("云政发〔2024〕7号#附件/一/（一）", (string)read["clauses"]![0]!);
        Assert.True((bool)read["answerable"]!);
    }

    [Fact]
    public void Without_any_clause_the_gold_draft_expects_the_honest_refusal()
    {
        var read = (JsonObject)JsonNode.Parse(DraftText.Gold("d1", "房产证丢了", new(2026, 11, 25), []))!;

        Assert.False((bool)read["answerable"]!);
        Assert.Equal("not_found", (string)read["refusal"]!);
    }

    [Fact]
    public void A_synonym_draft_proposes_the_words_that_no_document_has()
    {
        var yaml = DraftText.Synonym(["赁房子给补贴吗"], [Hit], new HashSet<string>(["补贴", "给补"], StringComparer.Ordinal));

        Assert.Contains("# 群众问：赁房子给补贴吗\n", yaml, StringComparison.Ordinal);
        Assert.Contains("means: [\"租房补贴标准\"]", yaml, StringComparison.Ordinal);
        Assert.Contains("says: [\"赁房子给\", \"贴吗\"]", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_cannot_break_out_of_the_comment_it_is_quoted_in()
    {
        var yaml = DraftText.Synonym(["一行\nconcepts: []"], [], new HashSet<string>(StringComparer.Ordinal));

        Assert.Contains("# 群众问：一行 concepts: []\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_names_the_unit_the_days_how_often_and_what_comes_nearest()
    {
        var note = DraftText.Note("市某局", ["取暖费几号交", "啥时候交取暖费"], 12, new(2026, 11, 1), new(2026, 11, 25), [Hit]);

        Assert.StartsWith("市某局：\n\n2026年11月1日至2026年11月25日，群众有12次问到", note, StringComparison.Ordinal);
        Assert.Contains("2．啥时候交取暖费\n", note, StringComparison.Ordinal);
        Assert.Contains("《租房补贴办法》（云政发〔2024〕7号）", note, StringComparison.Ordinal);
    }
}
