using PolicyBot.Answering.Evaluation;
using PolicyBot.Answering.Understanding;
using PolicyBot.Core;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evaluation;

public sealed class AblationTests
{
    private static readonly KnowledgeBase Whole = GivenLanguage.Knowledge();

    public static TheoryData<string> Names => [.. Ablation.All.Select(a => a.Name)];

    [Fact]
    public void Each_has_a_name_of_its_own_and_the_whole_product_stands_first()
    {
        Assert.Equal(Ablation.All.Count, Ablation.All.Select(a => a.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Same(Whole, Ablation.All[0].Knowledge(Whole));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_of_the_documents_is_never_touched(string name) =>
        Assert.Equal(Whole.Digest, Of(name).Digest);

    [Fact]
    public void Without_concepts_no_word_stands_for_another() => Assert.Empty(Of("concepts").Lexicon.Concepts);

    [Fact]
    public void Without_governing_sentences_a_clause_stands_alone_wherever_it_is_found() =>
        Assert.All(Of("governing-sentences").Documents, d => Assert.All(d.Clauses, c => Assert.Empty(d.FindClause(c.Path)!.Governing)));

    [Fact]
    public void Without_spelling_a_question_is_read_as_it_is_typed()
    {
        Assert.NotEmpty(QuestionReader.From(Whole).Read("公祖房怎么申请", GivenLanguage.Today).Corrections);
        Assert.Empty(QuestionReader.From(Of("spelling")).Read("公祖房怎么申请", GivenLanguage.Today).Corrections);
    }

    private static KnowledgeBase Of(string name) => Ablation.All.Single(a => a.Name == name).Knowledge(Whole);
}
