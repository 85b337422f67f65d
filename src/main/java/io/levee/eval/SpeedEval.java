package io.levee.eval;

import io.levee.understanding.Depth;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * {@code levee eval speed}: what a text costs at each stage, on one thread, and how often the cache
 * spares the work.
 */
final class SpeedEval {
  private static final int WARM_UP = 20_000;
  private static final int LEAST_SAMPLES = 20_000;
  private static final int MOST_INFERENCES = 2_000;
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * What one stage took.
   *
   * @param perCpuSecond texts a second of the thread's own processor time
   */
  private record Cost(Histogram nanos, double perCpuSecond) {}

  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private final int phrases;
  private final double loadSeconds;
  private final double heapMegabytes;
  private final double streamPerCpuSecond;
  private final double hitRatio;
  private final double bestHitRatio;

  private SpeedEval(
      UnderstandingConfig config, Path home, List<Phrase> kb, List<Labelled> queries, Steps steps) {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Models models = Models.load(config, home, registry);
        MatcherFactory factory = new MatcherFactory(() -> config, models, registry)) {
      long before = usedHeap();
      long start = System.nanoTime();
      Matcher matcher = factory.learn(kb, steps.of("learning"));
      loadSeconds = (System.nanoTime() - start) / 1e9;
      heapMegabytes = (usedHeap() - before) / 1e6;
      phrases = kb.size();
      List<String> texts = queries.stream().map(Labelled::text).toList();
      lexical(matcher, texts);
      if (config.embedding()) {
        embedding(matcher, models, texts);
      }
      Belady.Ratios ratios = stream(config, matcher, texts, registry);
      hitRatio = ratios.found();
      bestHitRatio = ratios.best();
      streamPerCpuSecond = ratios.perCpuSecond();
      cached(config, matcher, texts);
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

  private void embedding(Matcher matcher, Models models, List<String> texts) {
    int n = Math.min(MOST_INFERENCES, texts.size());
    for (int i = 0; i < n / 4; i++) {
      matcher.rank(texts.get(i), Depth.FULL, 1);
      models.encode(texts.get(i));
    }
    // Turn about, so that a busy machine slows both alike.
    Histogram bare = new Histogram(3);
    Histogram whole = new Histogram(3);
    long bareCpu = 0;
    long wholeCpu = 0;
    for (int i = 0; i < n; i++) {
      long cpu = cpuNanos();
      long start = System.nanoTime();
      models.encode(texts.get(i));
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

  private void cached(UnderstandingConfig config, Matcher matcher, List<String> texts) {
    List<String> few =
        texts.stream().distinct().limit(Math.min(500, config.cacheEntries() / 2)).toList();
    few.forEach(text -> matcher.hear(text).toCompletableFuture().join());
    for (int i = 0; i < WARM_UP * 5; i++) {
      matcher.hear(few.get(i % few.size()));
    }
    measure("cache", LEAST_SAMPLES * 10, i -> matcher.hear(few.get(i % few.size())));
  }

  private static Belady.Ratios stream(
      UnderstandingConfig config, Matcher matcher, List<String> texts, MeterRegistry registry) {
    double hits = registry.counter("levee.understanding.cache.hits").count();
    double misses = registry.counter("levee.understanding.cache.misses").count();
    long cpu = processCpuNanos();
    for (String text : texts) {
      matcher.hear(text).toCompletableFuture().join();
    }
    cpu = processCpuNanos() - cpu;
    hits = registry.counter("levee.understanding.cache.hits").count() - hits;
    misses = registry.counter("levee.understanding.cache.misses").count() - misses;
    return new Belady.Ratios(
        hits + misses == 0 ? 0 : hits / (hits + misses),
        Belady.hitRatio(
            texts.stream().map(Matcher::sameAs).toList(), matcher::isKnown, config.cacheEntries()),
        texts.size() * 1e9 / Math.max(1, cpu));
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

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processCpuNanos() {
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
    return new JsonObject()
        .put("phrases", phrases)
        .put("loadSeconds", Figures.round(loadSeconds))
        .put("heapMegabytes", Math.round(heapMegabytes))
        .put("stages", stages)
        .put(
            "stream",
            new JsonObject()
                .put("textsPerCpuSecond", Math.round(streamPerCpuSecond))
                .put("hitRatio", Figures.round(hitRatio))
                .put("belady", Figures.round(bestHitRatio)));
  }

  private static double micros(Cost cost, double percentile) {
    return Math.round(cost.nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO * 10) / 10.0;
  }

  void print(PrintStream out) {
    out.printf(
        "%,d phrases learned in %.1f s, %.0f MB of heap%n%n", phrases, loadSeconds, heapMegabytes);
    out.printf(
        "%-12s  %10s  %14s  %9s  %9s  %9s%n",
        "stage", "texts", "texts/s a core", "p50 µs", "p99 µs", "p99.9 µs");
    costs.forEach(
        (stage, cost) ->
            out.printf(
                "%-12s  %,10d  %,14.0f  %,9.1f  %,9.1f  %,9.1f%n",
                stage,
                cost.nanos.getTotalCount(),
                cost.perCpuSecond,
                micros(cost, 50),
                micros(cost, 99),
                micros(cost, 99.9)));
    out.printf(
        "%nthe texts in their order: %,.0f a second of processor time, hit ratio %s (at best %s)%n",
        streamPerCpuSecond, Figures.share(hitRatio), Figures.share(bestHitRatio));
  }
}
