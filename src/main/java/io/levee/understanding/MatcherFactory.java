package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a {@link Matcher} of each version of the knowledge base. Owns what outlives a version: the
 * inference threads and the meters. The {@link Models} stay the caller's to close, afterwards.
 */
public final class MatcherFactory implements AutoCloseable {
  /** Told as phrases get their vectors. Called on the building thread, every few dozen phrases. */
  @FunctionalInterface
  public interface Progress {
    /** {@code done} of {@code total} phrases have a vector. */
    void at(int done, int total);
  }

  private static final int BATCH = 64;

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
    for (int i = 0; i < book.size(); i++) {
      Language model = book.languages().get(i);
      if (models.speak(model)) {
        vectors.computeIfAbsent(model, m -> new QuantizedVector[book.size()])[i] =
            models.embedPhrase(model, book.texts().get(i));
      }
      if ((i + 1) % BATCH == 0 || i + 1 == book.size()) {
        progress.at(i + 1, book.size());
      }
    }
    Map<Language, VectorIndex> indexes = new EnumMap<>(Language.class);
    vectors.forEach(
        (model, v) ->
            indexes.put(
                model, new VectorIndex(Arrays.asList(v), book.intentOf(), book.intents().size())));
    return matcher(book, indexes);
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

  private Matcher matcher(Phrasebook book, Map<Language, VectorIndex> indexes) {
    Matcher matcher =
        new Matcher(config, models, inference, counts, new PhraseIndex(book, indexes), book.size());
    newest = matcher;
    return matcher;
  }

  @Override
  public void close() {
    inference.close();
  }
}
