package io.levee.replay.load;

import io.levee.replay.plan.Scenario;
import java.util.SplittableRandom;

/**
 * What all who take part share: one event loop, one clock, one account of what happened.
 *
 * @param run names this run in customers' ids, so that no two runs meet
 */
record Stage(
    String run,
    Scenario scenario,
    Dial dial,
    Timers timers,
    Tally tally,
    Frames frames,
    Scan scan,
    Receipts receipts,
    SplittableRandom random,
    Waits waits,
    Told told) {

  /**
   * How long what is not load may take, in seconds.
   *
   * @param backoff a shopper comes back within it after its first failure; then within twice as
   *     much
   * @param answer an agent sits down within it, and all is read back within it
   */
  record Waits(double backoff, double answer) {
    static final Waits USUAL = new Waits(1, 60);
  }

  /** What the director of it all is told. */
  interface Told {
    /** All is known of a message. */
    void resolved(Shopper who, Sent message, Resolution how, long retryAfterNanos);

    /** A shopper's socket is open and welcomed for the first time, or never will be. */
    void arrived(boolean well, String why);

    /** Whether it is over, and nobody shall come back. */
    boolean over();
  }

  /** How a message ended. */
  enum Resolution {
    ANSWERED,
    SHED,
    FAILED
  }

  long now() {
    return System.nanoTime();
  }

  /** A number of nanoseconds up to {@code seconds}. */
  long jitter(double seconds) {
    return (long) (random.nextDouble() * seconds * 1e9);
  }

  /** Exponentially distributed around that mean, at most ten times it. */
  long pause(double meanSeconds) {
    double times = Math.min(10, -Math.log(1 - random.nextDouble()));
    return (long) (times * meanSeconds * 1e9);
  }

  void answered(Shopper who, Sent message, long now) {
    message.answered = true;
    tally.answered(who, message, now);
    told.resolved(who, message, Resolution.ANSWERED, 0);
  }

  void shed(Shopper who, Sent message, String why, long retryAfterNanos) {
    tally.shed(message, now(), why);
    told.resolved(who, message, Resolution.SHED, retryAfterNanos);
  }

  void failed(Shopper who, Sent message, String why) {
    tally.failed(message, why);
    told.resolved(who, message, Resolution.FAILED, 0);
  }
}
