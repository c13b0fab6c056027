namespace PolicyBot.Search;

/// <summary>
/// Words of asking, used where the knowledge brings no list of its own. A short list gains up to 2 points of recall.
/// Single characters are only dropped as single characters: 能 must not cut 功能 in two.
/// </summary>
public static class QuestionStopWords
{
    public static IReadOnlySet<string> Default { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "请问", "什么", "怎么", "怎样", "如何", "多少", "哪些", "哪个", "哪里", "哪儿", "为什么", "可以", "是否", "能不能", "有没有", "是不是", "可不可以", "要不要", "需要", "我们", "你们", "一下", "谁", "规定", "怎么规定", "意思", "啥", "啥叫",
        "我", "你", "的", "了", "吗", "呢", "吧", "啊", "是", "有", "能", "在", "和", "就", "也", "都", "这", "那", "个", "要", "不", "会", "给", "么", "几", "到", "俺", "咱", "想",
    };
}
