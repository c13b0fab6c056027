using System.Globalization;
using System.Text;
using PolicyBot.Cli;

CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

return await CommandLine.RunAsync(args, CliHost.ForConsole(), stop.Token);
