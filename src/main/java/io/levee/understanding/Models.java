package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The embedding models, and the vectors of phrases already embedded, so that a reload of the
 * knowledge base embeds only what changed. One per process; thread-safe.
 */
public final class Models implements AutoCloseable {
  private static final long LOADING_STACK_BYTES = 32L << 20;

  private final Map<Language, Encoder> encoders;
  private final Map<Language, PhraseVectors> phrases = new EnumMap<>(Language.class);
  private final LearnedStore learned;

  /** Vectors are remembered, and not kept on disk. */
  Models(Map<Language, Encoder> encoders, int vectors, MeterRegistry registry) {
    this(encoders, Map.of(), LearnedStore.none(), vectors, registry);
  }

  private Models(
      Map<Language, Encoder> encoders,
      Map<Language, VectorStore> stores,
      LearnedStore learned,
      int vectors,
      MeterRegistry registry) {
    this.encoders = encoders;
    this.learned = learned;
    for (Language model : encoders.keySet()) {
      phrases.put(model, new PhraseVectors(vectors, stores.get(model)));
      String language = model.name();
      Gauge.builder("levee.understanding.vectors", phrases.get(model), PhraseVectors::size)
          .tag("model", language)
          .strongReference(true)
          .register(registry);
      Gauge.builder("levee.understanding.vectors.limit", () -> vectors)
          .tag("model", language)
          .register(registry);
    }
  }

  /**
   * Loads BGE small for Chinese (512 dimensions) and English (384) from the classpath, or nothing
   * when {@code embedding} is off. Blocks, a second or two.
   *
   * @param home where a relative {@code vectorCache} starts
   * @throws RuntimeException when a model is missing or broken, saying which
   */
  public static Models load(UnderstandingConfig config, Path home, MeterRegistry registry) {
    Map<Language, Encoder> encoders = new EnumMap<>(Language.class);
    Map<Language, VectorStore> stores = new EnumMap<>(Language.class);
    if (config.embedding()) {
      CompletableFuture<OnnxEncoder> chinese = load("bge-small-zh-v1.5-q", 512, config.maxTokens());
      CompletableFuture<OnnxEncoder> english = load("bge-small-en-v1.5-q", 384, config.maxTokens());
      add(Language.ZH, chinese.join(), config, home, encoders, stores);
      add(Language.EN, english.join(), config, home, encoders, stores);
    }
    LearnedStore learned =
        config.vectorCache().isEmpty()
            ? LearnedStore.none()
            : new LearnedStore(
                home.resolve(config.vectorCache()), config.learnedKept(), Clock.systemUTC());
    return new Models(encoders, stores, learned, config.vectors(), registry);
  }

  /** As {@link #load(UnderstandingConfig, Path, MeterRegistry)}, without vectors on disk. */
  public static Models load(UnderstandingConfig config, MeterRegistry registry) {
    return load(config.withoutVectorCache(), Path.of(""), registry);
  }

  private static void add(
      Language language,
      OnnxEncoder encoder,
      UnderstandingConfig config,
      Path home,
      Map<Language, Encoder> encoders,
      Map<Language, VectorStore> stores) {
    encoders.put(language, encoder);
    if (!config.vectorCache().isEmpty()) {
      Path file = home.resolve(config.vectorCache()).resolve(encoder.version() + ".vectors");
      stores.put(language, new VectorStore(file, encoder.dimensions(), config.vectors()));
    }
  }

  /**
   * Loads one on a thread of its own: ONNX Runtime walks the model's graph by recursion, some
   * thousand frames deep, and a usual thread's stack of 1 MiB has been seen to overflow, which no
   * JVM survives.
   */
  private static CompletableFuture<OnnxEncoder> load(String name, int dimensions, int maxTokens) {
    CompletableFuture<OnnxEncoder> loaded = new CompletableFuture<>();
    new Thread(
            null,
            () -> {
              try {
                loaded.complete(new OnnxEncoder(name, dimensions, maxTokens));
              } catch (Throwable broken) {
                loaded.completeExceptionally(broken);
              }
            },
            "levee-model-" + name,
            LOADING_STACK_BYTES)
        .start();
    return loaded;
  }

  /** Whether there is a model for the language. */
  boolean speak(Language language) {
    return encoders.containsKey(language);
  }

  /** The vector of a shopper's text. Blocks for one inference. */
  QuantizedVector embed(Language model, String written) {
    return QuantizedVector.of(encoders.get(model).encode(written));
  }

  /**
   * One bare inference of the text, all made ready that comes before: for measuring. Running it
   * blocks, and keeps nothing.
   *
   * @throws IllegalStateException when there is no model for the text's language
   */
  public Runnable prepared(String text) {
    Language model = Languages.of(Normalizer.normalize(text), Language.ZH);
    Encoder encoder = encoders.get(model);
    if (encoder == null) {
      throw new IllegalStateException("there is no model for " + model);
    }
    return encoder.prepared(text);
  }

  /** The vector of a phrase; null when it is not remembered. */
  QuantizedVector phrase(Language model, String written) {
    return phrases.get(model).get(written);
  }

  /** The vectors of phrases, made now, and remembered. Blocks. */
  List<QuantizedVector> embedPhrases(Language model, List<String> written) {
    Encoder encoder = encoders.get(model);
    List<float[]> made =
        written.size() == 1
            ? List.of(encoder.encode(written.getFirst()))
            : encoder.encodeAll(written);
    List<QuantizedVector> vectors = made.stream().map(QuantizedVector::of).toList();
    for (int i = 0; i < vectors.size(); i++) {
      phrases.get(model).put(written.get(i), vectors.get(i));
    }
    return vectors;
  }

  /** What the model begins with, without inference; null when there is no such. */
  WordVectors words(Language model) {
    Encoder encoder = encoders.get(model);
    return encoder == null ? null : encoder.words();
  }

  /** What was learned from phrases before. */
  LearnedStore learned() {
    return learned;
  }

  /** Keeps new phrases' vectors on disk, where they are kept. Blocks. */
  void save() {
    phrases.values().forEach(PhraseVectors::save);
  }

  @Override
  public void close() {
    encoders.values().forEach(Encoder::close);
  }
}
