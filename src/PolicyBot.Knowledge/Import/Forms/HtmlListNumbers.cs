using System.Globalization;
using AngleSharp.Dom;

namespace PolicyBot.Knowledge.Import.Forms;

/// <summary>Numbers that a browser prints before the items of an ordered list: part of what people read, no characters of the page.</summary>
internal static class HtmlListNumbers
{
    /// <summary>Empty where the item prints a number of its own or its list hides them.</summary>
    public static string Before(IElement item)
    {
        var list = item.ParentElement!;
        var style = (list.GetAttribute("style") ?? "") + (item.GetAttribute("style") ?? "");
        if (ItemMark.At(Blanks.Strip(item.TextContent)) is not null || style.Replace(" ", "", StringComparison.Ordinal).Contains("list-style:none", StringComparison.OrdinalIgnoreCase) || style.Contains("list-style-type: none", StringComparison.OrdinalIgnoreCase) || style.Contains("list-style-type:none", StringComparison.OrdinalIgnoreCase))
            return "";
        var number = NumberOf(item, list);
        if (style.Contains("cjk-ideographic", StringComparison.OrdinalIgnoreCase) || style.Contains("chinese", StringComparison.OrdinalIgnoreCase))
            return DocxNumbering.Print("chineseCounting", number) + "、";
        return list.GetAttribute("type") switch
        {
            "a" => DocxNumbering.Print("lowerLetter", number) + ".",
            "A" => DocxNumbering.Print("upperLetter", number) + ".",
            "i" => DocxNumbering.Print("lowerRoman", number) + ".",
            "I" => DocxNumbering.Print("upperRoman", number) + ".",
            _ => DocxNumbering.Print("decimal", number) + ".",
        };
    }

    private static int NumberOf(IElement item, IElement list)
    {
        var number = Attribute(list, "start") ?? 1;
        foreach (var one in list.Children.Where(c => c.LocalName == "li"))
        {
            number = Attribute(one, "value") ?? number;
            if (one == item)
                break;
            number++;
        }

        return number;
    }

    private static int? Attribute(IElement element, string name) =>
        int.TryParse(element.GetAttribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is > -10_000 and < 10_000 ? value : null;
}
