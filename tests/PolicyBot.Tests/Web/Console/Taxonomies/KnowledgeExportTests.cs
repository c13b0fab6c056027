using System.Net;
using System.Text;
using PolicyBot.Tests.Given;
using PolicyBot.Web.Console.Access;
using PolicyBot.Web.Console.Taxonomies;

namespace PolicyBot.Tests.Web.Console.Taxonomies;

public sealed class KnowledgeExportTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("他说“好”，\n第二行", "\"他说“好”，\n第二行\"")]
    public void No_cell_is_a_formula_and_every_cell_is_one_cell(string text, string expected) => Assert.Equal(expected, KnowledgeExport.Field(text));

    [Fact]
    public async Task A_supervisor_gets_every_clause_with_its_place_and_excel_reads_it_as_utf8()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var supervisor = await host.SignInAsync("班长", StaffRole.Supervisor);
        var response = await supervisor.SubmitAsync("/console/export", "/console/export", ("format", "csv"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("\"文号\",\"标题\",\"条款\",\"原文\",\"单位\",\"效力\",\"起\",\"止\",\"分类\"", lines[0]);
        Assert.Equal(WebHost.Document.Clauses.Count + 2, lines.Length);
        Assert.Contains("\"附件/一/（一）\",\"（一）新就业人员每月补贴300元。\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_same_rows()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var supervisor = await host.SignInAsync("班长", StaffRole.Supervisor);
        var response = await supervisor.SubmitAsync("/console/export", "/console/export", ("format", "json"));
        var rows = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(WebHost.Document.Clauses.Count, rows.GetArrayLength());
        Assert.Equal("云政发〔2024〕7号", rows[0].GetProperty("number").GetString());
    }

    [Fact]
    public async Task An_operator_gets_no_file()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var staff = await host.SignInAsync("小王", StaffRole.Operator);
        var page = await staff.ReadAsync("/console/account");
        var response = await staff.PostAsync("/console/export", StaffBrowser.TokenIn(page), ("format", "csv"));

        Assert.Equal("/console/denied", response.Headers.Location!.OriginalString);
    }
}
