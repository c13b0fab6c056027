namespace PolicyBot.Web.Gaps;

public static class GapRegistration
{
    public static IServiceCollection AddGaps(this IServiceCollection services)
    {
        services.AddSingleton<GapBook>();
        services.AddSingleton<DraftBook>();
        services.AddSingleton<TurnCounts>();
        return services;
    }
}
