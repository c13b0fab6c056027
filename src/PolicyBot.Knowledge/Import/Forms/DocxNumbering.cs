using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordParagraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Automatic numbers of a Word file as they are printed: lists, styles, overrides, and the counters while the paragraphs pass by in order.</summary>
internal sealed class DocxNumbering
{
    private readonly Dictionary<int, AbstractNum> _abstracts;
    private readonly Dictionary<int, NumberingInstance> _instances;
    private readonly Dictionary<string, Style> _styles;
    private readonly Dictionary<int, int[]> _counters = [];
    private readonly HashSet<(int, int)> _overridden = [];

    public DocxNumbering(MainDocumentPart part)
    {
        var numbering = part.NumberingDefinitionsPart?.Numbering;
        _abstracts = numbering?.Elements<AbstractNum>().Where(a => a.AbstractNumberId is not null).GroupBy(a => a.AbstractNumberId!.Value).ToDictionary(g => g.Key, g => g.First()) ?? [];
        _instances = numbering?.Elements<NumberingInstance>().Where(n => n.NumberID is not null).GroupBy(n => n.NumberID!.Value).ToDictionary(g => g.Key, g => g.First()) ?? [];
        _styles = part.StyleDefinitionsPart?.Styles?.Elements<Style>().Where(s => s.StyleId?.Value is not null).GroupBy(s => s.StyleId!.Value!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal) ?? [];
    }

