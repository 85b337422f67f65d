package io.levee.simulate;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * How many shoppers ask for a person, and when: a Poisson process whose rate is constant for a
 * stretch of time, and then another.
 */
public final class Arrivals {
  /** A promotion: quiet, the opening rush, its long tail, the evening's second peak. */
  private static final double[] PROMOTION = {
    0.4, 0.4, 0.5, 0.6, 2.6, 2.9, 2.2, 1.6, 1.3, 1.1, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 1.0, 1.3, 1.7,
    1.9, 1.7, 1.3, 0.9, 0.7, 0.5, 0.4, 0.3, 0.3
  };

  private final double[] perSecond;
  private final double stretch;
  private final double[] before;

  /**
   * @param stretch seconds for which each rate holds
   */
  private Arrivals(double[] perSecond, double stretch) {
    this.perSecond = perSecond;
    this.stretch = stretch;
    this.before = new double[perSecond.length + 1];
    for (int i = 0; i < perSecond.length; i++) {
      before[i + 1] = before[i] + perSecond[i] * stretch;
    }
  }

  /** The same rate for ever. */
  public static Arrivals steady(double perSecond) {
    return new Arrivals(new double[] {perSecond}, Double.POSITIVE_INFINITY);
  }

  /**
   * As many as were counted.
   *
   * @param counts one a stretch
   * @param stretch in seconds
   */
  public static Arrivals counted(double[] counts, double stretch) {
    return new Arrivals(Arrays.stream(counts).map(count -> count / stretch).toArray(), stretch);
  }

  /**
   * A promotion day's shape.
   *
   * @param perSecond the mean rate; the opening rush has 2.7 times as much
   * @param customers how many it brings, which says how long it lasts
   */
  public static Arrivals promotion(double perSecond, int customers) {
    double mean = Arrays.stream(PROMOTION).average().orElseThrow();
    double[] rates = Arrays.stream(PROMOTION).map(rate -> rate * perSecond / mean).toArray();
    return new Arrivals(rates, customers / perSecond / rates.length);
  }

  /** The same shape in the same time, with so many customers on average. */
  public Arrivals scaledTo(double customers) {
    double factor = customers / total();
    return new Arrivals(Arrays.stream(perSecond).map(rate -> rate * factor).toArray(), stretch);
  }

  public boolean isSteady() {
    return perSecond.length == 1;
  }

  /** How many come on average until it ends; infinite when it does not. */
  public double total() {
    return isSteady() ? Double.POSITIVE_INFINITY : before[perSecond.length];
  }

  /** How many a second there are on average. */
  public double mean() {
    return isSteady() ? perSecond[0] : total() / (stretch * perSecond.length);
  }

  /**
   * When so many have come on average, in seconds; infinite after the end. A Poisson process of
   * rate 1 is turned into this one by it.
   */
  double at(double expected) {
    if (isSteady()) {
      return expected / perSecond[0];
    }
    if (expected >= total()) {
      return Double.POSITIVE_INFINITY;
    }
    int found = Arrays.binarySearch(before, expected);
    int in = found >= 0 ? found : -found - 2;
    while (perSecond[in] == 0) {
      in++;
    }
    return in * stretch + (expected - before[in]) / perSecond[in];
  }

  /**
   * What theory says, each stretch as if it had always been so: the pointwise stationary
   * approximation (L. Green, P. Kolesar, Management Science 37(1), 1991). What customers meet is
   * counted by customers, and how busy agents are by time.
   */
  Theory average(DoubleFunction<Theory> stationary) {
    double came = Arrays.stream(perSecond).sum();
    Theory all = new Theory(0, 0, 0, 0, 0, 0);
    double served = 0;
    double answeredWait = 0;
    double occupancy = 0;
    for (double rate : perSecond) {
      if (rate > 0) {
        Theory here = stationary.apply(rate);
        all = all.plus(here.times(rate / came));
        served += rate * (1 - here.abandonment());
        answeredWait += rate * (1 - here.abandonment()) * here.answeredWait();
        occupancy += here.occupancy() / perSecond.length;
      }
    }
    return new Theory(
        all.pWait(),
        all.abandonment(),
        all.meanWait(),
        served > 0 ? answeredWait / served : 0,
        all.serviceLevel20(),
        occupancy);
  }

  /** The highest rate, in customers a second. */
  double highest() {
    return Arrays.stream(perSecond).max().orElseThrow();
  }
}
