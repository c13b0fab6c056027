using PolicyBot.Answering.Model;
using PolicyBot.ModelServer;
using PolicyBot.Tests.Given;

namespace PolicyBot.Tests.Answering.Model;

public sealed class ModelCheckTests
{
    [Fact]
    public async Task A_whole_model_can_all_four()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["honest"]);
        var rows = await ModelCheck.RunAsync(GivenModel.Options(model.Endpoint), TimeProvider.System, CancellationToken.None);
        Assert.Equal(["chat", "streaming", "tools", "json"], rows.Select(r => r.Name));
        Assert.All(rows, r => Assert.True(r.Works, r.Name + "：" + r.Detail));
    }

    [Fact]
    public async Task A_poor_model_is_told_what_it_lacks_and_needs_no_functions()
    {
        await using var model = await LoopbackModel.StartAsync(Scripts.All["refusal"]);
        var rows = await ModelCheck.RunAsync(GivenModel.Options(model.Endpoint), TimeProvider.System, CancellationToken.None);
        Assert.Equal([true, true, false, false], rows.Select(r => r.Works));
        Assert.Equal([true, true, false, false], rows.Select(r => r.IsNeeded));
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_with_its_status()
    {
        await using var model = await LoopbackModel.StartAsync(_ => ModelReply.Fail(401));
        var rows = await ModelCheck.RunAsync(GivenModel.Options(model.Endpoint), TimeProvider.System, CancellationToken.None);
        Assert.All(rows, r => Assert.Contains("401", r.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_tried() =>
        Assert.Empty(await ModelCheck.RunAsync(new ModelOptions(), TimeProvider.System, CancellationToken.None));
}
