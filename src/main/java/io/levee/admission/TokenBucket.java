package io.levee.admission;

/**
 * A rate with a burst. Holds no clock: the caller tells the time. Owned by one event loop.
 *
 * <p>Kept as the moment at which it would be full again (the virtual scheduling of GCRA, ITU-T
 * I.371), so that a changed rate applies to what is left at once.
 */
final class TokenBucket {
  private long emptyUntilFull;
  private long lastNanos;

  TokenBucket(long nowNanos) {
    lastNanos = nowNanos;
  }

  /**
   * Takes one.
   *
   * @param rate a second
   * @param burst at once after a pause
   * @return 0 when there was one; else the nanoseconds until there is
   */
  long take(double rate, int burst, long nowNanos) {
    long each = Math.max(1, (long) (1e9 / rate));
    emptyUntilFull = Math.max(0, emptyUntilFull - Math.max(0, nowNanos - lastNanos));
    lastNanos = nowNanos;
    long over = emptyUntilFull + each - each * burst;
    if (over > 0) {
      return over;
    }
    emptyUntilFull += each;
    return 0;
  }

  /** Puts one back that was taken for nothing. */
  void giveBack(double rate) {
    emptyUntilFull = Math.max(0, emptyUntilFull - Math.max(1, (long) (1e9 / rate)));
  }
}
