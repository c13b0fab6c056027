using System.Text;
using FsCheck.Xunit;
using PolicyBot.Web.Channels.WeChat;

namespace PolicyBot.Tests.Web.WeChat;

public sealed class ReplyPagesTests
{
    [Fact]
    public void A_short_reply_is_one_part() => Assert.Equal(["可以申请。[1]"], ReplyPages.Split("可以申请。[1]"));

    [Fact]
    public void A_cut_falls_between_sentences_and_says_how_to_get_the_rest()
    {
        var sentence = "对符合条件的创业主体给予一次性补贴五千元[1]。";
        var parts = ReplyPages.Split(string.Concat(Enumerable.Repeat(sentence, 60)));

        Assert.True(parts.Count > 1);
        Assert.All(parts, p => Assert.True(Encoding.UTF8.GetByteCount(p) <= ReplyPages.MaxBytes));
        Assert.All(parts.SkipLast(1), p => Assert.EndsWith("。" + ReplyPages.More, p));
        Assert.Equal(60, parts.Sum(p => p.Split("[1]").Length - 1));
    }

    [Fact]
    public void The_line_of_a_citation_stays_whole()
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"[{i}] 云政办发〔2023〕29号附件 一、（二）{i}.").ToList();
        var parts = ReplyPages.Split(string.Join('\n', lines));

        Assert.True(parts.Count > 1);
        Assert.Equal(lines, parts.SelectMany(p => p.Replace(ReplyPages.More, "", StringComparison.Ordinal).Split('\n')));
    }

    [Fact]
    public void A_sentence_that_is_too_long_alone_is_cut_between_characters()
    {
        var parts = ReplyPages.Split(string.Concat(Enumerable.Repeat("😀汉", 600)));
        Assert.All(parts, p => Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(p))));
        Assert.All(parts, p => Assert.True(Encoding.UTF8.GetByteCount(p) <= ReplyPages.MaxBytes));
    }

    [Property(MaxTest = 200)]
    public void Nothing_of_the_text_is_lost(FsCheck.NonNull<string> text, FsCheck.PositiveInt times)
    {
        var whole = string.Concat(Enumerable.Repeat(text.Get.Replace("\ud800", "", StringComparison.Ordinal) + "。", Math.Min(times.Get * 40, 800)));
        var joined = string.Concat(ReplyPages.Split(whole).Select(p => p.EndsWith(ReplyPages.More, StringComparison.Ordinal) ? p[..^ReplyPages.More.Length] : p));
        Assert.Equal(Legible(whole), Legible(joined));
    }

    private static string Legible(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is not ('\n' or 0xfffd)).Select(r => r.ToString()));
}
