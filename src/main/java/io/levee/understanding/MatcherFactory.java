package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  private final Supplier<UnderstandingConfig> config;
  private final Models models;
  private final Inference inference;
  private final Counts counts;
  private volatile Matcher newest;
  private volatile Listener newestListener;

  public MatcherFactory(
      Supplier<UnderstandingConfig> config, Models models, MeterRegistry registry) {
    UnderstandingConfig now = config.get();
    this.config = config;
    this.models = models;
    this.inference = new Inference(now.inferenceThreads(), now.inferenceQueue(), registry);
    this.counts = new Counts(registry);
    gauge(registry, "cache.size", () -> newest == null ? 0 : newest.cached());
    gauge(registry, "answers.size", () -> newestListener == null ? 0 : newestListener.answers());
    gauge(registry, "cache.limit", () -> config.get().cacheEntries());
    gauge(registry, "inflight", () -> newest == null ? 0 : newest.inFlight());
    gauge(registry, "phrases", () -> newest == null ? 0 : newest.phrases());
  }

  private static void gauge(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder("levee.understanding." + name, value).strongReference(true).register(registry);
  }

  /**
   * Builds all stages. Blocks for an inference, a few milliseconds, for every phrase whose vector
   * is not remembered: call it on a worker thread.
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
    new PhraseEmbedding(models, config.get().learnThreads()).fill(book, vectors, progress);
    return matcher(book, vectors);
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

  /**
   * What serves: hears shoppers as they type.
   *
   * @param phrases those that the matcher has learnt
   */
  public Listener listener(Matcher matcher, List<Phrase> phrases) {
    Listener listener = new Listener(matcher, phrases);
    newestListener = listener;
    return listener;
  }

  @Override
  public void close() {
    inference.close();
  }
}
