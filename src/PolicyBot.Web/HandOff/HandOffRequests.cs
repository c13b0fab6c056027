using PolicyBot.Core;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;

namespace PolicyBot.Web.HandOff;

/// <summary>Which messages ask for a person: the cues of knowledge/replies, and the words of our own buttons.</summary>
public sealed class HandOffRequests
{
    /// <summary>What the button in the web chat says.</summary>
    public const string Button = "转人工";

    private static readonly Cue[] OurOwn = [Cue.Parse(Button)!, Cue.Parse("人工客服")!, Cue.Parse("人工服务")!];
    private readonly CueMatcher<bool> _cues;

    public HandOffRequests(KnowledgeBase knowledge)
    {
        var intents = knowledge.Replies.Intents.Where(i => i.Kind == ReplyKind.Handoff).ToList();
        _cues = new(
        [
            .. OurOwn.Select(c => (c, false)),
            .. intents.SelectMany(i => i.Within).Select(c => (c, false)),
            .. intents.SelectMany(i => i.Whole).Select(c => (c, true)),
        ]);
    }

    public bool Asks(string text)
    {
        var normal = TextNormalizer.Normalize(text);
        // The owner says whether the cue has to be nearly the whole message.
        return _cues.FindAll(normal).Any(m => !m.Owner || m.Covered * 10 >= normal.Length * 6);
    }
}
