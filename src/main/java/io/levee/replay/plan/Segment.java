package io.levee.replay.plan;

/**
 * A stretch of time over which the rate goes in a straight line.
 *
 * @param seconds how long, more than 0
 * @param from the rate at its beginning, messages a second, 0 or more
 * @param to the rate at its end
 */
public record Segment(double seconds, double from, double to) {

  /** A flat one. */
  public static Segment flat(double seconds, double rate) {
    return new Segment(seconds, rate, rate);
  }

  /** How many messages it holds. */
  public double messages() {
    return seconds * (from + to) / 2;
  }

  double rateAt(double second) {
    return from + (to - from) * Math.clamp(second / seconds, 0, 1);
  }

  /**
   * When so many messages of it are due, in seconds from its beginning. The quadratic's root is
   * written so that a slope near nothing does not cancel.
   */
  double secondOf(double messages) {
    double slope = (to - from) / seconds;
    double root = Math.sqrt(Math.max(0, from * from + 2 * slope * messages));
    double sum = from + root;
    return sum <= 0 ? 0 : Math.min(seconds, 2 * messages / sum);
  }

  Segment times(double factor) {
    return new Segment(seconds, from * factor, to * factor);
  }

  Segment lasting(double factor) {
    return new Segment(seconds * factor, from, to);
  }
}
