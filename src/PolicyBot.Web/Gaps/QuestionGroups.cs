using System.Runtime.InteropServices;
using PolicyBot.Core.Text;

namespace PolicyBot.Web.Gaps;

/// <summary>
/// Groups questions by likeness: the characters and pairs of neighbours they share, each weighted by its rarity among all of them, so that the words of asking join nobody and
/// the words of a matter do.
/// The most frequent wording leads its group and others join the most similar leader, so that a chain of small steps never joins two unlike questions.
/// Nothing random: the same questions give the same groups.
/// </summary>
public static class QuestionGroups
{
    /// <summary>Shared weight of two questions ÷ weight of both together, from which on they count as alike.</summary>
    public const double Alike = 0.4;

    /// <summary>Rarer than one in so many counts no more: else a slip of the pen would outweigh the matter as the questions grow in number.</summary>
    private const double RarestCounted = 50;
    private const int MostKeys = 12;
    private const int MostLeadersOfKey = 32;
    private const int MostCompared = 6;

    /// <summary>One group's members as positions in the input, the leader first. Every question is in exactly one group; the largest groups come first.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<string> questions)
    {
        var wordings = Wordings(questions);
        var grams = wordings.AsParallel().AsOrdered().Select(w => GramsIn(w.Text)).ToArray();
        var holders = Number(grams);
        var weights = holders.Select(h => 1 + Math.Log(Math.Min((double)wordings.Count / h, RarestCounted))).ToArray();
        // Everything that a wording needs of itself is worked out side by side; which group it joins hangs on those before it.
        var measured = grams.AsParallel().AsOrdered().Select(own => Measured.Of(own, holders, weights)).ToArray();
        var leaders = new Leaders(wordings.Count, holders.Length, weights);
        for (var i = 0; i < measured.Length; i++)
            leaders.Place(measured[i], wordings[i].Members);
        return [.. leaders.Groups.OrderByDescending(m => m.Count).ThenBy(m => m[0])];
    }

    /// <summary>The same words, however they are written, are one wording; the most frequent first.</summary>
    private static List<Wording> Wordings(IReadOnlyList<string> questions)
    {
        var normal = questions.AsParallel().AsOrdered().Select(TextNormalizer.Normalize).ToArray();
        var known = new Dictionary<string, Wording>(questions.Count, StringComparer.Ordinal);
        for (var i = 0; i < normal.Length; i++)
        {
            ref var wording = ref CollectionsMarshal.GetValueRefOrAddDefault(known, normal[i], out _);
            wording ??= new(normal[i], []);
            wording.Members.Add(i);
        }

        return [.. known.Values.OrderByDescending(w => w.Members.Count).ThenBy(w => w.Members[0])];
    }

