package io.levee.eval;

import io.levee.understanding.Depth;
import io.levee.understanding.Listener;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * {@code levee eval speed}: what a text costs at each stage, on one thread, and how often the cache
 * spares the work. Heard by the listener that serves.
 */
final class SpeedEval {
  private static final int WARM_UP = 20_000;
  private static final int LEAST_SAMPLES = 20_000;
  private static final int MOST_INFERENCES = 2_000;
  private static final double NANOS_PER_MICRO = 1e3;

  /** A shop's hour: a few questions make most of the texts (Zipf's law with exponent 1). */
  private static final int ZIPF_TEXTS = 1_000_000;

  private static final int ZIPF_DISTINCT = 2_000;
  private static final long SEED = 42;

  /**
   * What one stage took.
   *
   * @param perCpuSecond texts a second of the thread's own processor time
   */
  private record Cost(Histogram nanos, double perCpuSecond) {}

  /**
   * Texts heard in their order, the cache empty at first.
   *
   * @param perCpuSecond texts a second of all threads' processor time, inference and all
   */
  private record Stream(int texts, int distinct, double perCpuSecond, double hits, double best) {}

  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private final int phrases;
  private final double loadSeconds;
  private final double heapMegabytes;
  private final Stream inOrder;
  private final Stream zipf;

