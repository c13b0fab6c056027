using System.Net;
using PolicyBot.Core.Answers;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Console.Cards;

namespace PolicyBot.Tests.Web.Console;

public sealed class CardTests
{
    [Fact]
    public async Task A_question_becomes_a_card_with_answer_words_place_and_validity_and_the_same_one_again()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);
        var first = (await staff.GetAsync("/console/card/ask?q=租房补贴有多少")).Headers.Location!.OriginalString;
        var again = (await staff.GetAsync("/console/card/ask?q=租房补贴有多少")).Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await staff.ReadAsync(first));

        Assert.Equal(first, again);
        Assert.Contains("新就业人员每月补贴300元", page, StringComparison.Ordinal);
        Assert.Contains("《云川县租房补贴办法》", page, StringComparison.Ordinal);
        Assert.Contains("未写明期限", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_data_in_a_callers_question_is_not_kept()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);
        var card = (await staff.GetAsync("/console/card/ask?q=我叫张三，电话13912345678，租房补贴有多少")).Headers.Location!.OriginalString;

        var page = await staff.ReadAsync(card);
        Assert.DoesNotContain("13912345678", page, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_stands_beside_the_clause_with_name_and_time_never_in_the_ticket_and_only_its_writer_or_a_supervisor_takes_it_back()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var writer = await host.SignInAsync("小王", StaffRole.Operator);
        using var other = await host.SignInAsync("小李", StaffRole.Operator);
        using var supervisor = await host.SignInAsync("班长", StaffRole.Supervisor);
        var card = (await writer.GetAsync("/console/card/ask?q=租房补贴有多少")).Headers.Location!.OriginalString;
        await writer.SubmitAsync(card, card, ("do", "note"), ("text", "窗口在二楼"), ("kind", "correction"), ("subject", "云政发〔2024〕7号#附件/一/（一）"));

        var page = WebUtility.HtmlDecode(await other.ReadAsync(card));
        Assert.Contains("窗口在二楼", page, StringComparison.Ordinal);
        Assert.Contains("小王", page, StringComparison.Ordinal);
        var ticket = page[page.IndexOf("id=\"ticket\"", StringComparison.Ordinal)..page.IndexOf("</textarea>", StringComparison.Ordinal)];
        Assert.DoesNotContain("窗口在二楼", ticket, StringComparison.Ordinal);
        var note = StaffBrowser.FieldIn(await writer.ReadAsync(card), "note");
        await other.SubmitAsync(card, card, ("do", "withdraw"), ("note", note));
        Assert.Contains("窗口在二楼", WebUtility.HtmlDecode(await other.ReadAsync(card)), StringComparison.Ordinal);
        await supervisor.SubmitAsync(card, card, ("do", "withdraw"), ("note", note));
        Assert.DoesNotContain("窗口在二楼", WebUtility.HtmlDecode(await other.ReadAsync(card)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_and_a_clause_that_is_not_there_are_told_and_no_card_is_made()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);

        Assert.Contains("请先写来电人的问题", WebUtility.HtmlDecode(await staff.ReadAsync("/console/card/ask")), StringComparison.Ordinal);
        Assert.Contains("没有这一条款", WebUtility.HtmlDecode(await staff.ReadAsync("/console/card/ask?clause=云政发〔2024〕7号%23附件/九")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/console/card/nosuchone")).StatusCode);
    }

    [Fact]
    public void The_ticket_has_no_markers_and_names_who_is_responsible()
    {
        var clause = new CardClause("某发〔2024〕1号", "办法", "正文/第一条", "《办法》（某发〔2024〕1号）第一条", "", ["每月300元。"], "每月300元。", new ValidityShape("in_force", null, null, "在期限内"), ["甲局"], ["乙局"], []);
        var answer = AnswerJson.From(new Answered { Text = "每月300元[1]。", AsOf = new(2026, 11, 25), Contact = ["乙局"] });
        var text = CardText.Of(new("多少钱", "2026-11-25", answer, [clause]), "http://x/console/card/abc");

        Assert.Equal("问：多少钱\n答：每月300元。\n依据：《办法》（某发〔2024〕1号）第一条\n原文：“每月300元。”\n效力：现行有效（在期限内）\n牵头单位：甲局；责任单位：乙局\n可以咨询：乙局\n（按 2026-11-25 判断；http://x/console/card/abc）", text);
    }
}
