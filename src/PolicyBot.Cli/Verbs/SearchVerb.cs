using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Search;

namespace PolicyBot.Cli.Verbs;

/// <summary><c>search QUERY</c>: hits with scores, and with <c>--explain</c> every feature behind each score.</summary>
internal static class SearchVerb
{
    public static Command Create(CliHost host)
    {
        var query = new Argument<string>("QUERY") { Description = "要找的话" };
        var explain = new Option<bool>("--explain") { Description = "列出每一项得分的来历" };
        var json = CommonOptions.Json();
        var take = new Option<int>("-k") { Description = "最多几条（1 到 50）", DefaultValueFactory = _ => 10, HelpName = "N" };
        take.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var k) || k is < 1 or > 50))
                result.AddError($"-k：「{result.Tokens[0].Value}」不在 1 到 50 之间。");
        });
        var document = new Option<string?>("--document") { Description = "只在这份文件里找（文号）", HelpName = "NUMBER" };
        var command = new Command("search", "检索条款") { query, explain, json, take, document };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(host, parsed, new ClauseQuery(parsed.GetValue(query)!) { Take = parsed.GetValue(take) }, parsed.GetValue(document), parsed.GetValue(explain), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ParseResult parsed, ClauseQuery query, string? document, bool explain, bool json, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
        {
            host.Error.WriteLine("要找的话是空的。");
            return CommandLine.WrongUse;
        }

        if (document is not null)
        {
            if (!DocumentNumber.TryParse(document, out var number))
            {
                host.Error.WriteLine($"--document：「{document}」不是文号，应写成 某政办发〔2023〕29号 的样子。");
                return CommandLine.WrongUse;
            }

            query = query with { Document = number };
        }

        var session = new KnowledgeSession(host, parsed);
        if (!Assistant.TryEmbedding(host, out var embedding))
            return CommandLine.FoundProblems;
        using (embedding)
        using (var index = session.Read() is { } knowledge ? await session.OpenIndexAsync(knowledge, embedding, cancellationToken) : null)
        {
            if (index is null)
                return CommandLine.FoundProblems;
            if (embedding is not null)
                query = query with { Vector = await embedding.EmbedQuestionAsync(query.Text, cancellationToken) };
            var started = host.Clock.GetTimestamp();
            var result = index.Searcher.Search(query);
            var took = host.Clock.GetElapsedTime(started).TotalMilliseconds;
            if (json)
                host.Out.WriteLine(JsonSerializer.Serialize(SearchJson.From(result, took), AnswerJson.Options));
            else
                Write(host.Out, result, explain);
            return CommandLine.Done;
        }
    }

    private static void Write(TextWriter output, SearchResult result, bool explain)
    {
        if (result.Hits.Count == 0)
            output.WriteLine("没有找到。");
        foreach (var (hit, rank) in result.Hits.Select((h, i) => (h, i + 1)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rank,2}. {hit.Score:0.000}  {hit.Document} {hit.Path}　{hit.Clause.HeadingLine}"));
            output.WriteLine($"    {hit.Snippet.Text.ReplaceLineEndings(" ")}");
            if (!explain)
                continue;
            if (hit.Similarity is { } similarity)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      向量相似度 {similarity:0.000}（与文字得分按名次合并）"));
            foreach (var part in hit.Why)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {part.Contribution,8:+0.000;-0.000;0.000} = {part.Value:0.000} × {part.Weight:0.00}  {part.Feature} {part.Detail}"));
        }
    }
}