    /// <summary>Its characters and pairs of neighbours, rising, without repeats: a pair is its two characters in one number.</summary>
    private static int[] GramsIn(string text)
    {
        var grams = new int[text.Length * 2];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
                continue;
            grams[count++] = text[i];
            if (i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))
                grams[count++] = (text[i] << 16) | text[i + 1];
        }

        Array.Sort(grams, 0, count);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || grams[i] != grams[i - 1])
                grams[kept++] = grams[i];
        }

        return grams[..kept];
    }

    /// <summary>Numbers the grams in their own order, so that rising ones stay rising; returns of each number how many wordings hold it.</summary>
    private static int[] Number(int[][] grams)
    {
        var counts = new Dictionary<int, int>();
        foreach (var own in grams)
        {
            foreach (var gram in own)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _)++;
        }

        var known = counts.Keys.ToArray();
        Array.Sort(known);
        var holders = Array.ConvertAll(known, g => counts[g]);
        for (var i = 0; i < known.Length; i++)
            counts[known[i]] = i;
        Parallel.ForEach(grams, own =>
        {
            for (var i = 0; i < own.Length; i++)
                own[i] = counts[own[i]];
        });
        return holders;
    }

    private sealed record Wording(string Text, List<int> Members);

    /// <param name="Grams">Rising.</param>
    /// <param name="Mass">Their weights together.</param>
    /// <param name="Keys">The rarest of them, until they outweigh what two alike questions may differ in: two such questions share one. What nobody else holds is no key.</param>
    private sealed record Measured(int[] Grams, double Mass, int[] Keys)
    {
        public static Measured Of(int[] own, int[] holders, double[] weights)
        {
            var mass = own.Sum(g => weights[g]);
            var rarest = own.ToArray();
            Array.Sort(Array.ConvertAll(own, g => holders[g]), rarest);
            var keys = new List<int>(MostKeys);
            var taken = 0.0;
            foreach (var gram in rarest)
            {
                if (keys.Count == MostKeys || taken > (1 - Alike) * mass)
                    break;
                taken += weights[gram];
                if (holders[gram] > 1)
                    keys.Add(gram);
            }

            return new(own, mass, [.. keys]);
        }
    }

    /// <summary>The groups so far, each by its first wording, and the leaders that hold a gram as their key.</summary>
    private sealed class Leaders(int wordings, int grams, double[] weights)
    {
        private readonly List<Measured> _leaders = [];
        private readonly List<List<int>> _groups = [];
        private readonly List<int>?[] _byKey = new List<int>?[grams];
        private readonly int[] _shared = new int[wordings];
        private readonly List<int> _touched = [];
        private readonly List<int> _most = new(MostCompared + 1);

        public IReadOnlyList<List<int>> Groups => _groups;

        /// <summary>Into the group of the most similar leader, else as the leader of a new one.</summary>
        public void Place(Measured wording, List<int> members)
        {
            var best = Closest(wording);
            if (best >= 0)
            {
                _groups[best].AddRange(members);
                return;
            }

            foreach (var key in wording.Keys)
            {
                var known = _byKey[key] ??= [];
                if (known.Count < MostLeadersOfKey)
                    known.Add(_leaders.Count);
            }

            _leaders.Add(wording);
            _groups.Add([.. members]);
        }

        /// <summary>The most similar of those that share the most keys; -1 where none is alike enough.</summary>
        private int Closest(Measured wording)
        {
            _touched.Clear();
            foreach (var key in wording.Keys)
            {
                foreach (var candidate in CollectionsMarshal.AsSpan(_byKey[key]))
                {
                    if (_shared[candidate]++ == 0)
                        _touched.Add(candidate);
                }
            }

            FindMostSharing();
            var best = -1;
            var bestLikeness = Alike;
            foreach (var candidate in _most)
            {
                // A much longer or shorter question cannot reach the border: its own weight alone is too much.
                var leader = _leaders[candidate];
                if (Math.Min(wording.Mass, leader.Mass) < Alike * Math.Max(wording.Mass, leader.Mass))
                    continue;
                var common = Common(wording.Grams, leader.Grams);
                var likeness = common / (wording.Mass + leader.Mass - common);
                if (likeness >= bestLikeness && (likeness > bestLikeness || best < 0))
                    (best, bestLikeness) = (candidate, likeness);
            }

            foreach (var candidate in _touched)
                _shared[candidate] = 0;
            return best;
        }

        private void FindMostSharing()
        {
            _most.Clear();
            foreach (var candidate in _touched)
            {
                if (_most.Count == MostCompared && _shared[candidate] <= _shared[_most[^1]])
                    continue;
                var at = _most.Count;
                while (at > 0 && _shared[_most[at - 1]] < _shared[candidate])
                    at--;
                _most.Insert(at, candidate);
                if (_most.Count > MostCompared)
                    _most.RemoveAt(MostCompared);
            }
        }

        private double Common(int[] one, int[] other)
        {
            var sum = 0.0;
            for (int i = 0, j = 0; i < one.Length && j < other.Length;)
            {
                var difference = one[i] - other[j];
                if (difference == 0)
                    sum += weights[one[i]];
                if (difference <= 0)
                    i++;
                if (difference >= 0)
                    j++;
            }

            return sum;
        }
    }
}
