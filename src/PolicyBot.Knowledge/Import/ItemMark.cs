using System.Globalization;
using System.Text.RegularExpressions;
using PolicyBot.Core.Documents;

namespace PolicyBot.Knowledge.Import;

/// <summary>Kinds of marks that begin a numbered paragraph, outermost first.</summary>
internal enum MarkKind
{
    Chapter,
    Section,
    Article,
    Han,
    BracketedHan,
    Ordinal,
    Digit,
    BracketedDigit,
    Circled,
    Dash,
    AttachmentNote,
    Label,
    NamedLabel,
}

/// <summary>A mark at the beginning of a line: it looks like one; whether it is one the neighbours decide.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly partial record struct ItemMark(MarkKind Kind, int Number, int Length)
{
    /// <param name="words">A line without blanks.</param>
    public static ItemMark? At(string words)
    {
        var match = Pattern().Match(words);
        if (!match.Success)
            return FieldLabel.Read(words) is { } label ? new(label.Form == FieldLabelForm.Named ? MarkKind.NamedLabel : MarkKind.Label, 0, label.Length) : null;
        // 二、三等奖, 一、二、三等奖: a wrapped enumeration.
        if (match.Groups["han"].Success && Enumeration().IsMatch(words[match.Length..]))
            return null;
        foreach (var (name, kind) in Kinds)
        {
            var group = match.Groups[name];
            if (group.Success)
                return new(kind, kind >= MarkKind.Circled ? 0 : NumberOf(group.Value), match.Length);
        }

        return null;
    }

    private static readonly (string Name, MarkKind Kind)[] Kinds =
    [
        ("chapter", MarkKind.Chapter), ("section", MarkKind.Section), ("article", MarkKind.Article), ("han", MarkKind.Han), ("bhan", MarkKind.BracketedHan), ("ordinal", MarkKind.Ordinal),
        ("digit", MarkKind.Digit), ("bdigit", MarkKind.BracketedDigit), ("circled", MarkKind.Circled), ("dash", MarkKind.Dash), ("note", MarkKind.AttachmentNote),
    ];

    private static int NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : PolicyBot.Knowledge.Import.Han.Numeral(text);

    [GeneratedRegex(@"^(?:第(?<chapter>[一二三四五六七八九十百]{1,4})章|第(?<section>[一二三四五六七八九十百]{1,4})节|第(?<ordinal>[一二三四五六七八九十]{1,3})[，、：:](?![一二三四五六七八九十]+[、，产季])|第(?<article>[一二三四五六七八九十百零〇]{1,6}|\d{1,3})条(?!第|规定|、|和|或|的|款|中|至|所|修改)|(?<han>[一二三四五六七八九十]{1,3})、|[（(](?<bhan>[一二三四五六七八九十]{1,3})[）)]|(?<digit>\d{1,2})(?:[.．](?!\d)|、)|[（(](?<bdigit>\d{1,2})[）)]|(?<circled>[①-⑳])|(?<dash>——)|(?<note>附件?(?:\d{1,2})?[：:]))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^[一二三四五六七八九十]{1,2}[、等]", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Enumeration();
}
