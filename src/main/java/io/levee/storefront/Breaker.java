package io.levee.storefront;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leaves a failing shop alone for a while, then tries it with a single call. Lives on its shop's
 * context; only {@link #state} may be read from elsewhere.
 */
final class Breaker {
  enum State {
    CLOSED(0),
    HALF_OPEN(1),
    OPEN(2);

    private final int gauge;

    State(int gauge) {
      this.gauge = gauge;
    }

    /** As it stands in metrics. */
    int gauge() {
      return gauge;
    }
  }

  private final Supplier<ShopConfig> config;
  private final LongSupplier nanoTime;
  private volatile State state = State.CLOSED;
  // The last calls, one bit each, the newest lowest: 1 failed.
  private long history;
  private long openedAt;
  // Calls begun before the last change of state say nothing about the shop since.
  private long epoch;

  Breaker(Supplier<ShopConfig> config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
  }

  State state() {
    return state;
  }

  /** A pass to hand back with {@link #done}, or none: leave the shop alone. */
  OptionalLong enter() {
    if (state == State.OPEN
        && nanoTime.getAsLong() - openedAt >= config.get().breakerPause().toNanos()) {
      become(State.HALF_OPEN);
      return OptionalLong.of(epoch);
    }
    return state == State.CLOSED ? OptionalLong.of(epoch) : OptionalLong.empty();
  }

  void done(long pass, boolean failed) {
    if (pass != epoch) {
      return;
    }
    if (state == State.HALF_OPEN) {
      become(failed ? State.OPEN : State.CLOSED);
      return;
    }
    ShopConfig now = config.get();
    history = (history << 1 | (failed ? 1 : 0)) & (-1L >>> (Long.SIZE - now.breakerWindow()));
    if (Long.bitCount(history) >= now.breakerFailures()) {
      become(State.OPEN);
    }
  }

  private void become(State next) {
    state = next;
    epoch++;
    history = 0;
    openedAt = nanoTime.getAsLong();
  }
}
