using PolicyBot.Core.Answers;

namespace PolicyBot.Answering.Model;

/// <summary>An answer as it comes: checked pieces of text, then the answer. Shape: any number of <see cref="Words"/>, one <see cref="Done"/> at the end.</summary>
public abstract record AnswerPart
{
    private AnswerPart()
    {
    }

    /// <summary>Passed the gate already. Joined, the pieces are the text of the answer that ends the stream.</summary>
    public sealed record Words(string Text) : AnswerPart;

    public sealed record Done(Answer Answer) : AnswerPart;
}
