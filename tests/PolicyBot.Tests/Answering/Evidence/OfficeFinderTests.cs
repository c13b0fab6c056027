using PolicyBot.Answering.Evidence;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Evidence;

public sealed class OfficeFinderTests
{
    private static readonly OfficeFinder Offices = new(GivenLanguage.Knowledge());

    [Theory]
    [InlineData("老家房子塌了政府管不管盖", "市住房城乡建设局")]
    [InlineData("失业金一个月多少", "市人力资源社会保障局")]
    [InlineData("民办高中学费减多少", "市教育和体育局")]
    public void The_office_is_told_by_what_people_bring_to_it(string question, string office) => Assert.Equal(office, Offices.For(question));

    [Fact]
    public void An_office_that_no_document_names_is_never_given() => Assert.Null(Offices.For("养牛一头补多少"));

    [Fact]
    public void A_subject_of_no_office_has_none() => Assert.Null(Offices.For("明天会下雨吗"));
}
