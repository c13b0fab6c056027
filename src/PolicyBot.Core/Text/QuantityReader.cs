namespace PolicyBot.Core.Text;

/// <summary>
/// Finds amounts, shares, durations, ages and counts in normalized text. Numbers inside words (一次性, 三等奖, 两后生) are no quantities: only a
/// known unit, or a number of three digits and more, makes one.
/// </summary>
public static class QuantityReader
{
    // Longest first where one begins with another.
    private static readonly (string Text, QuantityKind Kind, string Unit, decimal Factor)[] Units =
    [
        ("块钱", QuantityKind.Money, "元", 1), ("元钱", QuantityKind.Money, "元", 1), ("块", QuantityKind.Money, "元", 1),
        ("元", QuantityKind.Money, "元", 1), ("圆", QuantityKind.Money, "元", 1), ("毛钱", QuantityKind.Money, "元", 0.1m),
        ("毛", QuantityKind.Money, "元", 0.1m), ("角钱", QuantityKind.Money, "元", 0.1m),
        ("个百分点", QuantityKind.Percent, "%", 1), ("%", QuantityKind.Percent, "%", 1), ("成", QuantityKind.Percent, "%", 10),
        ("周岁", QuantityKind.Age, "岁", 1), ("岁", QuantityKind.Age, "岁", 1),
        ("个半月", QuantityKind.Duration, "个月", 1), ("个多月", QuantityKind.Duration, "个月", 1), ("个月", QuantityKind.Duration, "个月", 1),
        ("年", QuantityKind.Duration, "年", 1), ("个工作日", QuantityKind.Duration, "个工作日", 1), ("工作日", QuantityKind.Duration, "个工作日", 1),
        ("个星期", QuantityKind.Duration, "周", 1), ("个礼拜", QuantityKind.Duration, "周", 1), ("星期", QuantityKind.Duration, "周", 1),
        ("个小时", QuantityKind.Duration, "小时", 1), ("小时", QuantityKind.Duration, "小时", 1), ("个钟头", QuantityKind.Duration, "小时", 1), ("钟头", QuantityKind.Duration, "小时", 1),
        ("分钟", QuantityKind.Duration, "分钟", 1), ("周", QuantityKind.Duration, "周", 1), ("天", QuantityKind.Duration, "天", 1), ("日", QuantityKind.Duration, "日", 1),
        ("课时", QuantityKind.Count, "课时", 1), ("个人", QuantityKind.Count, "人", 1), ("口人", QuantityKind.Count, "人", 1), ("号人", QuantityKind.Count, "人", 1),
        ("人", QuantityKind.Count, "人", 1), ("名", QuantityKind.Count, "人", 1), ("位", QuantityKind.Count, "人", 1),
        ("平方米", QuantityKind.Count, "平方米", 1), ("平米", QuantityKind.Count, "平方米", 1), ("平", QuantityKind.Count, "平方米", 1),
        ("家", QuantityKind.Count, "家", 1), ("户", QuantityKind.Count, "户", 1), ("张", QuantityKind.Count, "张", 1), ("场", QuantityKind.Count, "场", 1),
        ("期", QuantityKind.Count, "期", 1), ("次", QuantityKind.Count, "次", 1), ("亩", QuantityKind.Count, "亩", 1), ("台", QuantityKind.Count, "台", 1),
        ("套", QuantityKind.Count, "套", 1), ("米", QuantityKind.Count, "米", 1), ("公里", QuantityKind.Count, "公里", 1), ("度", QuantityKind.Count, "度", 1),
        ("马力", QuantityKind.Count, "马力", 1), ("层", QuantityKind.Count, "层", 1), ("个", QuantityKind.Count, "个", 1),
    ];

    /// <summary>In the order of the text, without overlap.</summary>
    public static IReadOnlyList<Quantity> Read(string text)
    {
        var found = new List<Quantity>();
        var position = 0;
        while (position < text.Length)
        {
            if (ReadAt(text, position) is { } quantity)
            {
                found.Add(quantity);
                position = quantity.Start + quantity.Length;
            }
            else
            {
                // The rest of a number that is no quantity (29 of 29号) must not be read from its middle.
                position += IsNumeral(text[position]) && ChineseNumeral.TryRead(text, position, out _, out var length) ? Math.Max(length, 1) : 1;
            }
        }

        return found;
    }

