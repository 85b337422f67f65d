package io.levee.bench;

import java.time.Duration;

/**
 * How long and how often things are measured.
 *
 * @param each of a stretch of load that counts
 * @param step of one at each multiple of the peak
 * @param times how often what is compared is measured, in turns
 * @param warmUps at most so many stretches until the compilers are done
 * @param idle sockets that say nothing
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Pace(
    Duration each,
    Duration step,
    int times,
    int warmUps,
    int idleTimes,
    int idle,
    double[] multiples) {
  /** All parts together in ten minutes at most. */
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(2_250),
          Duration.ofMillis(2_250),
          3,
          10,
          1,
          15_000,
          new double[] {0.5, 0.8, 1, 2, 5, 10});

  static final Pace FULL =
      new Pace(
          Duration.ofSeconds(12),
          Duration.ofSeconds(12),
          7,
          16,
          3,
          15_000,
          new double[] {0.5, 0.8, 1, 1.5, 2, 3, 5, 7, 10});

  /** A stretch of load that does not count. */
  Duration warmUp() {
    return each.multipliedBy(2).dividedBy(3);
  }

  /** A new rate has so long to take hold before it counts. */
  Duration arrival() {
    return step.dividedBy(2);
  }
}
