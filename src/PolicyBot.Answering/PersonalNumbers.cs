using System.Text;
using PolicyBot.Core.Text;

namespace PolicyBot.Answering;

/// <summary>Numbers that tell who somebody is are taken out before anything else reads the message. Telephones of units and names stay: the question may be about them.</summary>
public static class PersonalNumbers
{
    /// <summary>The text without identity card, bank card and mobile numbers, and whether there were any.</summary>
    public static (string Text, bool Found) Remove(string text)
    {
        var kept = new StringBuilder(text);
        var found = false;
        foreach (var datum in PersonalDatum.Find(text).Where(d => d.Kind is PersonalKind.Number).Reverse())
        {
            kept.Remove(datum.Start, datum.Length);
            found = true;
        }

        return (kept.ToString(), found);
    }
}
