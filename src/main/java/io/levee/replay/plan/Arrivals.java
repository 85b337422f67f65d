package io.levee.replay.plan;

import java.util.List;
import java.util.SplittableRandom;

/**
 * When each message is due, whatever the server does: the shape's area is walked in steps of one
 * message, or, for a Poisson process of that rate, of exponentially distributed size (Lewis and
 * Shedler's inversion of the cumulative rate, 1979). Not safe for several threads.
 */
public final class Arrivals {
  private static final double NANOS = 1e9;

  private final List<Segment> segments;
  private final SplittableRandom random;
  private int at;
  private double began;
  private double wanted;

  private Arrivals(Shape shape, SplittableRandom random) {
    this.segments = shape.segments();
    this.random = random;
  }

  /** Evenly spaced: the first one after half a step. */
  public static Arrivals even(Shape shape) {
    Arrivals arrivals = new Arrivals(shape, null);
    arrivals.wanted = -0.5;
    return arrivals;
  }

  /** As independent shoppers arrive; the same seed gives the same times. */
  public static Arrivals poisson(Shape shape, long seed) {
    return new Arrivals(shape, new SplittableRandom(seed));
  }

  /** Nanoseconds from the beginning of the shape, never falling; -1 when there are no more. */
  public long next() {
    wanted += random == null ? 1 : -Math.log(1 - random.nextDouble());
    while (at < segments.size()) {
      Segment segment = segments.get(at);
      double holds = segment.messages();
      if (wanted < holds) {
        return (long) ((began + segment.secondOf(wanted)) * NANOS);
      }
      wanted -= holds;
      began += segment.seconds();
      at++;
    }
    return -1;
  }
}
