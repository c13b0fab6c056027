using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Core.Eligibility.Phrases;

namespace PolicyBot.Core.Eligibility;

/// <summary>What a pattern's slot holds.</summary>
public enum SayingSlot
{
    None,
    Number,
    Duration,
    Percent,
    Date,
}

/// <summary>One place where a pattern occurs. Unit: offsets into the folded text.</summary>
/// <param name="Slot">What the slot holds; empty without one.</param>
/// <param name="Whole">What <c>{总数}</c> holds; empty without one.</param>
/// <param name="Gaps">What stands where the pattern leaves room, in order.</param>
public sealed record SayingMatch(int Start, int Length, string Slot, string Whole, IReadOnlyList<string> Gaps);

/// <summary>
/// How maintainers write phrases that reveal a fact:
/// <c>(开|办)了</c> one of these · <c>[刚]毕业</c> may be left out · <c>招…人</c> up to six characters in between, no stop ·
/// <c>……</c> up to fourteen, commas allowed · <c>^</c> and <c>$</c> where a breath begins and ends · <c>{名单}</c> any word of a named list ·
/// <c>{数} {时长} {百分} {日期}</c> slots, one a pattern · <c>{总数}</c> beside a slot: the whole that the slot's number is a part of (10个人留下6个).
/// A pattern is tried on text without blanks, half width, lower case.
/// </summary>
public sealed class SayingPattern
{
    private static readonly Dictionary<string, (SayingSlot Slot, string Pattern)> Slots = new(StringComparer.Ordinal)
    {
        ["数"] = (SayingSlot.Number, SpokenQuantity.NumberPattern),
        ["时长"] = (SayingSlot.Duration, SpokenQuantity.DurationPattern),
        ["百分"] = (SayingSlot.Percent, SpokenQuantity.PercentPattern),
        ["日期"] = (SayingSlot.Date, SpokenDate.Pattern),
    };

    private readonly Regex _regex;

    private SayingPattern(string source, Regex regex, SayingSlot slot)
    {
        Source = source;
        _regex = regex;
        Slot = slot;
    }

    public string Source { get; }

    public SayingSlot Slot { get; }

    /// <summary>Where it occurs in folded text, in the order of the text.</summary>
    public IEnumerable<SayingMatch> Find(string folded)
    {
        foreach (Match match in _regex.Matches(folded))
        {
            // A slot may not begin or end in the middle of a longer number: 022年 of 2022年.
            var slot = match.Groups["slot"];
            if (slot.Success && slot.Index > 0 && char.IsAsciiDigit(folded[slot.Index]) && char.IsAsciiDigit(folded[slot.Index - 1]))
                continue;
            yield return new(match.Index, match.Length, slot.Value, match.Groups["whole"].Value, [.. match.Groups["gap"].Captures.Select(c => c.Value)]);
        }
    }

    /// <summary>False with the reason, in Chinese, where brackets do not match or a list is unknown.</summary>
    public static bool TryParse(string source, IReadOnlyDictionary<string, IReadOnlyList<string>> lists, out SayingPattern pattern, out string error)
    {
        pattern = null!;
        error = "";
        var regex = new StringBuilder();
        var slot = SayingSlot.None;
        var open = new Stack<char>();
        var text = SpokenText.Fold(source.Replace('（', '(').Replace('）', ')').Replace('【', '[').Replace('】', ']').Replace('｜', '|'));
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(' or '[':
                    open.Push(text[i]);
                    regex.Append("(?:");
                    break;
                case ')' or ']':
                    if (open.Count == 0 || open.Pop() != (text[i] == ')' ? '(' : '['))
                    {
                        error = "括号不成对";
                        return false;
                    }

                    regex.Append(text[i] == ')' ? ")" : ")?");
                    break;
                case '|':
                    regex.Append('|');
                    break;
                case '…':
                    var isLong = i + 1 < text.Length && text[i + 1] == '…';
                    i += isLong ? 1 : 0;
                    regex.Append(isLong ? "(?<gap>[^。！？；]{0,14}?)" : "(?<gap>[^。！？；，]{0,6}?)");
                    break;
                case '^':
                    regex.Append("(?<=^|[。！？；，、])");
                    break;
                case '$':
                    regex.Append("(?=$|[。！？；，、])");
                    break;
                case '{':
                    var end = text.IndexOf('}', i);
                    var name = end < 0 ? "" : text[(i + 1)..end];
                    if (name is "总数")
                    {
                        regex.Append("(?<whole>").Append(SpokenQuantity.NumberPattern).Append(')');
                    }
                    else if (Slots.TryGetValue(name, out var known))
                    {
                        if (slot != SayingSlot.None)
                        {
                            error = "一句里只能有一个数、时长、百分或日期";
                            return false;
                        }

                        slot = known.Slot;
                        regex.Append("(?<slot>").Append(known.Pattern).Append(')');
                    }
                    else if (lists.TryGetValue(name, out var words) && words.Count > 0)
                    {
                        regex.Append("(?:").AppendJoin('|', words.OrderByDescending(w => w.Length).Select(w => Regex.Escape(SpokenText.Fold(w)))).Append(')');
                    }
                    else
                    {
                        error = $"没有名为「{name}」的名单";
                        return false;
                    }

                    i = end;
                    break;
                default:
                    regex.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        }

        if (open.Count > 0 || regex.Length == 0)
        {
            error = open.Count > 0 ? "括号不成对" : "没有内容";
            return false;
        }

        pattern = new(source, new Regex(regex.ToString(), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)), slot);
        return true;
    }
}
