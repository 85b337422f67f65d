package io.levee.eval;

import io.levee.understanding.Depth;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.Ranking;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The matcher that serves, and threads that ask it. Blocks; progress goes to the steps given. */
final class Trial implements AutoCloseable {
  /** How deep a ranking goes: deeper ranks add less than 1/100 to a mean reciprocal rank. */
  private static final int RANKS = 100;

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Models models;
  private final MatcherFactory factory;
  private final Steps steps;
  private final Depth depth;
  private final ForkJoinPool threads;

  Trial(UnderstandingConfig config, Path home, Depth depth, int threads, Steps steps) {
    this.models = Models.load(config, home, registry);
    this.factory = new MatcherFactory(() -> config, models, registry);
    this.depth = depth;
    this.steps = steps;
    this.threads = new ForkJoinPool(threads);
  }

  Matcher learn(List<Phrase> phrases) {
    return factory.learn(phrases, steps.of("learning"));
  }

  /** In the order of the texts. */
  List<Ranking> hear(Matcher matcher, List<Labelled> texts) {
    AtomicInteger done = new AtomicInteger();
    MatcherFactory.Progress progress = steps.of("hearing");
    try {
      return threads
          .submit(
              () ->
                  IntStream.range(0, texts.size())
                      .parallel()
                      .mapToObj(
                          i -> {
                            Ranking ranking = matcher.rank(texts.get(i).text(), depth, RANKS);
                            progress.at(done.incrementAndGet(), texts.size());
                            return ranking;
                          })
                      .toList())
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("hearing failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    factory.close();
    models.close();
  }
}
