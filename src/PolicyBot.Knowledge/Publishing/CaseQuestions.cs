using PolicyBot.Core;
using PolicyBot.Core.Evaluation;
using PolicyBot.Knowledge.Benefits;

namespace PolicyBot.Knowledge.Publishing;

/// <summary>The cases beside the documents as questions of a review: facts tried on a rule, or the turns of a talk.</summary>
internal static class CaseQuestions
{
    public static IReadOnlyList<ReviewQuestion> Of(string folder, KnowledgeBase knowledge, DateOnly today)
    {
        var questions = new List<ReviewQuestion>();
        foreach (var document in knowledge.Documents)
        {
            var path = EligibilityReader.FileBeside(folder, document.Folder, "cases.yaml");
            if (!File.Exists(path) || CasesReader.Read(path, $"documents/{document.Folder}/cases.yaml") is not { IsSuccess: true } read)
                continue;
            foreach (var one in read.Value)
                questions.AddRange(Turns(document.Folder, one, one.AsOf ?? document.IssuedOn ?? today));
        }

        return questions;
    }

    private static IEnumerable<ReviewQuestion> Turns(string folder, BenefitCase one, DateOnly day)
    {
        var id = $"{folder}：{one.Sentence}";
        if (one.Benefit is { } benefit)
        {
            yield return new(ReviewSource.Case, id, one.Sentence, day) { Benefit = benefit, Facts = one.Given, Verdict = one.Turns[0].Verdict };
            yield break;
        }

        var spoken = one.Turns.Where(t => t.Say.Length > 0).ToList();
        for (var i = 0; i < spoken.Count; i++)
        {
            yield return new(ReviewSource.Case, spoken.Count == 1 ? id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}（第{i + 1}句）"), spoken[i].Say, day)
            {
                Conversation = "case:" + id,
                Facts = i == 0 ? one.Given : new Dictionary<string, string>(StringComparer.Ordinal),
                Verdict = spoken[i].Verdict,
            };
        }
    }
}
