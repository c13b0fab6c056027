namespace PolicyBot.Knowledge.Publishing;

/// <summary>The steps of a publication, in this order. Until <see cref="Switch"/> the old version serves, from there on the new one.</summary>
public enum PublishStep
{
    Copy,
    Check,
    Index,
    Review,
    Seal,
    Commit,
    Switch,
    Record,
    Clean,
}

/// <summary>Where a publication stands. <see cref="Total"/> is 0 for a step that cannot be counted.</summary>
public sealed record PublishProgress(PublishStep Step, int Done, int Total)
{
    public static string NameOf(PublishStep step) => step switch
    {
        PublishStep.Copy => "复制知识",
        PublishStep.Check => "检查",
        PublishStep.Index => "建立并核对索引",
        PublishStep.Review => "发布前后逐题对比",
        PublishStep.Seal => "封存版本",
        PublishStep.Commit => "版本就位",
        PublishStep.Switch => "切换",
        PublishStep.Record => "记入历史",
        PublishStep.Clean => "清理旧版本",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
    };
}
