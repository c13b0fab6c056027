using System.Globalization;
using System.Text;

namespace PolicyBot.Tests.Given;

/// <summary>PDF files made here, object by object.</summary>
internal static class GivenPdf
{
    /// <summary>One page of A4 that is nothing but a JPEG picture.</summary>
    public static byte[] OfPicture(byte[] jpeg)
    {
        var (width, height) = SizeOf(jpeg);
        return Of(
            Text("<</Type/Catalog/Pages 2 0 R>>"),
            Text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            Text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"),
            Stream("", Text("q 595 0 0 842 0 0 cm /I Do Q")),
            Stream($"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", jpeg));
    }

    /// <summary>Objects numbered from 1; the first is the catalogue.</summary>
    public static byte[] Of(params byte[][] objects)
    {
        using var pdf = new MemoryStream();
        pdf.Write(Text("%PDF-1.5\n"));
        var places = new List<long>();
        foreach (var one in objects)
        {
            places.Add(pdf.Position);
            pdf.Write([.. Text($"{places.Count} 0 obj\n"), .. one, .. Text("\nendobj\n")]);
        }

        var table = pdf.Position;
        pdf.Write(Text($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n" + string.Concat(places.Select(p => p.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n"))));
        pdf.Write(Text($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"));
        return pdf.ToArray();
    }

    public static byte[] Stream(string entries, byte[] content) => [.. Text($"<<{entries}/Length {content.Length}>>stream\n"), .. content, .. Text("\nendstream")];

    public static byte[] Text(string words) => Encoding.Latin1.GetBytes(words);

    // The frame header of a JPEG: FFC0 to FFC2, length, depth, height, width.
    private static (int Width, int Height) SizeOf(byte[] jpeg)
    {
        for (var i = 2; i + 9 < jpeg.Length; i += 2 + (jpeg[i + 2] << 8) + jpeg[i + 3])
        {
            if (jpeg[i + 1] is 0xC0 or 0xC1 or 0xC2)
                return ((jpeg[i + 7] << 8) + jpeg[i + 8], (jpeg[i + 5] << 8) + jpeg[i + 6]);
        }

        throw new InvalidDataException("No JPEG.");
    }
}
