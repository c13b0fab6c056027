using PolicyBot.Search.Ranking;

namespace PolicyBot.Web.Console.LookUp;

/// <summary>Why a clause was found, as staff read it.</summary>
public static class FeatureNames
{
    public static string Of(RankingFeature feature) => feature switch
    {
        RankingFeature.FirstStage => "字词相关度",
        RankingFeature.OwnCoverage => "本条含有的问句字词",
        RankingFeature.ContextCoverage => "上级标题和管辖句含有的字词",
        RankingFeature.HeadingAgreement => "标题与问句相合",
        RankingFeature.LongestRun => "最长的原话",
        RankingFeature.Concepts => "同义的说法",
        RankingFeature.Exact => "数额、日期、文号",
        RankingFeature.Facet => "所问的方面",
        RankingFeature.Governing => "由别处的句子管辖",
        RankingFeature.Leaf => "最末一级条款",
        RankingFeature.Brevity => "简短",
        RankingFeature.NamedPart => "通知、标题等非条款文字",
        RankingFeature.Unit => "点名的单位",
        RankingFeature.Validity => "当日效力",
        _ => feature.ToString(),
    };
}
