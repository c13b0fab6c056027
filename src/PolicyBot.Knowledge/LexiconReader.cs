using PolicyBot.Core;
using PolicyBot.Core.Language;
using PolicyBot.Core.Text;
using YamlDotNet.RepresentationModel;

namespace PolicyBot.Knowledge;

/// <summary>
/// Reads knowledge/lexicon/*.yaml. Any file may hold any of the sections, so that maintainers can keep one file per subject.
/// A knowledge folder without a lexicon gets the one that the program was built with (<see cref="SheetSource"/>).
/// </summary>
public static class LexiconReader
{
    private const string Part = "lexicon";
    private static readonly string[] Sections = ["concepts", "facets", "rewrites", "fillers", "stopwords", "ordinary", "lookalikes", "splitters", "at_that_time", "places", "weak", "circumstances", "details", "matters", "alternatives", "offices"];

    private static readonly Dictionary<string, ConceptGroup> Groups = Enum.GetValues<ConceptGroup>().ToDictionary(g => NameOf(g.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<string, Facet> Facets = Enum.GetValues<Facet>().ToDictionary(f => NameOf(f.ToString()), StringComparer.Ordinal);

    public static Result<Lexicon> Read(string knowledgeFolder)
    {
        var problems = new List<Problem>();
        var parts = new Parts();
        foreach (var (name, open) in SheetSource.Of(knowledgeFolder, Part))
        {
            if (YamlSheet.Read(name, open, problems) is { } sheet)
                ReadSheet(sheet, parts);
        }

        foreach (var twice in parts.Concepts.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var second = twice.ElementAt(1);
            problems.Add(new(second.File, "概念编号重复，请改名或合并") { Line = second.Line, Found = second.Id });
        }

        return problems.Exists(p => p.Severity == ProblemSeverity.Error) ? Result<Lexicon>.Failure(problems) : Result<Lexicon>.Success(parts.ToLexicon(), problems);
    }

    /// <summary>
    /// Warnings for concepts whose words occur in no document and that are not marked general: the documents changed, or a word is mistyped.
    /// None of a folder without words of its own: nobody there can mend those that the program was built with.
    /// </summary>
    public static IReadOnlyList<Problem> Check(string knowledgeFolder, KnowledgeBase knowledge)
    {
        if (!SheetSource.IsOwn(knowledgeFolder, Part))
            return [];
        var texts = knowledge.Documents.AsParallel().AsOrdered().Select(d => TextNormalizer.Normalize(d.Title + d.Text)).ToList();
        bool Occurs(string word) => TextNormalizer.Normalize(word) is var normal && texts.Exists(t => t.Contains(normal, StringComparison.Ordinal));
        return
        [
            .. from concept in knowledge.Lexicon.Concepts
               where !concept.IsGeneral && texts.Count > 0
               from word in concept.Means
               where !Occurs(word.Text)
               select new Problem(concept.File, $"概念“{concept.Id}”的文件用词在所有文件中都没有出现：改正用词，或标上 general: true 留给以后的文件")
               {
                   Severity = ProblemSeverity.Warning,
                   Line = concept.Line,
                   Found = word.Text,
               },
        ];
    }

    private static void ReadSheet(YamlSheet sheet, Parts parts)
    {
        var map = sheet.Map(sheet.Root, Sections);
        foreach (var node in sheet.List(map.GetValueOrDefault("concepts")))
        {
            if (ReadConcept(sheet, node) is { } concept)
                parts.Concepts.Add(concept);
        }

        foreach (var node in sheet.List(map.GetValueOrDefault("facets")))
        {
            var entry = sheet.Map(node, "facet", "cues", "asked_with", "lead", "detail", "offer");
            if (sheet.Text(entry, "facet", node) is not { } name)
                continue;
            if (Facets.TryGetValue(name, out var facet))
                parts.Facets.Add(new(facet, Cues(sheet, entry.GetValueOrDefault("cues")))
                {
                    AskedWith = Words(sheet, entry.GetValueOrDefault("asked_with")),
                    Lead = sheet.Text(entry, "lead", node, required: false) ?? "",
                    Detail = sheet.Text(entry, "detail", node, required: false) ?? "",
                    Offer = sheet.Text(entry, "offer", node, required: false) ?? "",
                });
            else
                sheet.Report(node, "不认识的问法类别", name, string.Join("、", Facets.Keys));
        }

        foreach (var node in sheet.List(map.GetValueOrDefault("rewrites")))
        {
            var entry = sheet.Map(node, "to", "from");
            if (sheet.Text(entry, "to", node) is { } to)
                parts.Rewrites.AddRange(Cues(sheet, entry.GetValueOrDefault("from")).Select(c => new Rewrite(c, TextNormalizer.Normalize(to))));
        }

        parts.Fillers.AddRange(Cues(sheet, map.GetValueOrDefault("fillers")));
        parts.Splitters.AddRange(Cues(sheet, map.GetValueOrDefault("splitters")));
        parts.AtThatTime.AddRange(Cues(sheet, map.GetValueOrDefault("at_that_time")));
        parts.StopWords.UnionWith(sheet.Texts(map.GetValueOrDefault("stopwords")).Select(t => TextNormalizer.Normalize(t.Text)));
        parts.Weak.UnionWith(sheet.Texts(map.GetValueOrDefault("weak")).Select(t => TextNormalizer.Normalize(t.Text)));
        parts.Circumstances.UnionWith(sheet.Texts(map.GetValueOrDefault("circumstances")).Select(t => TextNormalizer.Normalize(t.Text)));
        parts.Details.AddRange(ReadAsked(sheet, map.GetValueOrDefault("details")));
        parts.Matters.AddRange(ReadAsked(sheet, map.GetValueOrDefault("matters")));
        parts.Ordinary.UnionWith(sheet.Texts(map.GetValueOrDefault("ordinary")).Select(t => TextNormalizer.Normalize(t.Text)));
        parts.LookAlikes.AddRange(sheet.Texts(map.GetValueOrDefault("lookalikes")).Select(t => t.Text));
        // One text a member, usual name first, as with places: 省级 省里 全省.
        parts.Alternatives.AddRange(sheet.List(map.GetValueOrDefault("alternatives")).Select(set => new AlternativeSet(
            [.. sheet.Texts(set).Select(t => (IReadOnlyList<string>)[.. t.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TextNormalizer.Normalize)])])));
        parts.Offices.AddRange(ReadOffices(sheet, map.GetValueOrDefault("offices")));
        foreach (var node in sheet.List(map.GetValueOrDefault("places")))
        {
            var entry = sheet.Map(node, "within", "names");
            var within = sheet.Text(entry, "within", node, required: false);
            // One text a place, full name first, then the short ones: 哈尔滨市 哈尔滨 哈市.
            parts.Places.AddRange(sheet.Texts(entry.GetValueOrDefault("names"))
                .Select(t => new Place(t.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries), within)));
        }
    }

