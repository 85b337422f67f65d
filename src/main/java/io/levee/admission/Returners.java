package io.levee.admission;

/**
 * Who found no place although it was their turn, and was told to wait, until when: whoever comes
 * back before is only let in out of a budget, a share of all that is let in, so that impatience
 * cannot drive out those who come for the first time (the retry budget of Google's Site Reliability
 * Engineering book, ch. 21). Whoever's turn it is not, the {@link Threshold} turns away anyway.
 *
 * <p>Remembers the last customer of each of a fixed number of slots. Owned by one event loop.
 */
final class Returners {
  private static final int SLOTS = 1 << 13;
  private static final double SHARE = 0.1;
  private static final double MOST = 100;

  private final int[] who = new int[SLOTS];
  private final long[] until = new long[SLOTS];
  private double budget = MOST;

  /** They were told to wait that long. */
  void told(int hash, long untilNanos) {
    int slot = slot(hash);
    who[slot] = hash;
    until[slot] = untilNanos;
  }

  /** Whether they should still wait, and the budget has no room for them; else it pays. */
  boolean isTooSoon(int hash, long nowNanos) {
    if (tooSoonBy(hash, nowNanos) <= 0) {
      return false;
    }
    if (budget < 1) {
      return true;
    }
    budget--;
    return false;
  }

  /**
   * @return the nanoseconds that they should still wait; 0 or less when they need not
   */
  long tooSoonBy(int hash, long nowNanos) {
    int slot = slot(hash);
    return who[slot] == hash ? until[slot] - nowNanos : 0;
  }

  /** Somebody was let in: that pays for a part of a return. */
  void admits() {
    budget = Math.min(MOST, budget + SHARE);
  }

  double budget() {
    return budget;
  }

  private static int slot(int hash) {
    return (hash * 0x9E3779B9) >>> 19;
  }
}
