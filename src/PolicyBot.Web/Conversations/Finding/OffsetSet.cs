using System.Buffers.Binary;
using System.Numerics;
using PolicyBot.Web.Storage;

namespace PolicyBot.Web.Conversations.Finding;

/// <summary>
/// A set of offsets in a block of turns. Stored as rising 16-bit numbers, or as one bit for each offset where that is shorter; the length tells which.
/// </summary>
public sealed class OffsetSet
{
    private const int Words = TurnBlock.Size / 64;
    private const int BitmapBytes = TurnBlock.Size / 8;
    private readonly ulong[] _bits = new ulong[Words];

    public static OffsetSet Empty => new();

    public static OffsetSet Full
    {
        get
        {
            var all = new OffsetSet();
            Array.Fill(all._bits, ulong.MaxValue);
            return all;
        }
    }

    public int Count => _bits.Sum(BitOperations.PopCount);

    public static OffsetSet Read(ReadOnlySpan<byte> stored)
    {
        var set = new OffsetSet();
        if (stored.Length == BitmapBytes)
        {
            for (var i = 0; i < Words; i++)
                set._bits[i] = BinaryPrimitives.ReadUInt64LittleEndian(stored[(i * 8)..]);
            return set;
        }

        for (var at = 0; at + 1 < stored.Length; at += 2)
            set.Add(BinaryPrimitives.ReadUInt16LittleEndian(stored[at..]));
        return set;
    }

    /// <param name="offsets">Rising, without repeats.</param>
    public static byte[] Write(IReadOnlyList<ushort> offsets)
    {
        if (offsets.Count * 2 >= BitmapBytes)
        {
            var set = new OffsetSet();
            foreach (var offset in offsets)
                set.Add(offset);
            return set.Write();
        }

        var stored = new byte[offsets.Count * 2];
        for (var i = 0; i < offsets.Count; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(i * 2), offsets[i]);
        return stored;
    }

    public byte[] Write()
    {
        if (Count * 2 < BitmapBytes)
            return Write([.. Descending().Reverse().Select(o => (ushort)o)]);
        var stored = new byte[BitmapBytes];
        for (var i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(stored.AsSpan(i * 8), _bits[i]);
        return stored;
    }

    public void Add(int offset) => _bits[offset >> 6] |= 1UL << (offset & 63);

    public void IntersectWith(OffsetSet other)
    {
        for (var i = 0; i < Words; i++)
            _bits[i] &= other._bits[i];
    }

    /// <summary>The newest turn of the block first.</summary>
    public IEnumerable<int> Descending()
    {
        for (var i = Words - 1; i >= 0; i--)
        {
            for (var word = _bits[i]; word != 0;)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(word);
                word &= ~(1UL << bit);
                yield return (i << 6) | bit;
            }
        }
    }
}
