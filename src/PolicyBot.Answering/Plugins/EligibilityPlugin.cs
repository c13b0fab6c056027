using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Answering.Eligibility;

namespace PolicyBot.Answering.Plugins;

/// <summary>The rules decide who is entitled; a model may only ask them.</summary>
internal sealed class EligibilityPlugin(EligibilityDialogue dialogue)
{
    public const string Name = "eligibility";

    [KernelFunction("respond"), Description("按规则判断能否享受，还缺哪一项情况")]
    public EligibilityOutcome? Respond([Description("本轮说的话和已知情况")] EligibilityTurn turn) => dialogue.Respond(turn);
}
