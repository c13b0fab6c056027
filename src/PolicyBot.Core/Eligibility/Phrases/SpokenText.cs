using System.Text;

namespace PolicyBot.Core.Eligibility.Phrases;

/// <summary>A copy of what somebody said, for matching only: half width, lower case, without blanks. Never quoted.</summary>
public static class SpokenText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                continue;
            var half = c is >= '！' and <= '～' && c is not ('，' or '；' or '！' or '？' or '：') ? (char)(c - 0xFEE0) : c;
            folded.Append(half switch { '⼈' => '人', ',' => '，', ';' => '；', '?' => '？', '!' => '！', _ => char.ToLowerInvariant(half) });
        }

        return folded.ToString();
    }
}
