using PolicyBot.Core;
using PolicyBot.Core.Language;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>Reads knowledge/replies/*.yaml: the fixed sentences and the messages they answer. A knowledge folder without them gets those that the program was built with.</summary>
public static class RepliesReader
{
    private static readonly Dictionary<string, ReplyKind> Kinds = Enum.GetValues<ReplyKind>().ToDictionary(k => LexiconReader.NameOf(k.ToString()), StringComparer.Ordinal);

    public static Result<ReplyBook> Read(string knowledgeFolder)
    {
        var problems = new List<Problem>();
        var replies = new List<Reply>();
        var intents = new List<ReplyIntent>();
        var sheets = new List<(YamlSheet Sheet, IReadOnlyDictionary<string, YamlNode> Map)>();
        foreach (var (name, open) in SheetSource.Of(knowledgeFolder, "replies"))
        {
            if (YamlSheet.Read(name, open, problems) is not { } sheet)
                continue;
            var map = sheet.Map(sheet.Root, "replies", "intents");
            sheets.Add((sheet, map));
            foreach (var node in sheet.List(map.GetValueOrDefault("replies")))
                ReadReply(sheet, node, replies);
            foreach (var node in sheet.List(map.GetValueOrDefault("intents")))
                ReadIntent(sheet, node, intents);
        }

        // Only now: an intent may name a sentence of another file.
        foreach (var (sheet, map) in sheets)
            CheckReferences(sheet, map, replies);

        return problems.Count > 0 ? Result<ReplyBook>.Failure(problems) : new ReplyBook(replies, intents);
    }

    private static void ReadReply(YamlSheet sheet, YamlNode node, List<Reply> replies)
    {
        var entry = sheet.Map(node, "id", "text");
        if (sheet.Text(entry, "id", node) is not { } id || sheet.Text(entry, "text", node) is not { } text)
            return;
        if (replies.Exists(r => string.Equals(r.Id, id, StringComparison.Ordinal)))
            sheet.Report(node, "答复编号重复", id);
        else
            replies.Add(new(id, text.Trim()) { File = sheet.File, Line = YamlSheet.LineOf(node) });
        var allowed = RequiredReplies.PlaceholdersOf(id);
        foreach (var placeholder in PlaceholdersIn(sheet, entry["text"], text).Where(p => !allowed.Contains(p, StringComparer.Ordinal)))
            sheet.Report(entry["text"], $"答复“{id}”里有不能用的占位符", "{" + placeholder + "}", allowed.Count == 0 ? "不用占位符" : string.Join("、", allowed.Select(a => "{" + a + "}")));
    }

    private static List<string> PlaceholdersIn(YamlSheet sheet, YamlNode at, string text)
    {
        var found = new List<string>();
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                sheet.Report(at, "占位符没有写完，缺少“}”", text[open..]);
                break;
            }

            found.Add(text[(open + 1)..close]);
        }

        return found;
    }

    private static void ReadIntent(YamlSheet sheet, YamlNode node, List<ReplyIntent> intents)
    {
        var entry = sheet.Map(node, "id", "kind", "reply", "whole", "within", "unless", "yields");
        if (sheet.Text(entry, "id", node) is not { } id || sheet.Text(entry, "kind", node) is not { } kind)
            return;
        if (!Kinds.TryGetValue(kind, out var known))
        {
            sheet.Report(node, "不认识的答复类别", kind, string.Join("、", Kinds.Keys));
            return;
        }

        intents.Add(new(
            id,
            known,
            sheet.Text(entry, "reply", node, required: false) ?? id,
            LexiconReader.Cues(sheet, entry.GetValueOrDefault("whole")),
            LexiconReader.Cues(sheet, entry.GetValueOrDefault("within")),
            sheet.Flag(entry, "yields"))
        {
            Unless = LexiconReader.Cues(sheet, entry.GetValueOrDefault("unless")),
        });
    }

    private static void CheckReferences(YamlSheet sheet, IReadOnlyDictionary<string, YamlNode> map, List<Reply> replies)
    {
        foreach (var node in sheet.List(map.GetValueOrDefault("intents")))
        {
            var entry = (node as YamlMappingNode)?.Children;
            var named = entry?.FirstOrDefault(e => e.Key is YamlScalarNode { Value: "reply" }).Value ?? entry?.FirstOrDefault(e => e.Key is YamlScalarNode { Value: "id" }).Value;
            if (named is YamlScalarNode { Value: { } id } && !replies.Exists(r => string.Equals(r.Id, id, StringComparison.Ordinal)) && !RequiredReplies.Ids.Contains(id, StringComparer.Ordinal))
                sheet.Report(node, "没有这个编号的答复", id);
        }
    }
}