    /// <summary>Name of the paragraph's style, as Word shows it; empty where it has none.</summary>
    public string StyleNameOf(WordParagraph paragraph) =>
        paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } id && _styles.TryGetValue(id, out var style) ? style.StyleName?.Val?.Value ?? "" : "";

    /// <summary>The number before the paragraph's words, with what follows it; empty for none. Counts on: call once a paragraph.</summary>
    public string Next(WordParagraph paragraph)
    {
        var (id, level) = NumberOf(paragraph);
        if (id is not > 0 || !_instances.TryGetValue(id.Value, out var instance) || instance.AbstractNumId?.Val?.Value is not { } abstractId)
            return "";
        level = Math.Clamp(level, 0, 8);
        var counters = _counters.TryGetValue(abstractId, out var known) ? known : _counters[abstractId] = [.. Enumerable.Repeat(int.MinValue, 9)];
        // A list that starts anew does so once, at its first paragraph.
        foreach (var over in instance.Elements<LevelOverride>())
        {
            if (over.LevelIndex?.Value is { } index and >= 0 and <= 8 && over.StartOverrideNumberingValue?.Val?.Value is { } start && index == level && _overridden.Add((id.Value, index)))
                counters[index] = start - 1;
        }

        for (var i = 0; i <= level; i++)
        {
            if (counters[i] == int.MinValue)
                counters[i] = StartOf(instance, abstractId, i) - (i == level ? 1 : 0);
        }

        counters[level]++;
        for (var i = level + 1; i < 9; i++)
        {
            if (Restarts(LevelOf(instance, abstractId, i), level))
                counters[i] = int.MinValue;
        }

        return Print(instance, abstractId, level, counters);
    }

    private string Print(NumberingInstance instance, int abstractId, int level, int[] counters)
    {
        var definition = LevelOf(instance, abstractId, level);
        var pattern = definition?.LevelText?.Val?.Value;
        if (definition is null || string.IsNullOrEmpty(pattern) || FormatOf(definition) is "bullet" or "none")
            return "";
        var legal = definition.IsLegalNumberingStyle is not null;
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var of = pattern[++i] - '1';
                text.Append(Print(legal ? "decimal" : FormatOf(LevelOf(instance, abstractId, of)), counters[of] == int.MinValue ? 1 : counters[of]));
            }
            else
                text.Append(pattern[i]);
        }

        var suffix = definition.LevelSuffix?.Val?.InnerText;
        // A tab after 第一条 is what print shows as a wide blank.
        return text.ToString().Trim() + (suffix is "nothing" ? "" : "\u3000");
    }

    // 第三条 counts on over chapters where its level says so: 0 never begins anew, n only below level n.
    private static bool Restarts(Level? deeper, int after) => deeper?.LevelRestart?.Val?.Value is not { } restart || (restart > 0 && after < restart);

    private Level? LevelOf(NumberingInstance instance, int abstractId, int level) =>
        instance.Elements<LevelOverride>().FirstOrDefault(o => o.LevelIndex?.Value == level)?.Level
        ?? (_abstracts.TryGetValue(abstractId, out var numbers) ? numbers.Elements<Level>().FirstOrDefault(l => l.LevelIndex?.Value == level) : null);

    private int StartOf(NumberingInstance instance, int abstractId, int level) => LevelOf(instance, abstractId, level)?.StartNumberingValue?.Val?.Value ?? 1;

    private static string FormatOf(Level? level) => level?.NumberingFormat?.Val?.InnerText ?? "decimal";

    private (int? Id, int Level) NumberOf(WordParagraph paragraph)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties;
        var (id, level) = (own?.NumberingId?.Val?.Value, own?.NumberingLevelReference?.Val?.Value);
        var style = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var depth = 0; depth < 20 && style is not null && _styles.TryGetValue(style, out var definition) && id is null; depth++)
        {
            var inherited = definition.StyleParagraphProperties?.NumberingProperties;
            id = inherited?.NumberingId?.Val?.Value;
            level ??= inherited?.NumberingLevelReference?.Val?.Value ?? LinkedLevel(id, style);
            style = definition.BasedOn?.Val?.Value;
        }

        return (id, level ?? 0);
    }

    // A level that names the style is the style's level.
    private int? LinkedLevel(int? id, string style) =>
        id is { } number && _instances.TryGetValue(number, out var instance) && instance.AbstractNumId?.Val?.Value is { } of && _abstracts.TryGetValue(of, out var numbers)
            ? numbers.Elements<Level>().FirstOrDefault(l => string.Equals(l.ParagraphStyleIdInLevel?.Val?.Value, style, StringComparison.Ordinal))?.LevelIndex?.Value
            : null;

    /// <summary>A number in one of the formats of w:numFmt; decimal for one that is not known.</summary>
    public static string Print(string format, int value) => format switch
    {
        "chineseCounting" or "chineseCountingThousand" or "taiwaneseCounting" or "taiwaneseCountingThousand" or "japaneseCounting" or "koreanCounting" => Chinese(value, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" or "ideographLegalTraditional" or "japaneseLegal" => Chinese(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "ideographDigital" or "taiwaneseDigital" or "japaneseDigitalTenThousand" or "koreanDigital2" when value >= 0 => string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => "〇一二三四五六七八九"[c - '0'])),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when value is >= 21 and <= 35 => ((char)('㉑' + value - 21)).ToString(),
        "decimalEnclosedParen" when value is >= 1 and <= 20 => ((char)('⑴' + value - 1)).ToString(),
        "decimalEnclosedFullstop" when value is >= 1 and <= 20 => ((char)('⒈' + value - 1)).ToString(),
        "ideographEnclosedCircle" when value is >= 1 and <= 10 => ((char)('㊀' + value - 1)).ToString(),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when value is >= 1 and <= 20 => ((char)('①' + value - 1)).ToString(),
        "decimalFullWidth" or "decimalFullWidth2" => string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => (char)(c - '0' + '０'))),
        "ideographTraditional" when value is >= 1 and <= 10 => "甲乙丙丁戊己庚辛壬癸"[value - 1].ToString(),
        "ideographZodiac" when value is >= 1 and <= 12 => "子丑寅卯辰巳午未申酉戌亥"[value - 1].ToString(),
        "upperLetter" when value >= 1 => new string((char)('A' + ((value - 1) % 26)), Math.Min(8, ((value - 1) / 26) + 1)),
        "lowerLetter" when value >= 1 => new string((char)('a' + ((value - 1) % 26)), Math.Min(8, ((value - 1) / 26) + 1)),
        "upperRoman" => Roman(value),
        "lowerRoman" => Roman(value).ToLowerInvariant(),
        "decimalZero" => value.ToString("00", CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Chinese(int value, string digits, string places)
    {
        if (value is < 0 or > 9999)
            return value.ToString(CultureInfo.InvariantCulture);
        if (value < 10)
            return digits[value].ToString();
        var text = new StringBuilder();
        var (zero, shown) = (false, value.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < shown.Length; i++)
        {
            var (digit, place) = (shown[i] - '0', shown.Length - 1 - i);
            if (digit == 0)
            {
                zero = true;
                continue;
            }

            if (zero)
                text.Append(digits[0]);
            zero = false;
            // 十一, not 一十一.
            if (!(digit == 1 && place == 1 && i == 0 && digits[1] == '一'))
                text.Append(digits[digit]);
            if (place > 0)
                text.Append(places[place - 1]);
        }

        return text.ToString();
    }

    private static string Roman(int value)
    {
        if (value is < 1 or > 3999)
            return value.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (worth, sign) in new[] { (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I") })
        {
            for (; value >= worth; value -= worth)
                text.Append(sign);
        }

        return text.ToString();
    }
}
