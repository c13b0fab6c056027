using PolicyBot.Core.Answers;
using PolicyBot.Core.Eligibility;

namespace PolicyBot.Answering.Eligibility;

/// <summary>What the words of one turn ask, apart from the facts they tell.</summary>
internal sealed class TurnAsk(DialogueWords words, string folded)
{
    /// <summary>能领吗, 给吗.</summary>
    public bool Whether { get; } = words.AskWhether(folded);

    /// <summary>能领吗: somebody's ability to get it, and not only whether it is given.</summary>
    public bool Ability { get; } = words.Has("entitlement", folded);

    /// <summary>怎么申请, 找谁: another question.</summary>
    public bool Other { get; } = words.Has("other_question", folded);

    /// <summary>给多少, 有吗: the rule, unless somebody tells of themself.</summary>
    public bool Rule { get; } = words.Has("rule_question", folded);

    public bool Still { get; } = words.Has("still", folded);

    public bool Overview { get; } = words.Has("overview", folded);

    public bool Lacking { get; } = words.Has("lacking", folded);

    public bool FirstPerson { get; } = words.Has("first_person", folded);

    public bool OtherPerson { get; } = words.Has("other_person", folded);

    /// <summary>Whether, and neither how nor how much.</summary>
    public bool OnlyWhether => Whether && !Other && !folded.Contains("多少", StringComparison.Ordinal);

    /// <summary>How much, and not whether.</summary>
    public bool Sum => Rule && !OnlyWhether;

    public bool AsksNothing => !Whether && !Other && !Rule && !Still && !Overview;

    /// <summary>
    /// True where an assessment of somebody is wanted. 紧缺工种多给吗 and 介绍一个人给多少 ask for the rule: nobody tells of themself, and the clause answers.
    /// A count of several (招了3个，给多少) is somebody's all the same.
    /// </summary>
    /// <param name="told">The facts that were told, none that follows from another.</param>
    /// <param name="asksEntitlement">The understanding's own finding.</param>
    public bool IsOfSomebody(Assessment best, IReadOnlyList<StatedFact> told, bool asksEntitlement) => best.Verdict switch
    {
        _ when FirstPerson || OtherPerson || Ability || Lacking || IsWorkedOut(best) => true,
        Verdict.NeedMoreInfo => asksEntitlement || Whether,
        // What is listed nowhere is worth saying of anybody.
        Verdict.NotEligible => true,
        Verdict.LikelyEligible => told.Count > 1 && told.Any(IsPersonal),
        _ => asksEntitlement || Whether || Still || told.Any(IsPersonal),
    };

    // A kind of thing (省级, 一等奖) and one of a count (介绍一个人) are no one's; a group, a duration, several of something are.
    private static bool IsPersonal(StatedFact fact) => fact.Value is not (FactValue.Choice or FactValue.Number { Range: { IsExact: true, Low: 1 } });

    /// <summary>A sum for a count of several, which no clause states as it is.</summary>
    public static bool IsWorkedOut(Assessment best) => (best.Amount ?? best.Prospect) is { Count: > 1 };
}
