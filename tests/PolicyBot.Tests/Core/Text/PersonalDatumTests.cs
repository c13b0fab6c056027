using FsCheck.Xunit;
using PolicyBot.Answering;
using PolicyBot.Core.Text;

namespace PolicyBot.Tests.Core.Text;

public sealed class PersonalDatumTests
{
    [Fact]
    public void Each_datum_says_what_it_is_where_it_stands()
    {
        const string Said = "我叫张三，身份证230506199001011234，电话0469-4228888";

        var found = PersonalDatum.Find(Said).Select(d => $"{d.Kind}:{Said.Substring(d.Start, d.Length)}");

        Assert.Equal(["Name:张三", "Number:230506199001011234", "Landline:0469-4228888"], found);
    }

    [Property]
    public void Nothing_overlaps_and_nothing_lies_outside(int[] given)
    {
        const string Alphabet = "0123456789 -Xx我叫张三，元１";
        var text = string.Concat(given.Select(g => Alphabet[Math.Abs(g % Alphabet.Length)]));

        var end = 0;
        foreach (var datum in PersonalDatum.Find(text))
        {
            Assert.True(datum.Start >= end && datum.Length > 0, text);
            end = datum.Start + datum.Length;
        }

        Assert.True(end <= text.Length);
    }

    [Theory]
    [InlineData("我身份证230506199001011234能领吗", "我身份证能领吗", true)]
    [InlineData("手机13904691234，补贴怎么领", "手机，补贴怎么领", true)]
    [InlineData("0469-4228888是哪个单位的电话", "0469-4228888是哪个单位的电话", false)]
    [InlineData("贷13800000000元行不行", "贷13800000000元行不行", false)]
    public void A_question_is_understood_without_numbers_of_persons_and_with_those_of_units(string said, string understood, bool found) =>
        Assert.Equal((understood, found), PersonalNumbers.Remove(said));
}