  private SpeedEval(
      UnderstandingConfig config, Path home, List<Phrase> kb, List<Labelled> queries, Steps steps) {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Models models = Models.load(config, home, registry);
        MatcherFactory factory = new MatcherFactory(() -> config, models, registry)) {
      long before = usedHeap();
      long start = System.nanoTime();
      Matcher matcher = factory.learn(kb, steps.of("learning"));
      Listener listener = factory.listener(matcher);
      loadSeconds = (System.nanoTime() - start) / 1e9;
      heapMegabytes = (usedHeap() - before) / 1e6;
      phrases = kb.size();
      List<String> texts = queries.stream().map(Labelled::text).toList();
      lexical(matcher, texts);
      anew(config.withCacheEntries(1), kb, texts);
      if (config.embedding()) {
        embedding(matcher, models, texts);
      }
      inOrder = stream(config, listener, matcher, texts, registry);
      cached(config, listener, texts);
      Matcher fresh = factory.learn(kb);
      zipf = stream(config, factory.listener(fresh), fresh, zipf(texts), registry);
    }
  }

  static SpeedEval run(
      UnderstandingConfig config, Path home, List<Phrase> kb, List<Labelled> queries, Steps steps) {
    return new SpeedEval(config, home, kb, queries, steps);
  }

  private void lexical(Matcher matcher, List<String> texts) {
    for (int i = 0; i < WARM_UP; i++) {
      matcher.rank(texts.get(i % texts.size()), Depth.LEXICAL_ONLY, 1);
    }
    measure(
        "lexical",
        Math.max(LEAST_SAMPLES, texts.size()),
        i -> matcher.rank(texts.get(i % texts.size()), Depth.LEXICAL_ONLY, 1));
  }

  /** All that the listener does about a text, without a cache and without inference. */
  private void anew(UnderstandingConfig uncached, List<Phrase> kb, List<String> texts) {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Models none = Models.load(uncached.withoutModels(), Path.of(""), registry);
        MatcherFactory factory = new MatcherFactory(() -> uncached, none, registry)) {
      Listener listener = factory.listener(factory.learnWords(kb));
      for (int i = 0; i < WARM_UP; i++) {
        listener.hear(texts.get(i % texts.size()), Depth.LEXICAL_ONLY);
      }
      measure(
          "lexical, whole",
          Math.max(LEAST_SAMPLES, texts.size()),
          i -> listener.hear(texts.get(i % texts.size()), Depth.LEXICAL_ONLY));
    }
  }

  private void embedding(Matcher matcher, Models models, List<String> texts) {
    int n = Math.min(MOST_INFERENCES, texts.size());
    for (int i = 0; i < MOST_INFERENCES; i++) { // until all around the model is compiled too
      matcher.rank(texts.get(i % n), Depth.FULL, 1);
      models.prepared(texts.get(i % n)).run();
    }
    // Turn about, so that a busy machine slows both alike.
    Histogram bare = new Histogram(3);
    Histogram whole = new Histogram(3);
    long bareCpu = 0;
    long wholeCpu = 0;
    for (int i = 0; i < n; i++) {
      Runnable call = models.prepared(texts.get(i));
      long cpu = cpuNanos();
      long start = System.nanoTime();
      call.run();
      bare.recordValue(System.nanoTime() - start);
      long middle = cpuNanos();
      start = System.nanoTime();
      matcher.rank(texts.get(i), Depth.FULL, 1);
      whole.recordValue(System.nanoTime() - start);
      bareCpu += middle - cpu;
      wholeCpu += cpuNanos() - middle;
    }
    costs.put("embedding", new Cost(whole, n * 1e9 / wholeCpu));
    costs.put("model alone", new Cost(bare, n * 1e9 / bareCpu));
  }

  private void cached(UnderstandingConfig config, Listener listener, List<String> texts) {
    List<String> few =
        texts.stream().distinct().limit(Math.min(500, config.cacheEntries() / 2)).toList();
    few.forEach(text -> listener.hear(text).toCompletableFuture().join());
    for (int i = 0; i < WARM_UP * 5; i++) {
      listener.hear(few.get(i % few.size()));
    }
    measure("cache", LEAST_SAMPLES * 10, i -> listener.hear(few.get(i % few.size())));
  }

  /** The i-th most frequent text is heard an i-th as often as the first. */
  private static List<String> zipf(List<String> texts) {
    List<String> distinct = texts.stream().distinct().limit(ZIPF_DISTINCT).toList();
    double[] upTo = new double[distinct.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    Random random = new Random(SEED);
    List<String> drawn = new ArrayList<>(ZIPF_TEXTS);
    for (int i = 0; i < ZIPF_TEXTS; i++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      drawn.add(distinct.get(Math.min(at < 0 ? -at - 1 : at, upTo.length - 1)));
    }
    return drawn;
  }

  private static Stream stream(
      UnderstandingConfig config,
      Listener listener,
      Matcher matcher,
      List<String> texts,
      MeterRegistry registry) {
    Counter hits = registry.counter("levee.understanding.cache.hits");
    Counter misses = registry.counter("levee.understanding.cache.misses");
    double hit = hits.count();
    double missed = misses.count();
    long cpu = processCpuNanos();
    for (String text : texts) {
      listener.hear(text).toCompletableFuture().join();
    }
    cpu = processCpuNanos() - cpu;
    hit = hits.count() - hit;
    missed = misses.count() - missed;
    Map<String, String> spellings = new HashMap<>();
    List<String> keys =
        texts.stream().map(t -> spellings.computeIfAbsent(t, Matcher::sameAs)).toList();
    return new Stream(
        texts.size(),
        spellings.size(),
        texts.size() * 1e9 / Math.max(1, cpu),
        hit + missed == 0 ? 0 : hit / (hit + missed),
        Belady.hitRatio(keys, matcher::isKnown, config.cacheEntries()));
  }

  private interface Work {
    Object of(int i);
  }

  private void measure(String stage, int times, Work work) {
    Histogram nanos = new Histogram(3);
    long cpu = cpuNanos();
    Object kept = null;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      kept = work.of(i);
      nanos.recordValue(System.nanoTime() - start);
    }
    if (kept == null) {
      throw new IllegalStateException("nothing was heard");
    }
    costs.put(stage, new Cost(nanos, times * 1e9 / Math.max(1, cpuNanos() - cpu)));
  }

  static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : System.nanoTime();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  JsonObject json() {
    JsonObject stages = new JsonObject();
    costs.forEach(
        (stage, cost) ->
            stages.put(
                stage,
                new JsonObject()
                    .put("n", cost.nanos.getTotalCount())
                    .put("textsPerCpuSecond", Math.round(cost.perCpuSecond))
                    .put("p50Micros", micros(cost, 50))
                    .put("p99Micros", micros(cost, 99))
                    .put("p999Micros", micros(cost, 99.9))));
    JsonObject json =
        new JsonObject()
            .put("phrases", phrases)
            .put("loadSeconds", Figures.round(loadSeconds))
            .put("heapMegabytes", Math.round(heapMegabytes))
            .put("stages", stages)
            .put("stream", json(inOrder))
            .put("zipf", json(zipf));
    if (costs.containsKey("embedding")) {
      json.put("embeddingRatio", Figures.round(embeddingRatio()));
    }
    return json;
  }

  private static JsonObject json(Stream stream) {
    return new JsonObject()
        .put("n", stream.texts)
        .put("distinct", stream.distinct)
        .put("textsPerCpuSecond", Math.round(stream.perCpuSecond))
        .put("hitRatio", Figures.round(stream.hits))
        .put("belady", Figures.round(stream.best));
  }

  /** Of processor time: the whole stage's against the bare model's on tokens made before. */
  private double embeddingRatio() {
    return costs.get("model alone").perCpuSecond / costs.get("embedding").perCpuSecond;
  }

  private static double micros(Cost cost, double percentile) {
    return Math.round(cost.nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO * 10) / 10.0;
  }

  void print(PrintStream out) {
    out.printf(
        "%,d phrases learned in %.1f s, %.0f MB of heap%n%n", phrases, loadSeconds, heapMegabytes);
    out.printf(
        "%-14s  %10s  %14s  %9s  %9s  %9s%n",
        "stage", "texts", "texts/s a core", "p50 µs", "p99 µs", "p99.9 µs");
    costs.forEach(
        (stage, cost) ->
            out.printf(
                "%-14s  %,10d  %,14.0f  %,9.1f  %,9.1f  %,9.1f%n",
                stage,
                cost.nanos.getTotalCount(),
                cost.perCpuSecond,
                micros(cost, 50),
                micros(cost, 99),
                micros(cost, 99.9)));
    if (costs.containsKey("embedding")) {
      out.printf(
          "%nthe embedding stage costs %.2f times the bare model on ready tokens%n",
          embeddingRatio());
    }
    print(out, "the texts in their order", inOrder);
    print(out, "the same by Zipf's law", zipf);
  }

  private static void print(PrintStream out, String what, Stream stream) {
    out.printf(
        "%s: %,d texts, %,d different; %,.0f a second of processor time, hit ratio %s (at best"
            + " %s)%n",
        what,
        stream.texts,
        stream.distinct,
        stream.perCpuSecond,
        Figures.share(stream.hits),
        Figures.share(stream.best));
  }
}
