using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace PolicyBot.Search.ChineseAnalysis;

/// <summary>Lucene's way into <see cref="HanGrams"/>: terms, offsets and positions as they stand there.</summary>
public sealed class RecallAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) => new(new GramTokenizer(reader));

    private sealed class GramTokenizer : Tokenizer
    {
        private readonly ICharTermAttribute _term;
        private readonly IOffsetAttribute _offset;
        private readonly IPositionIncrementAttribute _increment;
        private readonly List<Gram> _grams = [];
        private int _next;
        private int _position;
        private int _length;

        public GramTokenizer(TextReader reader)
            : base(reader)
        {
            _term = AddAttribute<ICharTermAttribute>();
            _offset = AddAttribute<IOffsetAttribute>();
            _increment = AddAttribute<IPositionIncrementAttribute>();
        }

        public override void Reset()
        {
            base.Reset();
            _grams.Clear();
            var text = CharFolding.Fold(m_input.ReadToEnd());
            _length = text.Length;
            HanGrams.Read(text, _grams);
            _next = 0;
            _position = -1;
        }

        public override bool IncrementToken()
        {
            ClearAttributes();
            if (_next >= _grams.Count)
                return false;
            var gram = _grams[_next++];
            _term.SetEmpty().Append(gram.Text);
            _offset.SetOffset(CorrectOffset(gram.Start), CorrectOffset(gram.End));
            _increment.PositionIncrement = gram.Position - _position;
            _position = gram.Position;
            return true;
        }

        public override void End()
        {
            base.End();
            _offset.SetOffset(CorrectOffset(_length), CorrectOffset(_length));
        }
    }
}
