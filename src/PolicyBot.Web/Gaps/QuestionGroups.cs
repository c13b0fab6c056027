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
        var (holders, grams) = Count(wordings);
        var weights = holders.Select(h => 1 + Math.Log(Math.Min((double)wordings.Count / h, RarestCounted))).ToArray();
        var leaders = new List<Leader>();
        var byKey = new Dictionary<int, List<int>>();
        var shared = new int[wordings.Count];
        foreach (var (wording, own) in wordings.Zip(grams))
        {
            var mass = own.Sum(g => weights[g]);
            var keys = Keys(own, mass, holders, weights);
            var best = Closest(own, mass, keys, weights, leaders, byKey, shared);
            if (best >= 0)
            {
                leaders[best].Members.AddRange(wording.Members);
                continue;
            }

            foreach (var key in keys)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(byKey, key, out _);
                known ??= [];
                if (known.Count < MostLeadersOfKey)
                    known.Add(leaders.Count);
            }

            leaders.Add(new(own, mass, [.. wording.Members]));
        }

        return [.. leaders.Select(l => l.Members).OrderByDescending(m => m.Count).ThenBy(m => m[0])];
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

    /// <summary>Each wording's characters and pairs as rising numbers, and of each number how many wordings hold it.</summary>
    private static (List<int> Holders, List<int[]> Grams) Count(List<Wording> wordings)
    {
        var ids = new Dictionary<int, int>();
        var holders = new List<int>();
        var grams = new List<int[]>(wordings.Count);
        var own = new HashSet<int>();
        foreach (var wording in wordings)
        {
            own.Clear();
            for (var i = 0; i < wording.Text.Length; i++)
            {
                if (!char.IsLetterOrDigit(wording.Text[i]))
                    continue;
                own.Add(IdOf(wording.Text[i]));
                if (i + 1 < wording.Text.Length && char.IsLetterOrDigit(wording.Text[i + 1]))
                    own.Add(IdOf((wording.Text[i] << 16) | wording.Text[i + 1]));
            }

            var sorted = own.ToArray();
            Array.Sort(sorted);
            foreach (var id in sorted)
                holders[id]++;
            grams.Add(sorted);
        }

        return (holders, grams);

        int IdOf(int gram)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, gram, out var isKnown);
            if (!isKnown)
            {
                id = holders.Count;
                holders.Add(0);
            }

            return id;
        }
    }

    /// <summary>The most similar leader of those that share the most keys; -1 where none is alike enough.</summary>
    private static int Closest(int[] own, double mass, List<int> keys, double[] weights, List<Leader> leaders, Dictionary<int, List<int>> byKey, int[] shared)
    {
        var touched = new List<int>();
        foreach (var key in keys)
        {
            foreach (var candidate in CollectionsMarshal.AsSpan(byKey.GetValueOrDefault(key)))
            {
                if (shared[candidate]++ == 0)
                    touched.Add(candidate);
            }
        }

        var best = -1;
        var bestLikeness = Alike;
        foreach (var candidate in MostSharing(touched, shared))
        {
            // A much longer or shorter question cannot reach the border: its own weight alone is too much.
            if (Math.Min(mass, leaders[candidate].Mass) < Alike * Math.Max(mass, leaders[candidate].Mass))
                continue;
            var common = Shared(own, leaders[candidate].Grams, weights);
            var likeness = common / (mass + leaders[candidate].Mass - common);
            if (likeness >= bestLikeness && (likeness > bestLikeness || best < 0))
                (best, bestLikeness) = (candidate, likeness);
        }

        foreach (var candidate in touched)
            shared[candidate] = 0;
        return best;
    }

    private static List<int> MostSharing(List<int> touched, int[] shared)
    {
        var most = new List<int>(MostCompared + 1);
        foreach (var candidate in touched)
        {
            if (most.Count == MostCompared && shared[candidate] <= shared[most[^1]])
                continue;
            var at = most.Count;
            while (at > 0 && shared[most[at - 1]] < shared[candidate])
                at--;
            most.Insert(at, candidate);
            if (most.Count > MostCompared)
                most.RemoveAt(MostCompared);
        }

        return most;
    }

    /// <summary>The rarest ones, until they outweigh what two alike questions may differ in: two such questions share one of them. What nobody else holds is no key.</summary>
    private static List<int> Keys(int[] own, double mass, List<int> holders, double[] weights)
    {
        var keys = new List<int>();
        var taken = 0.0;
        var rarest = own.ToArray();
        Array.Sort(Array.ConvertAll(own, g => holders[g]), rarest);
        foreach (var gram in rarest)
        {
            if (keys.Count == MostKeys || taken > (1 - Alike) * mass)
                break;
            taken += weights[gram];
            if (holders[gram] > 1)
                keys.Add(gram);
        }

        return keys;
    }

    private static double Shared(int[] one, int[] other, double[] weights)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
            {
                sum += weights[one[i]];
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return sum;
    }

    private sealed record Wording(string Text, List<int> Members);

    private sealed record Leader(int[] Grams, double Mass, List<int> Members);
}
