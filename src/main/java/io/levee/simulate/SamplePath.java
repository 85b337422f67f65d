package io.levee.simulate;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who comes when, stays how patient and takes how long: three streams of random numbers that depend
 * on the seed and on nothing that happens.
 *
 * <p>Gaps and service times are drawn on condition that their totals are what the plan says:
 * exponential numbers divided by their sum are distributed just so. A run of 20,000 customers then
 * has the load that was asked for, and not one percent more or less, which near saturation would
 * hide what is to be seen: chance blurs the share of those who wait half as much.
 */
final class SamplePath {
  private final Plan plan;
  private final double[] arrivals;
  private final double[] services;
  private final SplittableRandom patiences;
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
    this.arrivals = arrivals(plan, seeds.split());
    this.services = services(plan, seeds.split());
    this.patiences = seeds.split();
  }

  /** Who comes next; empty when nobody does. */
  Optional<Draw> next() {
    if (number >= plan.customers()) {
      return Optional.empty();
    }
    double patience = plan.patience() * exponential(patiences);
    return Optional.of(new Draw(number, arrivals[number], services[number++], patience));
  }

  /** A Poisson process, given how many come: one gap more than customers, for the end. */
  private static double[] arrivals(Plan plan, SplittableRandom random) {
    double[] sums = new double[plan.customers() + 1];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += exponential(random);
      sums[i] = sum;
    }
    double all = Math.min(plan.customers(), plan.arrivals().total());
    double[] arrivals = new double[plan.customers()];
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = plan.arrivals().at(all * (sums[i] / sum));
    }
    return arrivals;
  }

  private static double[] services(Plan plan, SplittableRandom random) {
    double[] services = new double[plan.customers()];
    double sum = 0;
    for (int i = 0; i < services.length; i++) {
      services[i] = exponential(random);
      sum += services[i];
    }
    for (int i = 0; i < services.length; i++) {
      services[i] *= plan.handlingTime() * services.length / sum;
    }
    return services;
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log1p(-random.nextDouble());
  }
}
