using System.Text;

namespace PolicyBot.Knowledge.Import;

/// <summary>
/// Characters that look like Han characters and are not: radicals and compatibility forms, which some PDF files give for words that are printed quite normally (⼈⺠ for 人民).
/// Each is replaced by the one character that is printed; no other character is touched. Source: Unicode, Kangxi Radicals, CJK Radicals Supplement and CJK Compatibility Ideographs.
/// </summary>
internal static class Radicals
{
    /// <summary>U+2E80 to U+2EF3 in order, a wide blank where there is no such character; for this block the standard has no decompositions.</summary>
    private const string Supplement =
        "　厂　　乙亻冂几刀刂卜卩小小兀尣尢尣巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬爫爫丬牛" +
        "犭王疋目示礻竹糹纟罓罒罓　　羊羊羊老肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝" +
        "钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟";

    /// <summary>As many characters as before.</summary>
    public static string Unify(string text)
    {
        if (!text.Any(Is))
            return text;
        var unified = new StringBuilder(text.Length);
        foreach (var c in text)
            unified.Append(Is(c) ? Of(c) : c);
        return unified.ToString();
    }

    public static int Count(string text) => text.Count(Is);

    // 〈 has a twin among the technical signs.
    private static bool Is(char c) => c is '\u2329' or '\u232A' or (>= '\u2E80' and <= '\u2FD5') or (>= '\uF900' and <= '\uFAFF') && Of(c) != c;

    private static char Of(char c)
    {
        if (c is >= '\u2E80' and <= '\u2EF3')
            return Supplement[c - '\u2E80'] is var plain && plain != '\u3000' ? plain : c;
        var normal = c.ToString().Normalize(NormalizationForm.FormKC);
        return normal.Length == 1 ? normal[0] : c;
    }
}
