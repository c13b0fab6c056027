using PolicyBot.ModelServer;

// dotnet run --project tests/PolicyBot.ModelServer -- honest 11499
var name = args.Length > 0 ? args[0] : "honest";
if (!Scripts.All.TryGetValue(name, out var script))
{
    await Console.Error.WriteLineAsync("Scripts: " + string.Join(", ", Scripts.All.Keys));
    return 2;
}

await using var model = await LoopbackModel.StartAsync(script, args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 11499);
Console.WriteLine($"{name} at {model.Endpoint}; Ctrl+C ends");
await model.WaitAsync(CancellationToken.None);
return 0;
