using System.Numerics;
using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace PolicyBot.Search.Storage;

/// <summary>The vectors of an opened index, by Lucene's document number. Read whole: a question is compared with every one of them.</summary>
internal sealed class StoredVectors
{
    private readonly int _dimension;
    private readonly float[]?[] _byDocument;

    private StoredVectors(int dimension, float[]?[] byDocument) => (_dimension, _byDocument) = (dimension, byDocument);

    /// <summary>Errors: <see cref="IOException"/> for vectors of another length than the manifest says.</summary>
    public static StoredVectors Read(IndexReader reader, int dimension)
    {
        var vectors = new float[]?[reader.MaxDoc];
        if (MultiDocValues.GetBinaryValues(reader, ClauseFields.Vector) is not { } values)
            return new(dimension, vectors);
        var bytes = new BytesRef();
        for (var doc = 0; doc < vectors.Length; doc++)
        {
            values.Get(doc, bytes);
            if (bytes.Length == 0)
                continue;
            if (bytes.Length != dimension * sizeof(float))
                throw new IOException("The index holds a vector of another length than its manifest says.");
            vectors[doc] = MemoryMarshal.Cast<byte, float>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)).ToArray();
        }

        return new(dimension, vectors);
    }

    /// <summary>Document numbers, the most similar first. Unit: cosine, for vectors of length one. Empty for a question of another dimension.</summary>
    public IReadOnlyList<(int Document, float Cosine)> Nearest(ReadOnlyMemory<float> question, int take, Func<int, bool> accepts)
    {
        if (question.Length != _dimension)
            return [];
        var nearest = new PriorityQueue<int, float>();
        for (var doc = 0; doc < _byDocument.Length; doc++)
        {
            if (_byDocument[doc] is not { } vector || !accepts(doc))
                continue;
            var cosine = Dot(question.Span, vector);
            if (nearest.Count < take)
                nearest.Enqueue(doc, cosine);
            else
                nearest.EnqueueDequeue(doc, cosine);
        }

        var sorted = new List<(int, float)>(nearest.Count);
        while (nearest.TryDequeue(out var doc, out var cosine))
            sorted.Add((doc, cosine));
        sorted.Reverse();
        return sorted;
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = Vector<float>.Zero;
        var at = 0;
        for (; at + Vector<float>.Count <= one.Length; at += Vector<float>.Count)
            sum += new Vector<float>(one[at..]) * new Vector<float>(other[at..]);
        var dot = Vector.Sum(sum);
        for (; at < one.Length; at++)
            dot += one[at] * other[at];
        return dot;
    }
}
