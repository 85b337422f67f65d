package io.levee.admission;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** The token buckets of those who came last. Owned by one event loop. */
final class Buckets {
  private final Map<String, TokenBucket> byName;

  /**
   * @param most so many are remembered; read at use
   */
  Buckets(IntSupplier most) {
    byName =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > most.getAsInt();
          }
        };
  }

  TokenBucket of(String name, long nanos) {
    TokenBucket known = byName.get(name);
    if (known != null) {
      return known;
    }
    TokenBucket fresh = new TokenBucket(nanos);
    byName.put(name, fresh);
    return fresh;
  }

  int size() {
    return byName.size();
  }
}
