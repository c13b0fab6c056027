namespace PolicyBot.Web.Hosting;

/// <summary>Wordings for the time before the knowledge is read, when there is nobody else to ask.</summary>
public static class FixedSentences
{
    public static string BuiltIn(string id) => id switch
    {
        "welcome" => "您好，我是政策问答助手。请直接输入您想了解的政策问题。",
        "busy" => "现在咨询的人较多，请稍后再试。",
        "not_ready" => "系统正在准备政策文件，请稍后再试。",
        "too_many" => "您问得太快了，请稍等片刻再问。",
        "only_text" => "我目前只能看懂文字，请把问题打成文字发给我。",
        "voice_unheard" => "没有听清您说的话，请打成文字发给我。",
        "no_more" => "没有余下的内容了，请直接说您想问的事。",
        "human" => "需要人工服务，可以拨打12345政务服务便民热线。",
        "slow_answer" => "正在查询，请稍后回复“1”查看结果。",
        "slow_still" => "还在查询，请稍后再回复“1”。",
        "quoted_label" => "引用的内容为文件原文，未经人工智能改写。",
        "ai_label" => "内容由人工智能生成，请以引用的文件原文为准。",
        _ => "系统出现问题，没能回答您的问题，请稍后再试。",
    };
}
