using System.ComponentModel;
using Microsoft.SemanticKernel;
using PolicyBot.Core;
using PolicyBot.Core.Documents;

namespace PolicyBot.Answering.Plugins;

/// <summary>Looks up documents by number and clauses by place.</summary>
internal sealed class DocumentPlugin(KnowledgeBase knowledge)
{
    public const string Name = "documents";

    [KernelFunction("find"), Description("按文号查找文件")]
    public PolicyDocument? Find([Description("发文字号，或书名号里的标题")] string number) =>
        DocumentNumber.TryParse(number, out var parsed) ? knowledge.Find(parsed) : null;

    [KernelFunction("clause"), Description("按文号和条款位置取原文")]
    public Clause? Clause([Description("发文字号")] string number, [Description("条款位置，如 附件/一/（二）/1")] string path) =>
        Core.Documents.ClausePath.TryParse(path, out var parsed) ? Find(number)?.FindClause(parsed) : null;
}