    private static Concept? ReadConcept(YamlSheet sheet, YamlNode node)
    {
        var entry = sheet.Map(node, "id", "group", "means", "says", "general");
        var id = sheet.Text(entry, "id", node);
        var group = sheet.Text(entry, "group", node);
        if (id is null || group is null)
            return null;
        if (!Groups.TryGetValue(group, out var known))
        {
            sheet.Report(node, "不认识的概念组", group, string.Join("、", Groups.Keys));
            return null;
        }

        var means = new List<WeightedWord>();
        foreach (var (text, at) in sheet.Texts(entry.GetValueOrDefault("means")))
        {
            if (WeightedWord.Parse(text) is { } word)
                means.Add(word);
            else
                sheet.Report(at, "权重应当是 0 到 10 之间的数，写作“词@0.6”", text);
        }

        var says = Cues(sheet, entry.GetValueOrDefault("says"));
        if (means.Count == 0 || says.Count == 0)
        {
            sheet.Report(node, $"概念“{id}”缺少{(means.Count == 0 ? "文件用词（means）" : "群众说法（says）")}");
            return null;
        }

        return new(id, known, says, means, sheet.Flag(entry, "general")) { File = sheet.File, Line = YamlSheet.LineOf(node) };
    }

    private static IEnumerable<AskedDetail> ReadAsked(YamlSheet sheet, YamlNode? list)
    {
        foreach (var node in sheet.List(list))
        {
            var entry = sheet.Map(node, "name", "asks", "states", "unless", "alone");
            if (sheet.Text(entry, "name", node) is not { } name)
                continue;
            var asks = Cues(sheet, entry.GetValueOrDefault("asks"));
            var states = Words(sheet, entry.GetValueOrDefault("states"));
            if (asks.Count == 0 || states.Count == 0)
                sheet.Report(node, $"“{name}”缺少{(asks.Count == 0 ? "群众说法（asks）" : "文件写法（states）")}");
            else
                yield return new(name, asks, states, Words(sheet, entry.GetValueOrDefault("unless")), sheet.Flag(entry, "alone"));
        }
    }

