using System.Collections;
using System.Globalization;
using Microsoft.SemanticKernel;
using PolicyBot.Core.Answers;
using PolicyBot.Search;

namespace PolicyBot.Answering.Plugins;

/// <summary>The steps of one turn: kernel functions through the filter, our own through <see cref="Measure{T}"/>. Never a citizen's words. One instance a turn.</summary>
internal sealed class StepRecorder(TimeProvider time) : IFunctionInvocationFilter
{
    private readonly List<TraceStep> _steps = [];
    private readonly Lock _guard = new();

    public AnswerTrace Trace
    {
        get
        {
            lock (_guard)
                return new([.. _steps]);
        }
    }

    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var start = time.GetTimestamp();
        await next(context);
        Add($"{context.Function.PluginName}.{context.Function.Name}", start, $"{SizesOf(context.Arguments)} → {SizeOf(context.Result.GetValue<object>())}");
    }

    public T Measure<T>(string step, Func<T> run)
    {
        var start = time.GetTimestamp();
        var result = run();
        Add(step, start, SizeOf(result));
        return result;
    }

    private void Add(string name, long start, string detail)
    {
        lock (_guard)
            _steps.Add(new(name, time.GetElapsedTime(start), detail));
    }

    /// <summary>How large each argument is, never what it says. Unit: characters of text.</summary>
    private static string SizesOf(KernelArguments arguments) => string.Join(", ", arguments.Select(a => a.Value switch
    {
        null => a.Key,
        string text => string.Create(CultureInfo.InvariantCulture, $"{a.Key} {text.Length}"),
        ClauseQuery query => string.Create(CultureInfo.InvariantCulture, $"{a.Key} {query.Text.Length} + {query.Terms.Count} terms"),
        _ => a.Key,
    }));

    private static string SizeOf(object? result) => result switch
    {
        null => "none",
        SearchResult search => string.Create(CultureInfo.InvariantCulture, $"{search.Hits.Count} of {search.Total} hits; {string.Join(", ", search.Hits.Take(3).Select(h => $"{h.Document}#{h.Path} {h.Score:0.00}"))}"),
        string text => string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters"),
        ICollection list => string.Create(CultureInfo.InvariantCulture, $"{list.Count} items"),
        _ => result.GetType().Name,
    };
}
