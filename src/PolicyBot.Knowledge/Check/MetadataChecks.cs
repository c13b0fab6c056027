using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Validity;

namespace PolicyBot.Knowledge.Check;

/// <summary>document.yaml says only what the document prints.</summary>
internal static class MetadataChecks
{
    public static IEnumerable<Problem> Printed(CheckedKnowledge knowledge) => knowledge.Documents.SelectMany(Of);

    private static IEnumerable<Problem> Of(CheckedDocument checkedDocument)
    {
        var document = checkedDocument.Document;
        var text = CheckedKnowledge.Squeeze(document.Text);
        bool IsPrinted(string words) => text.Contains(CheckedKnowledge.Squeeze(words), StringComparison.Ordinal);

        var yaml = checkedDocument.Yaml;
        if (!document.Number.IsTitle && !IsPrinted(document.Number.Value) && !IsPrinted(document.Number.Value.Replace('〔', '[').Replace('〕', ']')))
            yield return checkedDocument.InYaml("发文字号在正文中没有出现，请核对", document.Number.Value);
        if (!IsPrinted(document.Title))
            yield return checkedDocument.InYaml("标题在正文中没有出现，请核对", document.Title);
        if (yaml.Issuer.Length > 0 && !IsPrinted(yaml.Issuer))
            yield return checkedDocument.InYaml("发文机关在正文中没有出现，请核对", yaml.Issuer);
        foreach (var addressee in yaml.Addressees.Where(a => !IsPrinted(a)))
            yield return checkedDocument.InYaml("主送机关在正文中没有出现，请核对", addressee);
        if (yaml.ApprovedBy is { Length: > 0 } approvedBy && !IsPrinted(approvedBy))
            yield return checkedDocument.InYaml("审议通过的会议在正文中没有出现，请核对", approvedBy);
        foreach (var attachment in yaml.Attachments.Where(a => a.Title.Length > 0 && !IsPrinted(a.Title)))
            yield return checkedDocument.InYaml("附件名称在正文中没有出现，请核对", attachment.Title);

        if (document.IssuedOn is not { } issued)
            yield return checkedDocument.InYaml("没有成文日期：有效期只能说“文中未写明”，请在 issuedOn 写上", expected: "issuedOn: 2023-06-07");
        else if (!IsPrintedDate(text, issued))
            yield return checkedDocument.InYaml("成文日期在正文中没有出现，请核对", issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static bool IsPrintedDate(string text, DateOnly date)
    {
        for (var at = text.IndexOf('年', StringComparison.Ordinal); at >= 0; at = text.IndexOf('年', at + 1))
        {
            var end = text.IndexOf('日', at);
            if (at >= 4 && end > at && end - at <= 8 && PrintedDate.Parse(text[(at - 4)..(end + 1)]) == date)
                return true;
        }

        return false;
    }
}
