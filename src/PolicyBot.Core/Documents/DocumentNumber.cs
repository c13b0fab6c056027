using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Core.Documents;

/// <summary>
/// What a document is cited by: its 发文字号 with 〔〕 (某政办发〔2024〕8号), or, where none was printed, its title in 《》.
/// Input may have any bracket width, 年 marks, blanks and a missing 号; equality is ordinal on the one normal form.
/// Source: 党政机关公文格式 GB/T 9704—2012, 7.2.5.
/// </summary>
public readonly partial record struct DocumentNumber
{
    private readonly string? _value;

    private DocumentNumber(string value) => _value = value;

    /// <summary>The normal form; empty only for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>True where the document has no printed number and is cited by its title.</summary>
    public bool IsTitle => Value.StartsWith('《');

    /// <summary>The year in the number; null for a title.</summary>
    public int? Year => IsTitle || _value is null ? null : int.Parse(Pattern().Match(_value).Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    public static DocumentNumber ForTitle(string title) => new("《" + title.Trim().Trim('《', '》') + "》");

    /// <summary>Throws <see cref="FormatException"/> where <paramref name="text"/> is neither a number nor a title in 《》.</summary>
    public static DocumentNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"Not a document number: {text}");

    public static bool TryParse(string? text, out DocumentNumber number)
    {
        number = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var trimmed = text.Trim();
        if (trimmed.Length > 2 && trimmed[0] == '《' && trimmed[^1] == '》')
        {
            number = new(trimmed);
            return true;
        }

        var match = Pattern().Match(trimmed.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal));
        if (!match.Success)
            return false;
        number = new($"{match.Groups["agency"].Value}〔{match.Groups["year"].Value}〕{match.Groups["serial"].Value.TrimStart('0')}号");
        return true;
    }

    public override string ToString() => Value;

    // NFKC turns （ into ( and ［ into [; 〔 and 【 stay as they are.
    [GeneratedRegex(@"^(?<agency>\p{IsCJKUnifiedIdeographs}{1,20}?)[〔\[\(【](?<year>(?:19|20)\d\d)年?[〕\]\)】](?:第)?(?<serial>0*[1-9]\d{0,4})号?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
