package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of one model's phrases: remembered, and kept on disk where there is a store, so that
 * a reload or a restart embeds only what is new. Thread-safe.
 */
final class PhraseVectors {
  private static final Logger log = LoggerFactory.getLogger(PhraseVectors.class);

  private final Cache<TextHash, QuantizedVector> remembered;
  private final VectorStore store;
  private final List<VectorStore.Stored> unsaved = new ArrayList<>();

  /**
   * @param most vectors remembered
   * @param store null: none
   */
  PhraseVectors(int most, VectorStore store) {
    this.remembered = Caffeine.newBuilder().maximumSize(most).build();
    this.store = store;
    if (store != null) {
      try {
        store.load().forEach(stored -> remembered.put(stored.of(), stored.vector()));
      } catch (IOException e) {
        log.atWarn().setCause(e).log("The kept vectors cannot be read; they are made anew");
      }
    }
  }

  /** The text's vector; null when it is not remembered. */
  QuantizedVector get(String text) {
    return remembered.getIfPresent(TextHash.of(text));
  }

  /** Remembers a vector, and keeps it with the next {@link #save}. */
  void put(String text, QuantizedVector vector) {
    TextHash hash = TextHash.of(text);
    remembered.put(hash, vector);
    if (store != null) {
      synchronized (unsaved) {
        unsaved.add(new VectorStore.Stored(hash, vector));
      }
    }
  }

  /** Writes to disk what is new. Blocks. */
  void save() {
    List<VectorStore.Stored> fresh;
    synchronized (unsaved) {
      fresh = List.copyOf(unsaved);
      unsaved.clear();
    }
    if (fresh.isEmpty()) {
      return;
    }
    try {
      store.append(fresh);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("Vectors cannot be kept; the next start makes them anew");
    }
  }

  long size() {
    return remembered.estimatedSize();
  }
}
