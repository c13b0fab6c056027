using PolicyBot.Web.Hosting;

return await PolicyBotHost.RunAsync(args);

/// <summary>Public so that tests can start the same host.</summary>
public partial class Program
{
    protected Program()
    {
    }
}
