package fadu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

/**
 * Apache Lucene behind the two commands every peer has.
 * build CORPUS DIR: index the articles. measure DIR TASK OUT: run the queries of a task.
 * The system property analyzer says which analyser: smartcn or cjk.
 */
public final class LucenePeer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] FIELDS = {"title", "label", "whole"};

  private static Analyzer analyzer() {
    String name = System.getProperty("analyzer");
    return switch (name) {
      case "smartcn" -> new SmartChineseAnalyzer();
      case "cjk" -> new CJKAnalyzer();
      default -> throw new IllegalArgumentException("no analyzer " + name);
    };
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("build")) build(Path.of(args[1]), Path.of(args[2]));
    else measure(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
  }

  /** One writer, as many threads as processors, a large buffer, one segment at the end: the index does not change. */
  private static void build(Path corpus, Path dir) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    IndexWriterConfig config = new IndexWriterConfig(analyzer()).setRAMBufferSizeMB(512).setUseCompoundFile(false);
    AtomicInteger count = new AtomicInteger();
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader in = Files.newBufferedReader(corpus)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(pool.submit((Callable<Void>) () -> {
          while (true) {
            List<String> lines = new ArrayList<>(256);
            synchronized (in) {
              for (String line; lines.size() < 256 && (line = in.readLine()) != null; ) lines.add(line);
            }
            if (lines.isEmpty()) return null;
            for (String line : lines) {
              JsonNode article = JSON.readTree(line);
              Document document = new Document();
              document.add(new NumericDocValuesField("n", article.get("n").asLong()));
              for (String field : FIELDS) document.add(new TextField(field, article.get(field).asText(), Field.Store.NO));
              writer.addDocument(document);
              count.incrementAndGet();
            }
          }
        }));
      }
      for (Future<?> one : running) one.get();
      writer.forceMerge(1);
      writer.commit();
    }
    pool.shutdown();
    System.out.println(JSON.createObjectNode().put("docs", count.get()).put("version", Version.LATEST.toString()));
  }

  /** Any word may match; the scores of the fields are added, each with its weight. */
  private static Query query(QueryBuilder builder, JsonNode weights, String text) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String field : FIELDS) {
      float weight = (float) weights.get(field).asDouble();
      Query one = weight > 0 ? builder.createBooleanQuery(field, text, BooleanClause.Occur.SHOULD) : null;
      if (one == null) continue;
      // Flat, so that the scorer can skip blocks over all clauses at once.
      if (one instanceof BooleanQuery words)
        for (BooleanClause word : words) any.add(new BoostQuery(word.getQuery(), weight), BooleanClause.Occur.SHOULD);
      else any.add(new BoostQuery(one, weight), BooleanClause.Occur.SHOULD);
    }
    BooleanQuery built = any.build();
    return built.clauses().isEmpty() ? new MatchNoDocsQuery() : built;
  }

  private static long[] search(IndexSearcher searcher, QueryBuilder builder, JsonNode weights, String text, int limit)
      throws Exception {
    ScoreDoc[] hits = searcher.search(query(builder, weights, text), limit).scoreDocs;
    long[] found = new long[hits.length];
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (int i = 0; i < hits.length; i++) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hits[i].doc, leaves));
      NumericDocValues numbers = leaf.reader().getNumericDocValues("n");
      numbers.advanceExact(hits[i].doc - leaf.docBase);
      found[i] = numbers.longValue();
    }
    return found;
  }

  private static void measure(Path dir, Path taskFile, Path out) throws Exception {
    JsonNode task = JSON.readTree(taskFile.toFile());
    JsonNode weights = task.get("weights");
    int limit = task.get("limit").asInt();
    List<String> queries = new ArrayList<>();
    task.get("queries").forEach(q -> queries.add(q.asText()));
    QueryBuilder builder = new QueryBuilder(analyzer());
    ObjectNode answer = JSON.createObjectNode();
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(dir))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      ArrayNode results = answer.putArray("results");
      for (String q : queries) {
        ArrayNode one = results.addArray();
        for (long n : search(searcher, builder, weights, q, limit)) one.add(n);
      }
      long warmUntil = System.nanoTime() + task.get("warmMs").asLong() * 1_000_000L;
      for (int i = 0; System.nanoTime() < warmUntil; i++)
        search(searcher, builder, weights, queries.get(i % queries.size()), limit);
      for (String mode : new String[] {"single", "readers"}) {
        int lanes = mode.equals("single") ? 1 : task.get("lanes").asInt();
        List<Integer> order = new ArrayList<>();
        task.get(mode).forEach(i -> order.add(i.asInt()));
        double[] times = new double[order.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(lanes);
        List<Future<?>> running = new ArrayList<>();
        for (int l = 0; l < lanes; l++)
          running.add(pool.submit((Callable<Void>) () -> {
            for (int i; (i = next.getAndIncrement()) < times.length; ) {
              long start = System.nanoTime();
              search(searcher, builder, weights, queries.get(order.get(i)), limit);
              times[i] = (System.nanoTime() - start) / 1e6;
            }
            return null;
          }));
        for (Future<?> one : running) one.get();
        pool.shutdown();
        ArrayNode list = answer.putArray(mode);
        for (double t : times) list.add(t);
      }
    }
    JSON.writeValue(new File(out.toString()), answer);
  }
}
