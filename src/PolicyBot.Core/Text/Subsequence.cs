namespace PolicyBot.Core.Text;

/// <summary>Short forms keep the order of their characters: 公租房 stands within 公共租赁住房.</summary>
public static class Subsequence
{
    /// <summary>True where all characters of <paramref name="word"/> stand in <paramref name="phrase"/> in their order, others between them or not.</summary>
    public static bool IsWithin(string word, string phrase)
    {
        var at = 0;
        foreach (var character in phrase)
        {
            if (at < word.Length && word[at] == character)
                at++;
        }

        return at == word.Length;
    }
}