    private static IEnumerable<OfficeSubjects> ReadOffices(YamlSheet sheet, YamlNode? list)
    {
        foreach (var node in sheet.List(list))
        {
            var entry = sheet.Map(node, "office", "subjects");
            if (sheet.Text(entry, "office", node) is { } office)
                yield return new(office, Cues(sheet, entry.GetValueOrDefault("subjects")));
        }
    }

    private static IReadOnlyList<string> Words(YamlSheet sheet, YamlNode? node) => [.. sheet.Texts(node).Select(t => TextNormalizer.Normalize(t.Text)).Where(t => t.Length > 0)];

    internal static IReadOnlyList<Cue> Cues(YamlSheet sheet, YamlNode? node)
    {
        var cues = new List<Cue>();
        foreach (var (text, at) in sheet.Texts(node))
        {
            if (Cue.Parse(text) is { } cue)
                cues.Add(cue);
            else
                sheet.Report(at, "说法写得不对：词之间可用“…”，权重写作“词@0.6”", text);
        }

        return cues;
    }

    /// <summary>HowMuch → how_much, as the YAML files write it.</summary>
    internal static string NameOf(string identifier) =>
        string.Concat(identifier.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    private sealed class Parts
    {
        public List<Concept> Concepts { get; } = [];

        public List<FacetCues> Facets { get; } = [];

        public List<Rewrite> Rewrites { get; } = [];

        public List<Cue> Fillers { get; } = [];

        public List<Cue> Splitters { get; } = [];

        public List<Cue> AtThatTime { get; } = [];

        public HashSet<string> StopWords { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Ordinary { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Weak { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Circumstances { get; } = new(StringComparer.Ordinal);

        public List<AskedDetail> Details { get; } = [];

        public List<AskedDetail> Matters { get; } = [];

        public List<string> LookAlikes { get; } = [];

        public List<Place> Places { get; } = [];

        public List<AlternativeSet> Alternatives { get; } = [];

        public List<OfficeSubjects> Offices { get; } = [];

        public Lexicon ToLexicon() => new()
        {
            Concepts = Concepts,
            Facets = Facets,
            Rewrites = Rewrites,
            Fillers = Fillers,
            Splitters = Splitters,
            AtThatTime = AtThatTime,
            StopWords = StopWords,
            WeakWords = Weak,
            Circumstances = Circumstances,
            Details = Details,
            Matters = Matters,
            OrdinaryWords = Ordinary,
            LookAlikes = LookAlikes,
            Places = Places,
            Alternatives = Alternatives,
            Offices = Offices,
        };
    }
}
