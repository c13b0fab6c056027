using PolicyBot.Core.Language;
using PolicyBot.Knowledge;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Knowledge;

public sealed class LanguageReadersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("language").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    [Fact]
    public void The_lexicon_that_is_built_in_is_rich_and_sound()
    {
        var lexicon = LexiconReader.Read(_folder).Value;
        Assert.True(lexicon.Concepts.Count >= 250);
        Assert.True(lexicon.Concepts.Sum(c => c.Says.Count) >= 1500);
        Assert.Equal(Enum.GetValues<Facet>().Order(), lexicon.Facets.Select(f => f.Facet).Distinct().Order());
        Assert.True(lexicon.Places.Count > 300);
    }

    [Fact]
    public void Every_sentence_that_the_code_asks_for_is_written()
    {
        var replies = RepliesReader.Read(_folder).Value;
        Assert.All(RequiredReplies.Ids, id => Assert.True(replies.Has(id), id));
        Assert.All(replies.Intents, i => Assert.True(replies.Has(i.ReplyId), i.Id));
    }

    [Fact]
    public void Placeholders_are_filled() =>
        Assert.Contains("控制在1000字", RepliesReader.Read(_folder).Value.Text("too_long", ("limit", "1000")), StringComparison.Ordinal);

    [Theory]
    [InlineData("concepts: [摆摊, 地摊\nfacets: }\n")]
    [InlineData("concepts:\n\t- 摆摊\n")]
    [InlineData("concepts: [\n")]
    [InlineData("concepts: *nobody\n")]
    [InlineData("concepts: 1\nconcepts: 2\n")]
    public void What_is_no_yaml_is_told_with_its_file_in_chinese(string text)
    {
        Write("lexicon/a.yaml", text);
        var problem = Assert.Single(LexiconReader.Read(_folder).Problems);
        Assert.Equal("lexicon/a.yaml", problem.Where);
        Assert.Contains("YAML", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Found is null || text.Contains(problem.Found, StringComparison.Ordinal), problem.Found);
    }

    [Fact]
    public void A_folder_of_its_own_replaces_the_built_in_lexicon()
    {
        Write("lexicon/a.yaml", "concepts:\n  - id: 摆摊\n    group: doing\n    means: [夜经济, 摊区@0.5]\n    says: [摆摊, 出…摊]\n");
        var concept = Assert.Single(LexiconReader.Read(_folder).Value.Concepts);
        Assert.Equal(0.5, concept.Means[1].Weight);
        Assert.Equal(["出", "摊"], concept.Says[1].Parts);
    }

    [Theory]
    [InlineData("concepts:\n  - id: 甲\n    gruop: who\n", "gruop", 3)]
    [InlineData("concepts:\n  - id: 甲\n    group: people\n    means: [乙]\n    says: [丙]\n", "people", 2)]
    [InlineData("facets:\n  - facet: price\n    cues: [多少]\n", "price", 2)]
    [InlineData("concepts:\n  - id: 甲\n    group: who\n    means: [乙@很多]\n    says: [丙]\n", "乙@很多", 4)]
    public void A_mistake_in_the_lexicon_names_file_line_and_words(string yaml, string found, int line)
    {
        Write("lexicon/bad.yaml", yaml);
        var problems = LexiconReader.Read(_folder).Problems;
        Assert.Contains(problems, p => p.Where == "lexicon/bad.yaml" && p.Line == line && p.Found == found);
    }

    [Fact]
    public void Broken_yaml_and_a_wrong_encoding_are_told_apart()
    {
        Write("lexicon/a.yaml", "concepts: [未完");
        Write("lexicon/b.yaml", "");
        File.WriteAllBytes(Path.Combine(_folder, "lexicon", "b.yaml"), [0xd2, 0xbb, 0xb8, 0xf6]);
        var problems = LexiconReader.Read(_folder).Problems;
        Assert.Contains(problems, p => p.Message.Contains("YAML", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_placeholder_that_nobody_fills_is_a_problem()
    {
        Write("replies/a.yaml", "replies:\n  - {id: greeting, text: \"您好{name}\"}\n");
        var problem = Assert.Single(RepliesReader.Read(_folder).Problems);
        Assert.Equal(("replies/a.yaml", 2, "{name}"), (problem.Where, problem.Line, problem.Found));
    }

    [Fact]
    public void An_intent_without_its_sentence_is_a_problem()
    {
        Write("replies/a.yaml", "intents:\n  - id: riddles\n    kind: out_of_scope\n    within: [谜语]\n");
        Assert.Equal("riddles", Assert.Single(RepliesReader.Read(_folder).Problems).Found);
    }

    [Fact]
    public void A_target_that_no_document_has_is_a_warning_unless_general()
    {
        Write("lexicon/a.yaml", "concepts:\n  - {id: 甲, group: thing, means: [公租房, 火星房], says: [房]}\n  - {id: 乙, group: thing, means: [火星车], says: [车], general: true}\n");
        var knowledge = new PolicyBot.Core.KnowledgeBase([GivenLanguage.Document()]) { Lexicon = LexiconReader.Read(_folder).Value };
        Assert.Equal("火星房", Assert.Single(LexiconReader.Check(_folder, knowledge)).Found);
    }

    [Fact]
    public void Words_that_the_program_was_built_with_are_nobodys_warning()
    {
        var knowledge = new PolicyBot.Core.KnowledgeBase([GivenLanguage.Document()]) { Lexicon = LexiconReader.Read(_folder).Value };
        Assert.NotEmpty(knowledge.Lexicon.Concepts);
        Assert.Empty(LexiconReader.Check(_folder, knowledge));
    }
}
