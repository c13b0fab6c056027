using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>Words the question that settles a fact, with the choices that matter to the benefits in question.</summary>
internal sealed class FactQuestions(FactCatalog catalog, EligibilityTexts texts)
{
    public MissingFact For(string fact, ApplicantFacts facts, IEnumerable<Benefit> benefits)
    {
        var definition = catalog.Find(fact)!;
        var isRough = definition.AskPrecisely is not null && facts.Find(fact) is FactValue.Number { Range.IsExact: false } or FactValue.Day { Range.IsExact: false };
        var known = facts.Find(fact) as FactValue.Groups;
        return new(fact, isRough ? definition.AskPrecisely! : AskBeside(definition, known), isRough ? [] : Choices(definition, benefits, known));
    }

    /// <summary>As it stands in the text. Choices with numbers would state borders without their clause; channels offer them as buttons.</summary>
    public string Shown(MissingFact question) =>
        question.Ask + (question.Choices.Count == 0 || question.Choices.Any(c => c.Any(char.IsAsciiDigit)) ? "" : texts.Text("choices", ("choices", string.Join("／", question.Choices))));

    // Whoever is one of them may be another as well: that they are the first is not asked again.
    private string AskBeside(FactDefinition definition, FactValue.Groups? known) => known is { Yes: [_, ..] }
        ? texts.Text("ask_others", ("known", string.Join("、", definition.Choices.Where(c => c.Value is FactValue.Groups { Yes: [var id] } && known.Yes.Contains(id, StringComparer.Ordinal)).Select(c => c.Text))))
        : definition.Ask;

    // Of many groups only those that some rule in question lists and that are still open, and what excludes them all.
    private static IReadOnlyList<string> Choices(FactDefinition definition, IEnumerable<Benefit> benefits, FactValue.Groups? known)
    {
        if (definition.Type != FactType.Groups)
            return [.. definition.Choices.Select(c => c.Text)];
        var listed = benefits.SelectMany(b => b.Condition.Leaves()).OfType<Condition.Fact>().Where(l => string.Equals(l.Id, definition.Id, StringComparison.Ordinal))
            .SelectMany(l => l.Test is FactTest.OneOf list ? list.Listed : []).ToHashSet(StringComparer.Ordinal);
        return [.. definition.Choices.Where(c => c.Value is FactValue.Groups g && (g.Yes.Count == 0 || g.Yes.Any(y => listed.Contains(y) && !IsSettled(y)))).Select(c => c.Text)];

        bool IsSettled(string id) => known is not null && (known.Yes.Contains(id, StringComparer.Ordinal) || known.No.Contains(id, StringComparer.Ordinal));
    }
}
