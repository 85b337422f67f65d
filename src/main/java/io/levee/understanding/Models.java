package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Language;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The embedding models, and the vectors of phrases already embedded, so that a reload of the
 * knowledge base embeds only what changed. One per process; thread-safe.
 */
public final class Models implements AutoCloseable {
  private static final long LOADING_STACK_BYTES = 32L << 20;

  private record Key(Language model, String text) {}

  private final Map<Language, Encoder> encoders;
  private final Cache<Key, QuantizedVector> remembered;

  Models(Map<Language, Encoder> encoders, int vectors, MeterRegistry registry) {
    this.encoders = encoders;
    this.remembered = Caffeine.newBuilder().maximumSize(vectors).build();
    Gauge.builder("levee.understanding.vectors", remembered, Cache::estimatedSize)
        .strongReference(true)
        .register(registry);
    Gauge.builder("levee.understanding.vectors.limit", () -> vectors).register(registry);
  }

  /**
   * Loads BGE small for Chinese (512 dimensions) and English (384) from the classpath, or nothing
   * when {@code embedding} is off. Blocks, a second or two.
   *
   * @throws RuntimeException when a model is missing or broken, saying which
   */
  public static Models load(UnderstandingConfig config, MeterRegistry registry) {
    Map<Language, Encoder> encoders = new EnumMap<>(Language.class);
    if (config.embedding()) {
      CompletableFuture<Encoder> chinese = load("bge-small-zh-v1.5-q", 512, config.maxTokens());
      CompletableFuture<Encoder> english = load("bge-small-en-v1.5-q", 384, config.maxTokens());
      encoders.put(Language.ZH, chinese.join());
      encoders.put(Language.EN, english.join());
    }
    return new Models(encoders, config.vectors(), registry);
  }

  /**
   * Loads one on a thread of its own: ONNX Runtime walks the model's graph by recursion, some
   * thousand frames deep, and a usual thread's stack of 1 MiB has been seen to overflow, which no
   * JVM survives.
   */
  private static CompletableFuture<Encoder> load(String name, int dimensions, int maxTokens) {
    CompletableFuture<Encoder> loaded = new CompletableFuture<>();
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
  QuantizedVector embed(Language model, String normalised) {
    return QuantizedVector.of(encoders.get(model).encode(normalised));
  }

  /** The vector of a phrase, remembered or made now. Blocks. */
  QuantizedVector embedPhrase(Language model, String normalised) {
    return remembered.get(new Key(model, normalised), key -> embed(key.model, key.text));
  }

  @Override
  public void close() {
    encoders.values().forEach(Encoder::close);
  }
}
