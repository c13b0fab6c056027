using PolicyBot.Answering;
using PolicyBot.Answering.Conversations;
using PolicyBot.Answering.Model;
using PolicyBot.Answering.Plugins;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Validity;
using PolicyBot.Knowledge;
using PolicyBot.Search;

namespace PolicyBot.Tests.Given;

/// <summary>A quoted answer of an invented city, and wordings of it.</summary>
internal static class GivenModel
{
    public const string Small = "对首次创办小微企业并正常运营6个月以上的，给予一次性创业补贴1万元；从事个体经营的，给予5000元";
    public const string Not = "已享受过该补贴的人员不得重复享受";
    public static readonly DateOnly Today = new(2026, 11, 24);

    public static PolicyDocument Document { get; } = GivenOfficialText.Document(
        "云政发〔2024〕7号", "云溪市就业创业若干措施", "云溪市就业创业若干措施\n\n一、创业补贴\n" + Small + "。" + Not + "。\n二、租金减免\n入驻市创业园的，第一年免收租金，由市园区管理局负责。\n");

    public static Citation Cite(int marker, string quote)
    {
        var start = Document.Text.IndexOf(quote, StringComparison.Ordinal);
        var clause = Document.Clauses.First(c => c.Start <= start && start < c.End);
        return new(marker, Document.Number, Document.Title, clause.Path, clause.HeadingLine, quote, start, start + quote.Length, Document.Digest, new ValidityFinding(ValidityStatus.Unstated, null, null, "文中未写明执行期"));
    }

    public static Answered Quoted() => new()
    {
        Text = $"规定：“{Small}”[1]；“{Not}”[2]。",
        Citations = [Cite(1, Small), Cite(2, Not)],
        AsOf = Today,
        UnderstoodAs = "创业补贴多少钱",
    };

    public static Question Question(string text = "创业补贴有多少钱？听说有8万元") => new(text, null, Today);

    public static WordingSources Sources() => new(
        new KnowledgeBase([Document]),
        ["市园区管理局"],
        (_, _, _) => Task.FromResult<IReadOnlyList<ClauseHit>>([]),
        (_, path, _) => Task.FromResult(Document.FindClause(path)),
        (_, _) => new(ValidityStatus.Unstated, null, null, ""),
        new StepRecorder(TimeProvider.System));

    public static ModelOptions Options(string endpoint, string spare = "") => new()
    {
        Endpoint = endpoint,
        Name = "loopback",
        Timeout = TimeSpan.FromSeconds(30),
        Spare = new() { Endpoint = spare, Name = "spare" },
    };

    public static async Task<(Answer Answer, IReadOnlyList<string> Pieces)> WordAsync(ModelOptions options, Answer? quoted = null, bool isShown = false, Question? question = null)
    {
        using var wording = ModelWording.Create(options)!;
        var pieces = new List<string>();
        Answer? answer = null;
        await foreach (var part in wording.WordAsync(question ?? Question(), quoted ?? Quoted(), Sources(), isShown, CancellationToken.None))
        {
            if (part is AnswerPart.Words words)
                pieces.Add(words.Text);
            else if (part is AnswerPart.Done done)
                answer = done.Answer;
        }

        return (answer!, pieces);
    }

    /// <summary>The assistant over the knowledge of this repository.</summary>
    public static PolicyAssistant Assistant(KnowledgeBase knowledge, PolicyIndex index)
    {
        var timeline = new ValidityTimeline(knowledge);
        return PolicyAssistant.Create(knowledge, index.Searcher, new ConversationStore(TimeProvider.System), (document, clause, asOf) => timeline.FindingFor(document, clause.Path, asOf));
    }

    public static KnowledgeBase Knowledge() => KnowledgeReader.Read(Path.Combine(Repository.Root, "knowledge")).Value;
}
