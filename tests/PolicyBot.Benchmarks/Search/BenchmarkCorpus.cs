using System.Globalization;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Answers;
using PolicyBot.Core.Documents;
using PolicyBot.Core.Evaluation;
using PolicyBot.Core.Language;

namespace PolicyBot.Benchmarks.Search;

/// <summary>The documents and gold questions that search is measured on, and a large corpus of distinct clauses made from them.</summary>
internal static class BenchmarkCorpus
{
    public static KnowledgeBase Documents(BenchmarkArguments arguments) =>
        new([.. arguments.Documents.SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(ToDocument)]);

    /// <summary>Questions that stand alone and whose clause is among the documents.</summary>
    public static IReadOnlyList<GoldQuestion> Questions(BenchmarkArguments arguments, KnowledgeBase knowledge)
    {
        var known = knowledge.Documents.SelectMany(d => d.Clauses.Select(c => $"{d.Number}#{c.Path}")).ToHashSet(StringComparer.Ordinal);
        return [.. arguments.Gold.SelectMany(File.ReadLines).Where(l => l.Length > 0)
            .Select(l => JsonSerializer.Deserialize<GoldQuestion>(l, AnswerJson.Options)!)
            .Where(q => q.Turn is null or 1 && q.Clauses.Any(known.Contains))];
    }

    /// <summary>
    /// The facet as the gold set names it, for two of three questions: the third is asked without, as detection misses some.
    /// </summary>
    public static IReadOnlyList<Facet> FacetsOf(GoldQuestion question) => question.Id.Sum(c => c) % 3 == 0 ? [] : question.Facet switch
    {
        "how_much" => [Facet.HowMuch],
        "eligibility" => [Facet.Eligibility],
        "what_is" => [Facet.WhatIs],
        "how_many" => [Facet.HowMany],
        "how_where" => [Facet.HowToApply],
        "until_when" or "until" => [Facet.Until],
        "who_responsible" or "unit" => [Facet.WhoIsResponsible],
        "conditions" => [Facet.Conditions],
        "who" => [Facet.Who],
        "list_all" => [Facet.ListAll],
        "still_valid" => [Facet.StillValid],
        "who_pays" => [Facet.WhoPays],
        "when_issued" => [Facet.WhenIssued],
        "difference" => [Facet.Difference],
        _ => [],
    };

    /// <summary>Sentences of the real clauses drawn anew with other figures: as repetitive as official prose is, no two clauses alike. Seeded.</summary>
    public static KnowledgeBase Enlarged(KnowledgeBase knowledge, int clauses)
    {
        var random = new Random(20231124);
        var sentences = knowledge.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.Text.Split(['。', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(s => s.Length >= 6).Distinct(StringComparer.Ordinal).ToArray();
        var documents = new List<PolicyDocument>();
        for (var made = 0; made < clauses;)
        {
            var count = Math.Min(200, clauses - made);
            var number = string.Create(CultureInfo.InvariantCulture, $"云山政办发〔{2000 + (documents.Count % 25)}〕{documents.Count + 1}号");
            documents.Add(Made(number, sentences, random, count));
            made += count;
        }

        return new(documents);
    }

    private static PolicyDocument Made(string number, string[] sentences, Random random, int count)
    {
        var clauses = new List<Clause>();
        var text = new System.Text.StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            var start = text.Length;
            var heading = string.Create(CultureInfo.InvariantCulture, $"{i}.{sentences[random.Next(sentences.Length)]}。");
            text.Append(heading);
            for (var n = random.Next(1, 5); n > 0; n--)
                text.Append(WithOtherFigures(sentences[random.Next(sentences.Length)], random)).Append('。');
            text.Append('\n');
            var path = ClausePath.Parse("正文/一/" + i.ToString(CultureInfo.InvariantCulture));
            clauses.Add(new Clause(path, text.ToString(start, text.Length - start), start, text.Length) { Heading = heading, HeadingChain = ["一、主要任务", heading] });
        }

        return new PolicyDocument(DocumentNumber.Parse(number), sentences[random.Next(sentences.Length)], text.ToString(), clauses);
    }

    private static string WithOtherFigures(string sentence, Random random) =>
        string.Concat(sentence.Select(c => char.IsAsciiDigit(c) && c != '0' ? (char)('1' + random.Next(9)) : c));

    private static PolicyDocument ToDocument(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var clauses = root.GetProperty("clauses").EnumerateArray().Select(ToClause).ToList();
        return new PolicyDocument(DocumentNumber.Parse(root.GetProperty("number").GetString()!), root.GetProperty("title").GetString()!, string.Concat(clauses.Select(c => c.Text)), clauses);
    }

    private static Clause ToClause(JsonElement clause)
    {
        string[] chain = clause.GetProperty("heading").GetString() is { Length: > 0 } line ? line.Split(" › ") : [];
        var text = clause.GetProperty("text").GetString()!;
        var own = chain.Length > 0 && text.AsSpan().TrimStart().StartsWith(chain[^1], StringComparison.Ordinal) ? chain[^1] : "";
        return new Clause(ClausePath.Parse(clause.GetProperty("path").GetString()!), text, clause.GetProperty("start").GetInt32(), clause.GetProperty("end").GetInt32())
        {
            Heading = own,
            HeadingChain = chain,
        };
    }
}
