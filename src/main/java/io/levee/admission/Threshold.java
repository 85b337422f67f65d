package io.levee.admission;

import io.levee.conversation.Customer;

/**
 * Whose messages are let in when not all can be, in the manner of WeChat's DAGOR (Zhou et al.,
 * "Overload Control for Scaling WeChat Microservices", SoCC 2018): by rank, and within a rank by a
 * hash of the customer, so that a shopper is wholly served or wholly told to wait. The hash changes
 * with the turn of a period, so that it does not always hit the same.
 *
 * <p>Which levels ask, and how often, is kept in a histogram; at the end of a window the threshold
 * is put where about as many are let in as could be worked on. Owned by one event loop.
 */
final class Threshold {
  static final int BUCKETS = 128;
  static final int LEVELS = Rank.values().length * BUCKETS;

  /** What a window counts for in the next. */
  private static final double MEMORY = 0.5;

  /** Let in beyond what was worked on, so that it shows whether more could be. */
  private static final double SURPLUS = 1.15;

  /** Those who can count on it. */
  private static final double CORE = 0.9;

  private static final double GROWTH = 1.1;

  private final double[] asking = new double[LEVELS];
  private int threshold = LEVELS;
  private int core = LEVELS;
  private int admitted;

  /** How many can be worked on in a window, as far as it has shown. */
  private double capacity;

  /** Levels below this are let in; {@link #LEVELS} when all are. */
  int threshold() {
    return threshold;
  }

  /** Levels from this to {@link #threshold} only fill in what the others leave. */
  int core() {
    return core;
  }

  boolean isOpen() {
    return threshold == LEVELS;
  }

  /**
   * @param period which period it is; another one gives another hash
   * @return 0 for the most important, less than {@link #LEVELS}
   */
  static int level(Rank rank, Customer customer, long period) {
    // Not the customer's lane: its hash says already which event loop it is on.
    long mixed = customer.id().hashCode() * 0x9E3779B97F4A7C15L;
    mixed ^= customer.storefront().hashCode() + period * 0xD1B54A32D192ED03L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
    return rank.place * BUCKETS + (int) (mixed >>> 57);
  }

  /** Somebody of that level asks. */
  void asks(int level) {
    asking[level]++;
  }

  /** Somebody was let in, here and by all else that was to be asked. */
  void admits() {
    admitted++;
  }

  /**
   * Ends a window.
   *
   * @param full whether somebody was turned away for want of room
   * @param used share of the room that was in use in the mean, above 0 and up to 1: who is turned
   *     away in a burst only says little of what can be worked on
   */
  void turn(boolean full, double used) {
    double could = admitted / used;
    if (full) {
      capacity = capacity == 0 ? could : (capacity + could) / 2;
    } else {
      capacity = Math.max(capacity * GROWTH, could);
    }
    if (full || !isOpen()) {
      // The memory adds up to more than one window.
      double most = Math.max(1, capacity) / (1 - MEMORY);
      threshold = lettingIn(most * SURPLUS);
      core = isOpen() ? LEVELS : Math.min(threshold, lettingIn(most * CORE));
    }
    for (int i = 0; i < LEVELS; i++) {
      asking[i] *= MEMORY;
    }
    admitted = 0;
    if (isOpen()) {
      capacity = 0;
    }
  }

  private int lettingIn(double most) {
    double sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      sum += asking[level];
      if (sum > most) {
        return Math.max(1, level);
      }
    }
    return LEVELS;
  }
}