    /// <summary>The text with money, shares and half years in one form: 一万块 → 10000元, 三成 → 30%, 半年 → 6个月. Other numbers stay as written.</summary>
    public static string Canonicalize(string text)
    {
        var shown = new System.Text.StringBuilder(text.Length);
        var from = 0;
        foreach (var quantity in Read(text))
        {
            var half = quantity.Kind == QuantityKind.Duration && text[quantity.Start] == '半';
            if (!half && quantity.Kind is not (QuantityKind.Money or QuantityKind.Percent))
                continue;
            shown.Append(text, from, quantity.Start - from).Append(quantity.Canonical);
            from = quantity.Start + quantity.Length;
        }

        return from == 0 ? text : shown.Append(text, from, text.Length - from).ToString();
    }

    private static Quantity? ReadAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest.StartsWith("百分之") && ChineseNumeral.TryRead(text, start + 3, out var percent, out var percentLength))
            return new(QuantityKind.Percent, percent, "%", start, 3 + percentLength);
        if (rest.StartsWith("半年"))
            return new(QuantityKind.Duration, 6, "个月", start, 2);
        if (rest.StartsWith("大半年"))
            return new(QuantityKind.Duration, 6, "个月", start + 1, 2);
        if (rest.StartsWith("一年半"))
            return new(QuantityKind.Duration, 18, "个月", start, 3);
        if (rest[0] is '俩' or '仨')
            return new(QuantityKind.Count, rest[0] == '俩' ? 2 : 3, "个", start, 1);
        if (!IsNumeral(rest[0]) || start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '第' or '〔' or '.'))
            return null;
        if (!ChineseNumeral.TryRead(text, start, out var value, out var length))
            return null;
        var after = start + length;
        // 一年两次 reads as year and times; 2023年 is a date, not a duration.
        foreach (var unit in Units)
        {
            if (!text.AsSpan(after).StartsWith(unit.Text))
                continue;
            if (IsPartOfWord(text, start, length, after, unit.Text, value))
                return null;
            var total = value * unit.Factor;
            var size = length + unit.Text.Length;
            if (string.Equals(unit.Text, "个半月", StringComparison.Ordinal))
                total += 0.5m;
            return new(unit.Kind, total, unit.Unit, start, size);
        }

        var isHan = !char.IsAsciiDigit(rest[0]);
        if (value < 100 || isHan && length < 2 || after < text.Length && text[after] is '号' or '年' or '月' or '-' or '/' || length > 9)
            return null;
        return new(QuantityKind.Number, value, "", start, length);
    }

    private static bool IsPartOfWord(string text, int start, int length, int after, string unit, decimal value)
    {
        if (unit is "年" && value is >= 1900 and <= 2100)
            return true;
        var next = after + unit.Length < text.Length ? text[after + unit.Length] : '\0';
        if (unit is "日" or "天" && start > 0 && text[start - 1] == '月')
            return true;
        // 哪一天, 那一年, 每一户: which, not how many.
        if (text[start] == '一' && length == 1 && start > 0 && text[start - 1] is '哪' or '那' or '这' or '每' or '同' or '有' or '某' or '第')
            return true;
        if (length != 1 || char.IsAsciiDigit(text[start]))
            return false;
        // One Han digit with a short unit is mostly a word: 一次性, 一家, 一个, 一成不变, 一块儿, 一名.
        return text[start] == '一' && unit is "次" or "个" or "家" or "场" or "期" or "套" or "台" or "层" or "位" or "名" or "人" && value == 1
            || unit is "块" && next is '儿' or '地' && value == 1
            || unit is "次" && next == '性'
            || unit is "年" or "日" && next is '级' or '制';
    }

    private static bool IsNumeral(char character) =>
        char.IsAsciiDigit(character) || character is '十' or '百' or '千' || ChineseNumeral.IsHanDigit(character);
}
