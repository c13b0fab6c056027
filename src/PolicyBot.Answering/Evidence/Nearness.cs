namespace PolicyBot.Answering.Evidence;

/// <summary>Which clauses may take the place of the nearest one.</summary>
internal static class Nearness
{
    /// <summary>The first hits; what stands behind them shares words and no more.</summary>
    public const int LookedAt = 6;

    /// <summary>How much less of the question a clause may cover and still be about as near. Unit: share of its words by weight.</summary>
    public const double About = 0.12;
}
