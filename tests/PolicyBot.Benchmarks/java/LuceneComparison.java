import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Clauses and questions as tab-separated lines (key, text); prints recall, latency and build speed of plain Lucene. */
public class LuceneComparison {
    public static void main(String[] args) throws Exception {
        boolean bigrams = args[2].contains("bigrams");
        Analyzer analyzer = new PerFieldAnalyzerWrapper(new SmartChineseAnalyzer(), Map.of("pairs", new CJKAnalyzer()));
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        List<String> clauses = Files.readAllLines(Path.of(args[0]));
        long start = System.nanoTime();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String line : clauses) {
                String[] parts = line.split("\t", 2);
                String text = parts[1].replace('\u2028', '\n');
                Document document = new Document();
                document.add(new StringField("key", parts[0], Field.Store.YES));
                document.add(new TextField("words", text, Field.Store.NO));
                if (bigrams) {
                    document.add(new TextField("pairs", text, Field.Store.NO));
                }
                writer.addDocument(document);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> questions = Files.readAllLines(Path.of(args[1]));
        int rounds = Integer.parseInt(args[3]);
        double[] times = new double[questions.size() * rounds];
        int[] within = new int[11];
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < questions.size(); i++) {
                    String[] parts = questions.get(i).split("\t", 2);
                    long asked = System.nanoTime();
                    BooleanQuery.Builder query = new BooleanQuery.Builder();
                    add(query, analyzer, "words", parts[1]);
                    if (bigrams) {
                        add(query, analyzer, "pairs", parts[1]);
                    }
                    ScoreDoc[] hits = searcher.search(query.build(), 10).scoreDocs;
                    if (round >= 0) {
                        times[round * questions.size() + i] = (System.nanoTime() - asked) / 1e6;
                    } else {
                        List<String> right = Arrays.asList(parts[0].split(" "));
                        for (int rank = 0; rank < hits.length; rank++) {
                            if (right.contains(searcher.doc(hits[rank].doc).get("key"))) {
                                within[rank + 1]++;
                                break;
                            }
                        }
                    }
                }
            }
        }
        Arrays.sort(times);
        double n = questions.size();
        int five = 0;
        int ten = 0;
        for (int rank = 1; rank <= 10; rank++) {
            five += rank <= 5 ? within[rank] : 0;
            ten += within[rank];
        }
        System.out.printf(java.util.Locale.ROOT, "R@1 %.3f R@5 %.3f R@10 %.3f p50 %.2f ms, p95 %.2f ms, %.0f clauses/s%n",
            within[1] / n, five / n, ten / n, times[times.length / 2], times[times.length * 95 / 100], clauses.size() / seconds);
    }

    private static void add(BooleanQuery.Builder query, Analyzer analyzer, String field, String text) throws Exception {
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            // Lucene refuses more than 1,024 clauses.
            for (int n = 0; n < 400 && stream.incrementToken(); n++) {
                query.add(new TermQuery(new Term(field, term.toString())), BooleanClause.Occur.SHOULD);
            }
            stream.end();
        }
    }
}
