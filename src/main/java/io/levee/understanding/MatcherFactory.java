package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes a {@link Matcher} of each version of the knowledge base. Owns what outlives a version: the
 * inference threads and the meters. The {@link Models} stay the caller's to close, afterwards.
 */
public final class MatcherFactory implements AutoCloseable {
  /**
   * Told as phrases get their vectors. Called on the building thread, a few times a second; an
   * exception ends the learning.
   */
  @FunctionalInterface
  public interface Progress {
    /** {@code done} of {@code total} phrases have a vector. */
    void at(int done, int total);
  }

  private static final long PROGRESS_MILLIS = 200;

  private final Supplier<UnderstandingConfig> config;
  private final Models models;
  private final Inference inference;
  private final Counts counts;
  private volatile Matcher newest;

  public MatcherFactory(
      Supplier<UnderstandingConfig> config, Models models, MeterRegistry registry) {
    UnderstandingConfig now = config.get();
    this.config = config;
    this.models = models;
    this.inference = new Inference(now.inferenceThreads(), now.inferenceQueue(), registry);
    this.counts = new Counts(registry);
    gauge(registry, "cache.size", () -> newest == null ? 0 : newest.cached());
    gauge(registry, "cache.limit", () -> config.get().cacheEntries());
    gauge(registry, "inflight", () -> newest == null ? 0 : newest.inFlight());
    gauge(registry, "phrases", () -> newest == null ? 0 : newest.phrases());
  }

  private static void gauge(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder("levee.understanding." + name, value).strongReference(true).register(registry);
  }

  /**
   * Builds all stages. Blocks for an inference, about 5 ms, for every phrase whose vector is not
   * remembered: call it on a worker thread.
   *
   * @param phrases may be empty: then every text is rejected
   */
  public Matcher learn(List<Phrase> phrases, Progress progress) {
    Phrasebook book = Phrasebook.of(phrases);
    Map<Language, QuantizedVector[]> vectors = new EnumMap<>(Language.class);
    for (Language model : Language.values()) {
      if (models.speak(model) && book.languages().contains(model)) {
        vectors.put(model, new QuantizedVector[book.size()]);
      }
    }
    embed(book, vectors, progress);
    models.save();
    return matcher(book, vectors);
  }

  /** Fills the vectors in, on several threads; the caller's tells of the progress. */
  private void embed(Phrasebook book, Map<Language, QuantizedVector[]> vectors, Progress progress) {
    int threads = config.get().learnThreads();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement();
              i < book.size() && !stop.get();
              i = next.getAndIncrement()) {
            QuantizedVector[] of = vectors.get(book.languages().get(i));
            if (of != null) {
              of[i] = models.embedPhrase(book.languages().get(i), book.written().get(i));
            }
            done.incrementAndGet();
          }
        };
    try (ExecutorService helpers = Executors.newFixedThreadPool(threads, MatcherFactory::helper)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(helpers.submit(work));
      }
      try {
        running.forEach(helper -> await(helper, done, book.size(), progress));
        progress.at(book.size(), book.size());
      } finally {
        stop.set(true);
      }
    }
  }

  private static void await(Future<?> helper, AtomicInteger done, int total, Progress progress) {
    while (true) {
      try {
        helper.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        progress.at(Math.min(done.get(), total - 1), total);
      } catch (ExecutionException e) {
        throw new IllegalStateException("learning failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("learning was interrupted");
      }
    }
  }

  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "levee-learning");
    thread.setDaemon(true);
    return thread;
  }

  /** As {@link #learn(List, Progress)}, in silence. */
  public Matcher learn(List<Phrase> phrases) {
    return learn(phrases, (done, total) -> {});
  }

  /**
   * Builds all stages but the embedding one, without inference: something to answer with while
   * {@link #learn} runs. Its answers are marked degraded when there are models.
   */
  public Matcher learnWords(List<Phrase> phrases) {
    return matcher(Phrasebook.of(phrases), Map.of());
  }

  private Matcher matcher(Phrasebook book, Map<Language, QuantizedVector[]> vectors) {
    PhraseIndex index = new PhraseIndex(book, vectors, models::words);
    Matcher matcher = new Matcher(config, models, inference, counts, index, book.size());
    newest = matcher;
    return matcher;
  }

  @Override
  public void close() {
    inference.close();
  }
}
