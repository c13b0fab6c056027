using Microsoft.SemanticKernel;

namespace PolicyBot.Answering.Model;

/// <summary>Ends a draft whose model goes on calling functions instead of writing.</summary>
internal sealed class RoundLimit(int rounds) : IAutoFunctionInvocationFilter
{
    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (context.RequestSequenceIndex >= rounds)
        {
            context.Terminate = true;
            return;
        }

        await next(context);
    }
}
