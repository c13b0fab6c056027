using PolicyBot.Core.Language;

namespace PolicyBot.Answering;

/// <summary>What the screen made of a message: a closed pair.</summary>
public abstract record ScreenResult
{
    private ScreenResult()
    {
    }

    /// <summary>A question to be answered.</summary>
    /// <param name="Text">The message without what was dropped; the citizen's own characters.</param>
    /// <param name="Dropped">Ids of the intents whose words were dropped (injection, greeting, thanks …); empty where none were.</param>
    public sealed record Pass(string Text, IReadOnlyList<string> Dropped) : ScreenResult;

    /// <summary>A fixed sentence answers it.</summary>
    /// <param name="Intent">Id of the intent (small_talk, abuse, too_long …).</param>
    /// <param name="ReplyId">Sentence in <see cref="ReplyBook"/>.</param>
    public sealed record Fixed(string Intent, ReplyKind Kind, string ReplyId, string Text) : ScreenResult;
}
