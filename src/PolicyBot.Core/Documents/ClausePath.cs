using System.Text;

namespace PolicyBot.Core.Documents;

/// <summary>
/// Where a clause stands in its document: <c>PART/level1/level2/…</c>, levels as printed without their trailing mark
/// (附件/一/（二）/1, 正文/第三条/第二款/（一）, 正文/通知). Full and half width brackets are equal on input; the value has full width ones.
/// </summary>
public readonly record struct ClausePath
{
    private readonly string? _value;

    private ClausePath(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>正文, 附件, 附件1 …</summary>
    public string Part => Segments[0];

    /// <summary>Part first; at least one for a parsed path.</summary>
    public IReadOnlyList<string> Segments => Value.Split('/');

    /// <summary>The path above, or null for a bare part.</summary>
    public ClausePath? Parent => Value.LastIndexOf('/') is > 0 and var cut ? new(Value[..cut]) : null;

    public static ClausePath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new FormatException($"Not a clause path: {text}");

    public static bool TryParse(string? text, out ClausePath path)
    {
        path = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var value = text.Trim().Replace('(', '（').Replace(')', '）').Replace(" ", "", StringComparison.Ordinal).Trim('/');
        if (value.Length == 0 || value.Contains("//", StringComparison.Ordinal) || !(value.StartsWith("正文", StringComparison.Ordinal) || value.StartsWith("附件", StringComparison.Ordinal)))
            return false;
        path = new(value);
        return true;
    }

    public ClausePath Child(string segment) => new(Value + "/" + segment);

    /// <summary>True also for the path itself.</summary>
    public bool Contains(ClausePath other) =>
        string.Equals(Value, other.Value, StringComparison.Ordinal) || other.Value.StartsWith(Value + "/", StringComparison.Ordinal);

    /// <summary>How people write it: 一、（二）1. ; named parts (通知, 引言, 结尾) read as they are; the part itself is left out.</summary>
    public string ToDisplay()
    {
        var shown = new StringBuilder();
        foreach (var segment in Segments.Skip(1))
        {
            shown.Append(segment);
            if (segment.All(c => "一二三四五六七八九十百".Contains(c)))
                shown.Append('、');
            else if (segment.All(char.IsAsciiDigit))
                shown.Append('.');
        }

        return shown.Length == 0 ? Value : shown.ToString().TrimEnd('、');
    }

    public override string ToString() => Value;
}
