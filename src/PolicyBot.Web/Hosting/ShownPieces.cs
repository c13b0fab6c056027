using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace PolicyBot.Web.Hosting;

/// <summary>Checked pieces of an answer on their way from the turn that writes to the response that shows them. As many as an answer has sentences.</summary>
public sealed class ShownPieces : IProgress<string>
{
    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    public void Report(string value) => _pieces.Writer.TryWrite(value);

    public bool TryTake([NotNullWhen(true)] out string? piece) => _pieces.Reader.TryRead(out piece);

    public Task WaitAsync(CancellationToken cancellationToken) => _pieces.Reader.WaitToReadAsync(cancellationToken).AsTask();
}
