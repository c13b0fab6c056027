using System.Globalization;

namespace PolicyBot.Web.Channels.DirectLine;

/// <summary>Opaque to clients; ours is the count of stored activities that the client has.</summary>
public static class Watermark
{
    public static string Format(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>False for junk. <paramref name="count"/> is null where nothing was given; <c>-</c> is the start.</summary>
    public static bool TryParse(string? text, out int? count)
    {
        count = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (text is "-")
        {
            count = 0;
            return true;
        }

        // The framework's parser passes over NULs at the end.
        if (!text.All(char.IsAsciiDigit) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        count = number;
        return true;
    }
}
