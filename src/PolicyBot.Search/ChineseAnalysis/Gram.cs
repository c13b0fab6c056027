namespace PolicyBot.Search.ChineseAnalysis;

public enum GramKind
{
    /// <summary>One Chinese character.</summary>
    Single,

    /// <summary>Two neighbouring Chinese characters.</summary>
    Pair,

    /// <summary>A Latin word, whole.</summary>
    Word,

    /// <summary>Arabic digits with their decimals, thousands commas removed.</summary>
    Number,
}

/// <summary>One term of a text. Unit: UTF-16 offsets into the text that was read; positions count characters and words, a break leaves a gap.</summary>
public readonly record struct Gram(string Text, GramKind Kind, int Start, int Length, int Position)
{
    public int End => Start + Length;
}
