using System.Text;

namespace PolicyBot.Knowledge.Import.Worker;

/// <summary>
/// The worker process: this assembly run by itself. Reads one request a line from standard input, answers on standard output, ends with its input.
/// It writes no file and opens none but those it is told to read.
/// </summary>
internal static class WorkerMain
{
    public const string Verb = "read-files";

    private sealed class Lines(TextWriter to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => to.WriteLine(WorkerMessages.Write(new WorkerReply(IsLast: false) { Progress = value }));
    }

    private static WorkerReply FileOf(WorkerRequest request, Lines progress)
    {
        var read = FileReading.Read(request.Path, request.Known, progress);
        return new(IsLast: true) { File = read.IsSuccess ? read.Value : null, Problems = read.Problems };
    }

    private static WorkerReply TextOf(string path)
    {
        var read = FileReading.ReadText(path);
        return new(IsLast: true) { Text = read.IsSuccess ? read.Value.Text : null, Problems = read.Problems };
    }

    public static int Main(string[] args)
    {
        if (args is not [Verb])
        {
            Console.Error.WriteLine("This is the reading worker of policybot; use policybot import.");
            return 2;
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var from = new StreamReader(Console.OpenStandardInput(), utf8);
        using var to = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
        // Whatever a library prints is no message of ours.
        Console.SetOut(TextWriter.Null);
        while (from.ReadLine() is { } line)
        {
            if (WorkerMessages.Read<WorkerRequest>(line) is not { } request)
                return 2;
            to.WriteLine(WorkerMessages.Write(request.IsTextOnly ? TextOf(request.Path) : FileOf(request, new Lines(to))));
        }

        return 0;
    }
}
