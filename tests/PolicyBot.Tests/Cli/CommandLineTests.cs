using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Cli;

namespace PolicyBot.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-").FullName;
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private static string Knowledge => Path.Combine(Repository.Root, "knowledge");

    [Fact]
    public async Task The_question_of_the_readme_is_answered_with_its_clause_quoted_verbatim()
    {
        Assert.Equal(0, await RunAsync("ask", "我能申请1万元创业补贴吗", "--json", "--knowledge", Knowledge));
        var answer = JsonDocument.Parse(_out.ToString()).RootElement;
        var citation = answer.GetProperty("citations").EnumerateArray().First(c => c.GetProperty("clause").GetString() == "附件/一/（二）/1");
        Assert.Equal("双政办发〔2023〕29号", citation.GetProperty("document").GetString());
        var text = await File.ReadAllTextAsync(Path.Combine(Knowledge, "documents", "2023-双政办发29号", "document.md"));
        Assert.Equal(citation.GetProperty("quote").GetString(), text[citation.GetProperty("start").GetInt32()..citation.GetProperty("end").GetInt32()]);
        Assert.Equal("2026-11-24", answer.GetProperty("asOf").GetString());
        Assert.Equal("quoted", answer.GetProperty("origin").GetString());
        Assert.Contains("原文", answer.GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_as_json_is_one_line_a_document_whose_clauses_join_to_the_text()
    {
        Assert.Equal(0, await RunAsync("documents", "--json", "--knowledge", Knowledge));
        var lines = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line =>
        {
            var at = 0;
            foreach (var clause in line.GetProperty("clauses").EnumerateArray())
            {
                Assert.Equal(at, clause.GetProperty("start").GetInt32());
                at = clause.GetProperty("end").GetInt32();
                Assert.Equal(at - clause.GetProperty("start").GetInt32(), clause.GetProperty("text").GetString()!.Length);
            }
        });
    }

    [Fact]
    public async Task A_batch_keeps_ids_order_and_conversations()
    {
        var input = Path.Combine(_folder, "in.jsonl");
        await File.WriteAllTextAsync(input, """
            {"id": 1, "text": "公租房"}
            {"id": "乙", "text": "技能提升补贴给多少", "conversation": "c", "asOf": "2023-12-31"}
            {"id": "丙", "text": "谁出钱", "conversation": "c", "asOf": "2023-12-31"}
            {"id": "丁", "text": ""}
            """);
        Assert.Equal(0, await RunAsync("ask", "--batch", input, "--output", Path.Combine(_folder, "out.jsonl"), "--knowledge", Knowledge));
        var answers = (await File.ReadAllLinesAsync(Path.Combine(_folder, "out.jsonl"))).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["1", "乙", "丙", "丁"], answers.Select(a => a.GetProperty("id").ToString()));
        Assert.Equal("2023-12-31", answers[1].GetProperty("asOf").GetString());
        Assert.Contains(answers[2].GetProperty("citations").EnumerateArray(), c => c.GetProperty("clause").GetString()!.StartsWith("附件/三/（九）", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_line_of_a_batch_is_named_and_nothing_is_written()
    {
        var input = Path.Combine(_folder, "in.jsonl");
        await File.WriteAllTextAsync(input, "{\"id\":1,\"text\":\"公租房\"}\n不是JSON\n{\"id\":2,\"text\":\"公租房\",\"asOf\":\"2023-02-30\"}");
        Assert.Equal(2, await RunAsync("ask", "--batch", input, "--output", Path.Combine(_folder, "out.jsonl"), "--knowledge", Knowledge));
        Assert.Contains(":2：", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(":3：", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "out.jsonl")));
    }

    [Fact]
    public async Task An_imported_text_is_answered_from_with_no_further_file()
    {
        var received = Path.Combine(_folder, "来文.txt");
        await File.WriteAllTextAsync(received, "某市人民政府关于发放高温津贴的通知\n某政发〔2025〕7号\n各区人民政府：\n现就有关事项通知如下：\n一、发放对象。在建筑工地露天作业的工人。\n二、发放标准。每人每天30元，由用人单位承担。\n三、发放时间。每年7月至8月。\n本通知自印发之日起施行。\n某市人民政府\n2025年6月1日\n");
        var into = Path.Combine(_folder, "k");
        Assert.Equal(0, await RunAsync("import", received, "--into", into));
        Assert.Equal(0, await RunAsync("index", "--knowledge", into));
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("ask", "高温津贴一天给多少钱", "--knowledge", into, "--json"));
        var answer = JsonDocument.Parse(_out.ToString()).RootElement;
        Assert.Contains("30元", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal("正文/二", answer.GetProperty("citations")[0].GetProperty("clause").GetString());
    }

    [Theory]
    [InlineData("ask", "问", "--as-of", "2023-02-30")]
    [InlineData("ask", "问", "--batch", "x")]
    [InlineData("search", "问", "-k", "51")]
    [InlineData("serch", "问")]
    [InlineData("import")]
    [InlineData("ask", " ")]
    [InlineData("ask", "--nonsense")]
    [InlineData("search", "--explian", "补贴")]
    [InlineData("check", "--jsno")]
    [InlineData("import", "--nonsense")]
    [InlineData("evaluate", "-x")]
    [InlineData("rollback", "上一版")]
    [InlineData("documents", "--knowledge", "")]
    public async Task Wrong_use_ends_with_2_and_says_what_is_wrong(params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.NotEmpty(_error.ToString());
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_out.ToString());
    }

    [Fact]
    public async Task A_mistyped_verb_is_told_the_nearest_one_and_a_sub_verb_its_whole_name()
    {
        await RunAsync("serach", "补贴");
        await RunAsync("model", "check", "--nonsense");

        Assert.Contains("您要的是不是 search？", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("。.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("用法见：policybot model check --help", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_two_dashes_everything_is_a_question() =>
        Assert.Equal(0, await RunAsync("ask", "--knowledge", Knowledge, "--", "--公租房怎么申请"));

    [Theory]
    [InlineData("{\"id\": \"\\ud800\", \"text\": \"rent\"}")]
    [InlineData("\u00ff")]
    public async Task Half_characters_and_other_encodings_in_a_batch_are_told(string line)
    {
        var input = Path.Combine(_folder, "in.jsonl");
        await File.WriteAllTextAsync(input, line, System.Text.Encoding.Latin1);

        Assert.NotEqual(0, await RunAsync("ask", "--batch", input, "--output", Path.Combine(_folder, "out.jsonl"), "--knowledge", Knowledge));

        Assert.Contains("in.jsonl", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("内部错误", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("ask", "--help")]
    [InlineData("import", "--help")]
    [InlineData("evaluate", "--help")]
    public async Task Help_is_everywhere(params string[] args)
    {
        Assert.Equal(0, await RunAsync(args));
        Assert.Contains("--knowledge", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knowledge_that_cannot_be_read_ends_with_1_and_every_problem()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "k", "documents", "a"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "k", "documents", "a", "document.md"), "甲\n一、甲。");
        await File.WriteAllTextAsync(Path.Combine(_folder, "k", "documents", "a", "document.yaml"), "nummer: 1\n");
        Assert.Equal(1, await RunAsync("ask", "问", "--knowledge", Path.Combine(_folder, "k")));
        Assert.Contains("documents/a/document.yaml:1", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_reads_until_its_end()
    {
        Assert.Equal(0, await RunAsync(["ask", "--knowledge", Knowledge], "公租房现在能申请不\n退出\n不会再问\n"));
        Assert.Contains("公租房", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("不会再问", _out.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<int> RunAsync(params string[] args) => RunAsync(args, "");

    private Task<int> RunAsync(string[] args, string input) => CommandLine.RunAsync(args, new CliHost(
        new StringReader(input), _out, _error, _folder,
        new ConfigurationBuilder().Build(),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero))));
}
