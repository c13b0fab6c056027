using System.Text.RegularExpressions;
using PolicyBot.Answering.Composition;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering.Understanding;

/// <summary>Tells asking from telling, by the grammar of questions: interrogatives, A不A, and the particles at the end.</summary>
internal static partial class Asking
{
    private const string Marks = "。？！?!；;，,\n";

    /// <summary>What is told counts this much where the documents do not know the word: a circumstance of the story, not its subject.</summary>
    private const double Told = 0.3;

    public static bool IsInterrogative(string text) => Interrogative().IsMatch(text);

    public static bool IsYesOrNo(string text) => YesOrNo().IsMatch(text);

    /// <summary>有没有…盒饭, 管不管…住, …摇号不: the last words before the pause are what is asked for, whatever else is known of the place.</summary>
    public static IReadOnlyList<string> Wanted(QuestionUnderstanding asked) =>
        LastWord().IsMatch(asked.Normal) && asked.ContentTokens is [.., { IsCovered: false, IsCircumstance: false, Text.Length: > 1 } word] && word.Start + word.Length == asked.Normal.TrimEnd('?', '？').Length - 1 ? [word.Text]
        : Existence.Match(asked.Normal) is { Success: true } match && asked.ContentTokens.Where(t => t.Start >= match.Groups["x"].Index && t.Start < match.Index + match.Length).MaxBy(t => t.Start) is { IsCircumstance: false } last ? [last.Text] : [];

    [GeneratedRegex("[不吗没么][?？]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LastWord();

    private static readonly Regex Existence = OfficialGrammar.Part("asks_for_a_thing");

    /// <summary>What is asked in one breath, cut at the marks, each as a question of its own words; empty where fewer than two pieces ask.</summary>
    public static IReadOnlyList<QuestionUnderstanding> Pieces(QuestionUnderstanding asked)
    {
        if (asked.GoesOn)
            return [];
        var pieces = new List<QuestionUnderstanding>();
        for (var from = 0; from < asked.Normal.Length;)
        {
            var (start, to) = (from, asked.Normal.AsSpan(from).IndexOfAny(Marks) is >= 0 and var at ? from + at : asked.Normal.Length);
            if (IsInterrogative(asked.Normal[start..to]))
                pieces.Add(asked with { Normal = asked.Normal[start..to], Facets = [], ContentTokens = [.. asked.ContentTokens.Where(t => start <= t.Start && t.Start < to)] });
            from = to + 1;
        }

        return pieces.Count > 1 ? pieces : [];
    }

    /// <summary>Who types or dictates without marks leaves a blank between asks (哪天交 交给谁): each of them then ends with a comma.</summary>
    public static string WithMarks(string text)
    {
        var pieces = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return pieces.Count(p => IsInterrogative(p) && TextNormalizer.IsHan(p[^1])) > 1 ? string.Join('，', pieces) : text;
    }

    /// <summary>
    /// Unknown words of what is only told (我在南方干了六年流水线) weigh less, where the asking part names a subject of its own; else the story is the subject.
    /// </summary>
    public static IReadOnlyList<ContentToken> Weigh(string normal, IReadOnlyList<ContentToken> tokens)
    {
        var asking = new bool[normal.Length];
        for (var from = 0; from < normal.Length;)
        {
            var to = normal.AsSpan(from).IndexOfAny(Marks) is >= 0 and var at ? from + at : normal.Length;
            if (IsInterrogative(normal[from..to]))
                asking.AsSpan(from, to - from).Fill(true);
            from = to + 1;
        }

        return tokens.Any(t => asking[t.Start] && t is { IsCovered: true, Text.Length: > 1, Weight: > 0.2 })
            ? [.. tokens.Select(t => asking[t.Start] ? t : t with { Weight = t.IsCovered ? t.Weight : t.Weight * Told, IsTold = true })]
            : tokens;
    }

    [GeneratedRegex(@"[多几谁哪吗呢何]|什么|怎|啥|咋|有没有|是不是|能不能|how|what|who|when|where|which|[没不]$|(?<v>\p{IsCJKUnifiedIdeographs})不\k<v>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Interrogative();

    [GeneratedRegex(@"[吗没不]$|(?<v>\p{IsCJKUnifiedIdeographs})不\k<v>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex YesOrNo();
}
