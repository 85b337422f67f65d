package io.levee.handoff;

import java.util.List;

/**
 * What was measured of a skill: sums that forget. The scripts add to them in Redis with the same
 * arithmetic, see {@code prelude.lua}. Times are milliseconds.
 *
 * @param staff agents here, available and of that skill
 * @param seats how many conversations they hold at once; not whole where they serve others too
 * @param n how many conversations with an agent ended, sum of their times, and of the squares
 * @param left how many gave up waiting
 * @param exposure for how long altogether customers waited, whether they gave up or not
 * @param foretold what the formula had said to those who got an agent after all, summed up
 * @param waited how long it was for them, summed up
 * @param elapsed for how long each conversation is with an agent by now; empty when there are many
 */
record Measured(
    int staff,
    double seats,
    double n,
    double sum,
    double squares,
    double left,
    double exposure,
    double foretold,
    double waited,
    List<Double> elapsed) {
  static final double KEEP_SERVICE = 0.99;
  static final double KEEP_WAIT = 0.998;
  static final double KEEP_FORETOLD = 0.98;

  /** Who waited longer for other reasons, overnight, counts for so much of what was said. */
  static final double LONGEST = 3;

  static Measured nothing(int staff, double seats) {
    return new Measured(staff, seats, 0, 0, 0, 0, 0, 0, 0, List.of());
  }

  Measured served(double took) {
    return new Measured(
        staff,
        seats,
        n * KEEP_SERVICE + 1,
        sum * KEEP_SERVICE + took,
        squares * KEEP_SERVICE + took * took,
        left,
        exposure,
        foretold,
        waited,
        elapsed);
  }

  /** So many waited for so long. */
  Measured exposed(double waiting, double time) {
    return new Measured(
        staff, seats, n, sum, squares, left, exposure + waiting * time, foretold, waited, elapsed);
  }

  Measured waited(boolean abandoned) {
    return new Measured(
        staff,
        seats,
        n,
        sum,
        squares,
        left * KEEP_WAIT + (abandoned ? 1 : 0),
        exposure * KEEP_WAIT,
        foretold,
        waited,
        elapsed);
  }

  /** Somebody got an agent: what the formula had said, and how long it was. */
  Measured cameTrue(double said, double took) {
    return new Measured(
        staff,
        seats,
        n,
        sum,
        squares,
        left,
        exposure,
        foretold * KEEP_FORETOLD + said,
        waited * KEEP_FORETOLD + Math.min(took, LONGEST * said),
        elapsed);
  }

  Measured with(int staffNow, double seatsNow, List<Double> elapsedNow) {
    return new Measured(
        staffNow, seatsNow, n, sum, squares, left, exposure, foretold, waited, elapsedNow);
  }
}
