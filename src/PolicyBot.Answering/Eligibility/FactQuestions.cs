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
        return new(fact, isRough ? definition.AskPrecisely! : definition.Ask, isRough ? [] : Choices(definition, benefits));
    }

    /// <summary>As it stands in the text. Choices with numbers would state borders without their clause; channels offer them as buttons.</summary>
    public string Shown(MissingFact question) =>
        question.Ask + (question.Choices.Count == 0 || question.Choices.Any(c => c.Any(char.IsAsciiDigit)) ? "" : texts.Text("choices", ("choices", string.Join("／", question.Choices))));

    // Of many groups only those that some rule in question lists, and what excludes them all.
    private static IReadOnlyList<string> Choices(FactDefinition definition, IEnumerable<Benefit> benefits)
    {
        if (definition.Type != FactType.Groups)
            return [.. definition.Choices.Select(c => c.Text)];
        var listed = benefits.SelectMany(b => b.Condition.Leaves()).OfType<Condition.Fact>().Where(l => string.Equals(l.Id, definition.Id, StringComparison.Ordinal))
            .SelectMany(l => l.Test is FactTest.OneOf list ? list.Listed : []).ToHashSet(StringComparer.Ordinal);
        return [.. definition.Choices.Where(c => c.Value is FactValue.Groups g && (g.Yes.Count == 0 || g.Yes.Any(listed.Contains))).Select(c => c.Text)];
    }
}
