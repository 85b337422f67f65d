package io.levee.channel.shopper;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often one address may have a token minted: GCRA (<a
 * href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">the leaky bucket that stores one
 * number</a>), a minute's worth at once. Safe from any thread.
 */
final class MintLimit {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Cache<String, AtomicLong> emptyAt;
  private final LongSupplier nanoTime;

  MintLimit(int addresses, LongSupplier nanoTime) {
    this.emptyAt = Caffeine.newBuilder().maximumSize(addresses).build();
    this.nanoTime = nanoTime;
  }

  /**
   * @return how long to wait; zero when it is granted
   */
  Duration take(String storefront, String address, int perMinute) {
    long now = nanoTime.getAsLong();
    long cost = MINUTE / perMinute;
    AtomicLong empty = emptyAt.get(storefront + ' ' + address, fresh -> new AtomicLong(now));
    while (true) {
      long seen = empty.get();
      long level = Math.max(0, seen - now);
      if (level + cost > MINUTE) {
        return Duration.ofNanos(level + cost - MINUTE);
      }
      if (empty.compareAndSet(seen, now + level + cost)) {
        return Duration.ZERO;
      }
    }
  }
}
