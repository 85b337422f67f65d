package io.levee.eval;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Verdict;
import io.levee.understanding.Depth;
import io.levee.understanding.Listener;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.Ranking;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What serves, a listener around a matcher, and threads that ask it. Blocks; progress goes to the
 * steps given.
 */
final class Trial implements AutoCloseable {
  /** How deep a ranking goes: deeper ranks add less than 1/100 to a mean reciprocal rank. */
  private static final int RANKS = 100;

  /**
   * What has learned; the matcher is the listener's, and tells ranks that the listener does not.
   */
  record Learned(Matcher matcher, Listener listener) {}

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final UnderstandingConfig config;
  private final Models models;
  private final MatcherFactory factory;
  private final Steps steps;
  private final Depth depth;
  private final ForkJoinPool threads;

  Trial(UnderstandingConfig serving, Path home, Depth depth, int threads, Steps steps) {
    this.config = serving.forTrials(threads);
    this.models = Models.load(config, home, registry);
    this.factory = new MatcherFactory(() -> config, models, registry);
    this.depth = depth;
    this.steps = steps;
    this.threads = new ForkJoinPool(threads);
  }

  Learned learn(List<Phrase> phrases) {
    Matcher matcher = factory.learn(phrases, steps.of("learning"));
    return new Learned(matcher, factory.listener(matcher));
  }

  /** In the order of the texts. */
  List<Ranking> hear(Learned learned, List<Labelled> texts) {
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
                            Ranking ranking = hear(learned, texts.get(i));
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

  private Ranking hear(Learned learned, Labelled text) {
    Understood understood = learned.listener.hear(text.text(), depth).toCompletableFuture().join();
    LinkedHashSet<String> intents = new LinkedHashSet<>();
    understood.candidates().forEach(candidate -> intents.add(candidate.intent()));
    if (!intents.contains(text.label())) {
      intents.addAll(learned.matcher.rank(text.text(), depth, RANKS).intents());
    }
    return new Ranking(understood, inScope(understood), List.copyOf(intents));
  }

  /**
   * The chance that the shop knows what is meant, by the chances of the candidates; none where the
   * listener rejects what it was sure to know, such as a denial.
   */
  private double inScope(Understood understood) {
    double chance = understood.candidates().stream().mapToDouble(Candidate::confidence).sum();
    boolean rejected = understood.verdict() == Verdict.REJECTED;
    // Candidates that are hardly worth saying are not said, and missing in the sum.
    return rejected ? (chance < config.accept() ? chance : 0) : Math.max(chance, config.accept());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    factory.close();
    models.close();
  }
}
