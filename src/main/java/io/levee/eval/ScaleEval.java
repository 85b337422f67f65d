package io.levee.eval;

import io.levee.understanding.Depth;
import io.levee.understanding.Listener;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code levee eval speed --entries N}: how a knowledge base of that size loads, the first time and
 * again, what it holds in memory, and what a text costs compared with one of a thousand entries.
 */
final class ScaleEval {
  private static final int SMALL = 1_000;
  private static final int LEXICAL_TEXTS = 20_000;
  private static final int INFERENCES = 300;
  private static final double MEGABYTE = 1e6;

  /** Seconds until words answer, and until meanings do; and the processor's, of all threads. */
  private record Load(double words, double whole, double cpu) {}

  /** Mean microseconds of a thread's processor time. */
  private record Cost(double lexical, double embedding) {}

  private final int entries;
  private final int phrases;
  private Load first;
  private Load again;
  private double heap;
  private double direct;
  private Cost small;
  private Cost large;

  private ScaleEval(int entries, int phrases) {
    this.entries = entries;
    this.phrases = phrases;
  }

  /**
   * @param config its vector cache is not used: a directory of its own, empty at first, is
   */
  static ScaleEval run(
      UnderstandingConfig config,
      List<Phrase> given,
      List<Labelled> queries,
      int entries,
      Steps steps)
      throws IOException {
    List<Phrase> phrases = GrownKnowledge.of(given, entries);
    List<String> texts = queries.stream().map(Labelled::text).toList();
    ScaleEval eval = new ScaleEval(entries, phrases.size());
    Path kept = Files.createTempDirectory("levee-vectors-");
    try {
      UnderstandingConfig keeping = config.withVectorCache(kept.toString());
      List<Phrase> few = GrownKnowledge.of(given, Math.min(SMALL, entries));
      eval.small = loaded(keeping, few, steps, (listener, matcher) -> cost(matcher, texts)).result;
      clear(kept);
      eval.first = loaded(keeping, phrases, steps, (listener, matcher) -> null).load;
      double before = usedHeap();
      eval.again =
          loaded(
                  keeping,
                  phrases,
                  steps,
                  (listener, matcher) -> {
                    eval.heap = (usedHeap() - before) / MEGABYTE;
                    eval.direct = usedDirect() / MEGABYTE;
                    eval.large = cost(matcher, texts);
                    return listener;
                  })
              .load;
      return eval;
    } finally {
      clear(kept);
      Files.deleteIfExists(kept);
    }
  }

  private record Loaded<T>(Load load, T result) {}

  private interface Use<T> {
    T with(Listener listener, Matcher matcher);
  }

  /** As the gateway does it: words first, then meanings; with the models, from nothing. */
  private static <T> Loaded<T> loaded(
      UnderstandingConfig config, List<Phrase> phrases, Steps steps, Use<T> use) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    long start = System.nanoTime();
    long cpu = SpeedEval.processCpuNanos();
    try (Models models = Models.load(config, Path.of(""), registry);
        MatcherFactory factory = new MatcherFactory(() -> config, models, registry)) {
      factory.listener(factory.learnWords(phrases));
      double words = (System.nanoTime() - start) / 1e9;
      Matcher matcher = factory.learn(phrases, steps.of("learning"));
      Listener listener = factory.listener(matcher);
      Load load =
          new Load(
              words, (System.nanoTime() - start) / 1e9, (SpeedEval.processCpuNanos() - cpu) / 1e9);
      return new Loaded<>(load, use.with(listener, matcher));
    }
  }

  private static Cost cost(Matcher matcher, List<String> texts) {
    return new Cost(
        cost(matcher, texts, Depth.LEXICAL_ONLY, LEXICAL_TEXTS),
        cost(matcher, texts, Depth.FULL, INFERENCES));
  }

  /** The second half of the texts is measured, the first warms up. */
  private static double cost(Matcher matcher, List<String> texts, Depth depth, int times) {
    long cpu = 0;
    for (int i = 0; i < 2 * times; i++) {
      if (i == times) {
        cpu = SpeedEval.cpuNanos();
      }
      matcher.rank(texts.get(i % texts.size()), depth, 1);
    }
    return (SpeedEval.cpuNanos() - cpu) / 1e3 / times;
  }

  private static double usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static double usedDirect() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static void clear(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  JsonObject json() {
    return new JsonObject()
        .put("entries", entries)
        .put("phrases", phrases)
        .put("firstLoad", json(first))
        .put("nextLoad", json(again))
        .put("heapMegabytes", Math.round(heap))
        .put("directMegabytes", Math.round(direct))
        .put("lexicalMicros", Figures.round(large.lexical))
        .put("lexicalRatio", Figures.round(large.lexical / small.lexical))
        .put("lookupMicros", Figures.round(large.embedding))
        .put("lookupRatio", Figures.round(large.embedding / small.embedding));
  }

  private static JsonObject json(Load load) {
    return new JsonObject()
        .put("wordsSeconds", Figures.round(load.words))
        .put("seconds", Figures.round(load.whole))
        .put("cpuSeconds", Figures.round(load.cpu));
  }

  void print(PrintStream out) {
    out.printf("%n%,d entries, %,d phrases%n", entries, phrases);
    out.printf(
        "%-18s  %12s  %15s  %15s%n", "loading", "words after", "meanings after", "processor time");
    print(out, "the first time", first);
    print(out, "with kept vectors", again);
    out.printf("in memory: %.0f MB of heap, %.0f MB outside%n", heap, direct);
    out.printf(
        "a text's cost: lexical stage %.1f µs, %.2f times that of %,d entries; whole %,.0f µs, %.2f"
            + " times%n",
        large.lexical,
        large.lexical / small.lexical,
        SMALL,
        large.embedding,
        large.embedding / small.embedding);
  }

  private static void print(PrintStream out, String when, Load load) {
    out.printf("%-18s  %10.1f s  %13.1f s  %13.1f s%n", when, load.words, load.whole, load.cpu);
  }
}
