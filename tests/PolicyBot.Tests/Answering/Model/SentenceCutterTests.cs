using PolicyBot.Answering.Model;

namespace PolicyBot.Tests.Answering.Model;

public sealed class SentenceCutterTests
{
    [Theory]
    [InlineData("给1万元[1]。给5000元。[2]", "给1万元[1]。|给5000元。[2]")]
    [InlineData("1. **给1万元**【1】。\n- 给5000元［2］。\n", "给1万元[1]。|给5000元[2]。")]
    [InlineData("<think>先想想[1]。再想。</think>给1万元[1]。", "给1万元[1]。")]
    [InlineData("给1万元[1]", "给1万元[1]。")]
    [InlineData("给1万元[1]。给5000", "给1万元[1]。")]
    public void Sentences_are_the_same_however_the_text_was_cut_into_pieces(string text, string expected)
    {
        foreach (var size in new[] { 1, 2, 3, 7, 100 })
        {
            var cutter = new SentenceCutter();
            var found = text.Chunk(size).SelectMany(c => cutter.Add(new string(c))).ToList();
            found.AddRange(cutter.End());
            Assert.Equal(expected, string.Join('|', found));
        }
    }

    [Fact]
    public void A_sentence_comes_out_before_the_next_one_is_whole()
    {
        var cutter = new SentenceCutter();
        Assert.Equal(["给1万元[1]。"], cutter.Add("给1万元[1]。从"));
    }

    [Fact]
    public void Text_without_an_end_is_given_up()
    {
        var cutter = new SentenceCutter();
        Assert.Empty(cutter.Add(new string('办', 1200)));
        Assert.True(cutter.IsLost);
    }
}
