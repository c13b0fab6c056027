using PolicyBot.Core.Answers;

namespace PolicyBot.Cli;

/// <summary>An answer as the terminal shows it: the text, where each marker stands, the choices, the next questions.</summary>
internal static class AnswerText
{
    public static void Write(TextWriter output, Answer answer, Func<string, string> sentence)
    {
        output.WriteLine(answer.Text);
        if (answer.Citations.Count > 0)
            output.WriteLine();
        foreach (var citation in answer.Citations)
        {
            output.WriteLine($"[{citation.Marker}] {citation.Document} {citation.Clause}　{citation.Heading}");
            output.WriteLine($"    原文：「{citation.Quote}」");
            output.WriteLine($"    效力：{NameOf(citation.Validity)}");
        }

        foreach (var (choice, index) in (answer.Missing.FirstOrDefault()?.Choices ?? []).Select((c, i) => (c, i + 1)))
            output.WriteLine($"  {index}. {choice}");
        if (answer.Notice is { Length: > 0 } notice && !answer.Text.Contains(notice, StringComparison.Ordinal))
            output.WriteLine($"（{notice}）");
        if (answer.Missing.Count == 0 && answer.Suggestions.Count > 0)
            output.WriteLine($"还可以问：{string.Join("　", answer.Suggestions)}");
        if (AnswerLabel.Of(answer, sentence) is { Length: > 0 } label)
            output.WriteLine($"（{label.TrimEnd('。')}）");
    }

    /// <summary>The steps of <c>--explain</c>.</summary>
    public static void WriteTrace(TextWriter output, Answer answer)
    {
        output.WriteLine($"理解为：{answer.UnderstoodAs}");
        output.WriteLine($"状态：{AnswerJson.StatusOf(answer)}");
        foreach (var step in answer.Trace.Steps)
            output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  {step.Duration.TotalMilliseconds,8:0.00} ms  {step.Name,-28} {step.Detail}"));
    }

    private static string NameOf(Core.Validity.ValidityFinding validity) => validity.Note.Length > 0
        ? validity.Note
        : AnswerJson.NameOf(validity.Status);
}
