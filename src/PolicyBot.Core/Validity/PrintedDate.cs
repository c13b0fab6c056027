namespace PolicyBot.Core.Validity;

/// <summary>A whole date as documents print it (2023年6月7日, 二〇二三年六月七日).</summary>
public static class PrintedDate
{
    /// <summary>Null where the text is no date or an impossible one.</summary>
    public static DateOnly? Parse(string text) => text.EndsWith('日') ? LawDate.Parse(text, last: false) : null;
}
