using System.Diagnostics;
using System.Globalization;
using System.Security;
using System.Text;
using PolicyBot.Knowledge.Import;

namespace PolicyBot.Benchmarks.Publishing;

/// <summary>A PDF of so many pages, made by LibreOffice, read by the worker process: its largest memory and how long it took. Needs <c>soffice</c>.</summary>
internal static class LongPdf
{
    private const int CharactersPerPage = 640;

    public static async Task RunAsync(string folder, int pages)
    {
        var file = Path.Combine(folder, "long.fodt");
        await File.WriteAllTextAsync(file, Writer(pages));
        using (var office = Process.Start(new ProcessStartInfo("soffice", ["--headless", "--convert-to", "pdf", "--outdir", folder, file]) { UseShellExecute = false, RedirectStandardOutput = true, Environment = { ["HOME"] = folder } })!)
            await office.WaitForExitAsync();
        var pdf = Path.ChangeExtension(file, ".pdf");
        using var stop = new CancellationTokenSource();
        var most = Task.Run(() => MostAsync(stop.Token));
        var started = Stopwatch.GetTimestamp();
        var imported = await DocumentImporter.ImportAsync([pdf], Path.Combine(folder, "documents"));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        var largest = await most;
        var outcome = imported.IsSuccess ? $"{imported.Value.Documents.Sum(d => d.Received.Max(l => l.Page ?? 0))} pages, {imported.Value.Documents.Sum(d => d.Clauses)} clauses" : string.Join("；", imported.Problems);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PDF of {new FileInfo(pdf).Length / 1e6:0.0} MB: {outcome}, in {seconds:0.0} s; the worker's largest memory {largest} MB, this process {Environment.WorkingSet >> 20} MB"));
    }

    /// <summary>Of the children of this process, looked at ten times a second.</summary>
    private static async Task<long> MostAsync(CancellationToken stop)
    {
        var most = 0L;
        while (!stop.IsCancellationRequested)
        {
            foreach (var process in Process.GetProcessesByName("dotnet").Where(p => p.Id != Environment.ProcessId && IsChild(p.Id)))
            {
                using (process)
                    most = Math.Max(most, process.WorkingSet64 >> 20);
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return most;
    }

    private static bool IsChild(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").Any(l => l.StartsWith("PPid:", StringComparison.Ordinal) && l.EndsWith("\t" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false; // ended in this moment
        }
    }

    private static string Writer(int pages)
    {
        var (made, paragraphs, length) = (new GeneratedDocuments("knowledge"), new List<string>(), 0);
        for (var n = 1; length < pages * CharactersPerPage; n++)
        {
            var lines = made.Text(n).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in n == 1 ? lines[..^2] : lines[4..^2])
            {
                // One document all through: its levels go on counting.
                var text = line[0] is >= '一' and <= '龥' && line.Length > 1 && line[1] == '、' && n > 1 ? line[2..] : line;
                paragraphs.Add(text);
                length += text.Length;
            }
        }

        var body = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
            <office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:text-indent="32pt" fo:line-height="28pt"/><style:text-properties style:font-size-asian="16pt" fo:font-size="16pt" style:language-asian="zh" style:country-asian="CN"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/></office:styles>
            <office:body><office:text>
            """);
        foreach (var paragraph in paragraphs)
            body.Append("<text:p>").Append(SecurityElement.Escape(paragraph)).Append("</text:p>\n");
        return body.Append("</office:text></office:body></office:document>").ToString();
    }
}
