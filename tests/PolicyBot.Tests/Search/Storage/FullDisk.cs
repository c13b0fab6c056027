using Lucene.Net.Store;

namespace PolicyBot.Tests.Search.Storage;

/// <summary>A directory on a disk that is full after so many bytes.</summary>
internal sealed class FullDisk(Lucene.Net.Store.Directory inner, int bytesLeft) : FilterDirectory(inner)
{
    private int _left = bytesLeft;

    public override IndexOutput CreateOutput(string name, IOContext context) => new Output(base.CreateOutput(name, context), this);

    private void Take(int bytes)
    {
        _left -= bytes;
        if (_left < 0)
            throw new IOException("No space left on device");
    }

    private sealed class Output(IndexOutput output, FullDisk disk) : IndexOutput
    {
        public override long Length => output.Length;

        public override long Checksum => output.Checksum;

        public override long Position => output.Position;

        public override void WriteByte(byte b)
        {
            disk.Take(1);
            output.WriteByte(b);
        }

        public override void WriteBytes(byte[] b, int offset, int length)
        {
            disk.Take(length);
            output.WriteBytes(b, offset, length);
        }

        public override void Flush() => output.Flush();

        [Obsolete("Lucene marks it so; a wrapper has to pass it on.")]
        public override void Seek(long pos) => output.Seek(pos);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                output.Dispose();
        }
    }
}
