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

  /** The phrases learned last, and what their words tell. */
  private record Worded(List<Phrase> phrases, PhraseWords words) {}

  private final Supplier<UnderstandingConfig> config;
  private final Models models;
  private final Inference inference;
  private final Counts counts;
  private volatile Worded worded;
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
    PhraseWords words = words(phrases);
    Phrasebook book = words.book();
    Map<Language, QuantizedVector[]> vectors = new EnumMap<>(Language.class);
    for (Language model : Language.values()) {
      if (models.speak(model) && book.languages().contains(model)) {
        vectors.put(model, new QuantizedVector[book.size()]);
      }
    }
    new PhraseEmbedding(models, config.get().learnThreads()).fill(book, vectors, progress);
    return matcher(words, vectors);
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
    return matcher(words(phrases), Map.of());
  }

  /** Learned once for the same phrases: words answer first, and then again with the meanings. */
  private PhraseWords words(List<Phrase> phrases) {
    Worded last = worded;
    if (last == null || !last.phrases.equals(phrases)) {
      Phrasebook book = Phrasebook.of(phrases);
      last =
          new Worded(
              List.copyOf(phrases),
              new PhraseWords(book, models.words(book.mainLanguage()), models.learned()));
      worded = last;
    }
    return last.words;
  }

  private Matcher matcher(PhraseWords words, Map<Language, QuantizedVector[]> vectors) {
    PhraseIndex index = new PhraseIndex(words, vectors, models::words, models.learned());
    Matcher matcher = new Matcher(config, models, inference, counts, index);
    newest = matcher;
    return matcher;
  }

  /** What serves: hears shoppers as they type. */
  public Listener listener(Matcher matcher) {
    Listener listener = new Listener(matcher);
    newestListener = listener;
    return listener;
  }

  /**
   * What was learned last, to be heard with aside of what serves.
   *
   * @param meters takes its figures
   */
  public Aside aside(MeterRegistry meters) {
    return new Aside(newest, meters);
  }

  @Override
  public void close() {
    inference.close();
  }
}
