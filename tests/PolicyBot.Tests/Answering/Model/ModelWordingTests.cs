using System.Diagnostics;
using PolicyBot.Answering.Model;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Evaluation;
using PolicyBot.ModelServer;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Model;

public sealed class ModelWordingTests
{
    [Fact]
    public async Task An_honest_wording_goes_out_with_the_label_and_the_same_citations()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint));

        Assert.True(answer.IsGenerated);
        Assert.Equal(GivenModel.Quoted().Citations.Select(c => c.Quote), answer.Citations.Select(c => c.Quote));
        Assert.Equal($"{GivenModel.Small}[1]。{GivenModel.Not}[2]。", answer.Text);
        Assert.Contains("WordAnswer@", Detail(answer), StringComparison.Ordinal);
        Assert.Contains("loopback", Detail(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("empty")]
    [InlineData("english")]
    [InlineData("endless")]
    [InlineData("invented-citations")]
    [InlineData("refusal")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("not-http")]
    [InlineData("malicious")]
    public async Task A_model_that_says_nothing_true_changes_nothing(string script)
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All[script]);
        var quoted = GivenModel.Quoted();
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), quoted);

        Assert.Equal(quoted.Text, answer.Text);
        Assert.False(answer.IsGenerated);
        Assert.NotEmpty(model.Requests);
        Assert.NotEmpty(Detail(answer));
    }

    [Theory]
    [InlineData("sloppy")]
    [InlineData("half-stream")]
    [InlineData("broken-tools")]
    [InlineData("unknown-tool")]
    [InlineData("tool-storm")]
    public async Task Whatever_else_a_model_does_every_number_and_clause_of_the_quoted_answer_is_there(string script)
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All[script]);
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint));

        Assert.All(["1万元", "5000元", "6个月以上", "不得重复享受"], must => Assert.Contains(must, answer.Text, StringComparison.Ordinal));
        Assert.All(["88888", "一定", "建议", "以下"], lie => Assert.DoesNotContain(lie, answer.Text, StringComparison.Ordinal));
        Assert.Equal([1, 2], answer.Citations.Select(c => c.Marker));
        Assert.Empty(AnswerAudit.Run(GivenModel.Question().Text, answer, GivenModel.Sources().Knowledge.Find));
    }

    [Fact]
    public async Task A_silent_model_costs_no_more_than_its_timeout()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["silence"]);
        var options = GivenModel.Options(model.Endpoint);
        options.Timeout = TimeSpan.FromMilliseconds(400);
        var clock = Stopwatch.StartNew();
        var (answer, _) = await GivenModel.WordAsync(options);

        Assert.Equal(GivenModel.Quoted().Text, answer.Text);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(25));
        Assert.Contains("timeout", Detail(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_patience_of_a_channel_is_shorter_than_the_timeout()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["silence"]);
        var clock = Stopwatch.StartNew();
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), question: GivenModel.Question() with { Patience = TimeSpan.FromMilliseconds(200) });

        Assert.False(answer.IsGenerated);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task The_spare_words_where_the_first_model_fails()
    {
        await using var broken = await LoopbackModel.StartAsync(Scripts.All["500"]);
        await using var spare = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(broken.Endpoint, spare.Endpoint));

        Assert.True(answer.IsGenerated);
        Assert.Equal(3, broken.Requests.Count);
        Assert.Equal("spare", Assert.Single(spare.Requests).Model);
    }

    [Theory]
    [InlineData("未写编号的一句话。", false)]
    [InlineData("没有句号也没有编号的话", true)]
    public async Task What_the_first_model_wrote_in_vain_is_not_taken_from_the_spare(string vain, bool isEndless)
    {
        await using var first = await LoopbackModel.StartAsync(_ => ModelReply.Say(string.Concat(Enumerable.Repeat(vain, 20))) with { IsEndless = isEndless });
        await using var spare = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var options = GivenModel.Options(first.Endpoint, spare.Endpoint);
        options.TurnTokens = 100;
        var (answer, _) = await GivenModel.WordAsync(options);

        Assert.True(answer.IsGenerated, Detail(answer));
        Assert.Single(first.Requests);
        Assert.Equal(100, Assert.Single(spare.Requests).Body.GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task A_server_that_knows_no_bound_of_tokens_is_left_when_it_has_written_too_much()
    {
        await using var model = await LoopbackModel.StartAsync(_ => ModelReply.Say("未写编号的一句话。") with { IsEndless = true });
        var options = GivenModel.Options(model.Endpoint);
        options.TurnTokens = 60;
        var (answer, _) = await GivenModel.WordAsync(options);

        Assert.False(answer.IsGenerated);
        Assert.Single(model.Requests);
        Assert.InRange(int.Parse(System.Text.RegularExpressions.Regex.Match(Detail(answer), "tokens ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 60, 1000);
    }

    [Fact]
    public async Task A_spent_day_is_quotation_only()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var options = GivenModel.Options(model.Endpoint);
        options.DailyTokens = 1;
        using var wording = ModelWording.Create(options)!;

        Assert.True((await AskAsync(wording)).IsGenerated);
        Assert.False((await AskAsync(wording)).IsGenerated);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task Turns_beyond_the_bound_are_quoted_rather_than_made_to_wait()
    {
        await using var model = await LoopbackModel.StartAsync(r => ModelReply.Say(Scripts.Honest(r)) with { Silence = TimeSpan.FromMilliseconds(500) });
        var options = GivenModel.Options(model.Endpoint);
        options.Concurrency = 1;
        using var wording = ModelWording.Create(options)!;

        var answers = await Task.WhenAll(AskAsync(wording), AskAsync(wording));
        Assert.Equal(1, answers.Count(a => a.IsGenerated));
    }

    [Fact]
    public async Task Pieces_that_were_shown_are_the_beginning_of_the_answer_that_ends_the_stream()
    {
        foreach (var script in Scripts.All.Where(s => s.Key is not "silence"))
        {
            await using var model = await LoopbackModel.StartAsync(script.Value);
            var (answer, pieces) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), isShown: true);
            Assert.Equal((script.Key, answer.Text), (script.Key, string.Concat(pieces)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_answer_is_about_stays_in_front_of_the_model_s_words(bool isShown)
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var quoted = GivenModel.Quoted();
        var (answer, pieces) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), quoted with { Text = "【创业扶持】" + quoted.Text }, isShown);

        Assert.True(answer.IsGenerated);
        Assert.StartsWith("【创业扶持】", answer.Text, StringComparison.Ordinal);
        Assert.Equal(answer.Text, string.Concat(pieces));
    }

    [Fact]
    public async Task The_first_checked_sentence_is_shown_before_the_model_has_ended()
    {
        await using var model = await LoopbackModel.StartAsync(r => ModelReply.Say(Scripts.Honest(r), piece: 8) with { Pace = TimeSpan.FromMilliseconds(60) });
        using var wording = ModelWording.Create(GivenModel.Options(model.Endpoint))!;
        var clock = Stopwatch.StartNew();
        TimeSpan? first = null;
        await foreach (var part in wording.WordAsync(GivenModel.Question(), GivenModel.Quoted(), GivenModel.Sources(), isShown: true, CancellationToken.None))
            first ??= part is AnswerPart.Words ? clock.Elapsed : null;

        Assert.NotNull(first);
        Assert.True(first < clock.Elapsed - TimeSpan.FromMilliseconds(60), $"first after {first}, all after {clock.Elapsed}");
    }

    [Fact]
    public async Task Leaving_ends_the_turn_at_once()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["silence"]);
        using var wording = ModelWording.Create(GivenModel.Options(model.Endpoint))!;
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var part in wording.WordAsync(GivenModel.Question(), GivenModel.Quoted(), GivenModel.Sources(), isShown: true, left.Token))
                Assert.IsNotType<AnswerPart.Done>(part);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_nobody_waits_any_more_the_model_is_left_alone_and_the_quoted_answer_comes_back(bool isShown)
    {
        using var left = new CancellationTokenSource();
        await using var model = await LoopbackModel.StartAsync(r =>
        {
            left.Cancel();
            return ModelReply.Say(Scripts.Honest(r)) with { Silence = TimeSpan.FromMinutes(2) };
        });
        await using var spare = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var options = GivenModel.Options(model.Endpoint, spare.Endpoint);
        var (answer, _) = await GivenModel.WordAsync(options, isShown: isShown, question: GivenModel.Question() with { Left = left.Token });

        Assert.Equal(GivenModel.Quoted().Text, answer.Text);
        Assert.False(answer.IsGenerated);
        Assert.StartsWith("left", Detail(answer), StringComparison.Ordinal);
        Assert.Empty(spare.Requests);
    }

    [Fact]
    public async Task Lines_of_the_rules_stay_word_for_word()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["malicious"]);
        var quoted = GivenModel.Quoted() with { Verdict = Verdict.NeedMoreInfo, Text = $"还差一项情况才能判断[1]。\n？正常运营满6个月[1]。\n规定：“{GivenModel.Not}”[2]。\n您的店经营了多久？" };
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), quoted, isShown: true);

        Assert.StartsWith("还差一项情况才能判断[1]。\n？正常运营满6个月[1]。\n", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("您的店经营了多久？", answer.Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.NeedMoreInfo, answer.Verdict);
    }

    [Fact]
    public async Task A_fixed_reply_is_no_business_of_a_model()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var (answer, _) = await GivenModel.WordAsync(GivenModel.Options(model.Endpoint), new Refused { Text = "这里不办理。", AsOf = GivenModel.Today });

        Assert.Equal("这里不办理。", answer.Text);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task Each_draft_is_a_span_with_the_names_of_the_conventions_and_no_words()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == ModelTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => { lock (spans) spans.Add(a); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var options = GivenModel.Options(model.Endpoint);
        options.Name = "span-test";
        await GivenModel.WordAsync(options);

        var span = Assert.Single(spans, s => s.DisplayName == "chat span-test");
        Assert.Equal("chat", span.GetTagItem("gen_ai.operation.name"));
        Assert.True((long)span.GetTagItem("gen_ai.usage.output_tokens")! > 0);
        Assert.DoesNotContain(span.TagObjects, t => t.Value is string text && text.Contains("创业补贴", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1", "m", "Endpoint")]
    [InlineData("ftp://127.0.0.1/v1", "m", "Endpoint")]
    [InlineData("http://127.0.0.1/v1", "", "Name")]
    public void Wrong_settings_are_told_in_chinese_with_their_key(string endpoint, string name, string key)
    {
        var fault = Assert.Single(new ModelOptions { Endpoint = endpoint, Name = name }.Faults());
        Assert.Contains("PolicyBot:Model:" + key, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_endpoint_there_is_no_model() => Assert.Null(ModelWording.Create(new ModelOptions()));

    private static async Task<Answer> AskAsync(ModelWording wording)
    {
        Answer? answer = null;
        await foreach (var part in wording.WordAsync(GivenModel.Question(), GivenModel.Quoted(), GivenModel.Sources(), isShown: false, CancellationToken.None))
            answer = (part as AnswerPart.Done)?.Answer ?? answer;
        return answer!;
    }

    private static string Detail(Answer answer) => answer.Trace.Steps[^1].Detail;
}
