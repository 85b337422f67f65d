package io.levee.channel.wire;

/**
 * A leaky bucket: so many a second in the long run, and five seconds' worth at once. For one
 * thread.
 */
public final class Allowance {
  private static final double BURST_SECONDS = 5;
  private static final double NANOS = 1e9;

  private double owed;
  private long since;

  /**
   * @param now in nanoseconds
   */
  public Allowance(long now) {
    since = now;
  }

  /** Whether one more may pass at {@code now}. */
  public boolean take(long now, int perSecond) {
    owed = Math.max(0, owed - (now - since) / NANOS * perSecond);
    since = now;
    if (owed + 1 > BURST_SECONDS * perSecond) {
      return false;
    }
    owed++;
    return true;
  }
}
