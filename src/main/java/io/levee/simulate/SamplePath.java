package io.levee.simulate;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who comes when, stays how patient and takes how long: three streams of random numbers that depend
 * on the seed and on nothing that happens.
 */
final class SamplePath {
  private final Plan plan;
  private final SplittableRandom arrivals;
  private final SplittableRandom services;
  private final SplittableRandom patiences;
  private double expected;
  private int number;

  /**
   * @param number from 0
   * @param arrival seconds after the beginning
   * @param service seconds
   * @param patience seconds; may be infinite
   */
  record Draw(int number, double arrival, double service, double patience) {}

  SamplePath(Plan plan) {
    this.plan = plan;
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    this.arrivals = seeds.split();
    this.services = seeds.split();
    this.patiences = seeds.split();
  }

  /** Who comes next; empty when nobody does. */
  Optional<Draw> next() {
    if (number >= plan.customers()) {
      return Optional.empty();
    }
    expected += exponential(arrivals);
    double at = plan.arrivals().at(expected);
    return Double.isInfinite(at)
        ? Optional.empty()
        : Optional.of(
            new Draw(
                number++,
                at,
                plan.handlingTime() * exponential(services),
                plan.patience() * exponential(patiences)));
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log1p(-random.nextDouble());
  }
}
