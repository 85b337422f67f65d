package io.levee.understanding;

import io.levee.conversation.Understood;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What hearing costs without inference, on the starter knowledge and the texts of the language
 * tables: see docs/BENCHMARKS.md.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HearingBenchmark {
  private static final List<String> TABLES =
      List.of("colloquial", "typos", "mixed", "courtesies", "several", "negation");

  private List<String> texts;
  private List<String> plain;
  private MatcherFactory factory;
  private MatcherFactory forgetful;
  private Matcher matcher;
  private Listener listener;
  private Listener uncached;
  private Speller speller;
  private int next;

  @Setup
  public void learn() throws IOException {
    texts = texts();
    plain = texts.stream().map(Normalizer::normalize).toList();
    List<Phrase> phrases = Starter.read().phrases();
    factory = factory(UnderstandingConfig.defaults().withoutModels());
    forgetful = factory(UnderstandingConfig.defaults().withoutModels().withCacheEntries(1));
    matcher = factory.learnWords(phrases);
    listener = factory.listener(matcher);
    uncached = forgetful.listener(forgetful.learnWords(phrases));
    speller = new Speller(phrases.stream().map(p -> Normalizer.normalize(p.text())).toList());
    texts.forEach(listener::hear);
  }

  private static MatcherFactory factory(UnderstandingConfig config) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    return new MatcherFactory(() -> config, new Models(Map.of(), 1, registry), registry);
  }

  private static List<String> texts() throws IOException {
    List<String> all = new ArrayList<>();
    for (String table : TABLES) {
      Path file =
          Path.of("src/test/resources/io/levee/understanding/language/" + table + ".tsv");
      try (Stream<String> lines = Files.lines(file)) {
        lines
            .filter(line -> !line.isBlank() && line.charAt(0) != '#')
            .map(line -> line.split("\t")[0])
            .forEach(all::add);
      }
    }
    return all;
  }

  @TearDown
  public void close() {
    factory.close();
    forgetful.close();
  }

  private String text() {
    next = next + 1 == texts.size() ? 0 : next + 1;
    return texts.get(next);
  }

  private String plain() {
    next = next + 1 == plain.size() ? 0 : next + 1;
    return plain.get(next);
  }

  @Benchmark
  public CompletionStage<Understood> cacheHit() {
    return listener.hear(text());
  }

  @Benchmark
  public CompletionStage<Understood> heardAnewWithoutInference() {
    return uncached.hear(text(), Depth.LEXICAL_ONLY);
  }

  @Benchmark
  public Ranking lexicalStage() {
    return matcher.rank(text(), Depth.LEXICAL_ONLY, 1);
  }

  @Benchmark
  public String normalise() {
    return Normalizer.normalize(text());
  }

  @Benchmark
  public Optional<Noise> noise() {
    return Noise.of(text());
  }

  @Benchmark
  public String respell() {
    return speller.respell(plain());
  }
}
