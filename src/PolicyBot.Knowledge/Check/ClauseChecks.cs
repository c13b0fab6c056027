using System.Globalization;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Text;

namespace PolicyBot.Knowledge.Check;

/// <summary>The official text and its clauses.</summary>
internal static class ClauseChecks
{
    /// <summary>Every character in exactly one clause: a fault of the program, told as one.</summary>
    public static IEnumerable<Problem> Partition(CheckedKnowledge knowledge)
    {
        foreach (var checkedDocument in knowledge.Documents)
        {
            var document = checkedDocument.Document;
            var at = 0;
            foreach (var clause in document.Clauses)
            {
                if (clause.Start != at || !string.Equals(document.Text[clause.Start..clause.End], clause.Text, StringComparison.Ordinal))
                    yield return new Problem(checkedDocument.TextFile, $"条款 {clause.Path} 与正文对不上，请报告给开发人员") { Line = checkedDocument.LineOf(clause.Start) };
                at = clause.End;
            }

            if (at != document.Text.Length)
                yield return new Problem(checkedDocument.TextFile, "正文末尾有文字没有归入任何条款，请报告给开发人员") { Line = checkedDocument.LineOf(at) };
        }
    }

    /// <summary>责任单位：… is printed and none was read.</summary>
    public static IEnumerable<Problem> Units(CheckedKnowledge knowledge) =>
        from document in knowledge.Documents
        from clause in document.Document.Clauses
        where clause.LeadUnits.Count + clause.ResponsibleUnits.Count == 0
            && (clause.Text.Contains("责任单位：", StringComparison.Ordinal) || clause.Text.Contains("牵头单位：", StringComparison.Ordinal))
        select CheckedKnowledge.Warning(document.TextFile, $"条款 {clause.Path} 印有责任单位，但没有识别出单位名称，请核对括号和冒号", document.LineOf(clause.Start), CheckedKnowledge.Short(clause.Text));

    /// <summary>Zero-width, bidirectional and private characters hide words from search and from the reader's eye; U+FFFD is a word lost in decoding.</summary>
    public static IEnumerable<Problem> HiddenCharacters(CheckedKnowledge knowledge)
    {
        foreach (var document in knowledge.Documents)
        {
            var offset = 0;
            foreach (var rune in document.Document.Text.EnumerateRunes())
            {
                if (rune == Rune.ReplacementChar)
                    yield return new Problem(document.TextFile, "有解码失败的字符，请对照原件改正") { Line = document.LineOf(offset) };
                else if (TextNormalizer.IsInvisible(rune) && rune.Value != '\t')
                    yield return CheckedKnowledge.Warning(document.TextFile, "有看不见的字符，请删去", document.LineOf(offset), string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"));
                offset += rune.Utf16SequenceLength;
            }
        }
    }
}
