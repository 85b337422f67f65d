package io.levee.simulate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came of one run.
 *
 * @param seed of all that was random
 * @param figures of the customers after the warm-up
 * @param errors the standard error of each figure; NaN where it is not known
 * @param ideal what the same customers would have met in a queue without flaw
 * @param estimates how true the announced waits were
 * @param freed from a freed agent to the next customer's joining, while somebody waited
 * @param asked from a wish to a free agent's joining
 * @param lateSeconds how late the simulation itself was at the 99th percentile; 0 where the clock
 *     waits for it
 * @param counted customers that the figures are of: those after the warm-up
 * @param served of all, the warm-up included
 * @param gaveUp of all
 * @param refused who got a ticket instead of a place
 * @param lost whose socket went, or who were told of an error
 * @param requeued whose agent was taken away again
 * @param mostBusy the most conversations that agents had at once
 * @param customerSeconds from the first arrival to the end, by the customers' clock
 * @param realSeconds by ours
 * @param faults why the figures are not what they should be; none when they are valid
 */
public record Measured(
    long seed,
    Figures figures,
    Figures errors,
    Figures ideal,
    Estimates estimates,
    Delays freed,
    Delays asked,
    double lateSeconds,
    int counted,
    int served,
    int gaveUp,
    int refused,
    int lost,
    int requeued,
    int mostBusy,
    double customerSeconds,
    double realSeconds,
    List<String> faults) {

  /**
   * The same figures that {@link Theory} has, with the same meaning.
   *
   * @param pWait share of those who found no agent free
   * @param abandonment share of those who gave up
   * @param meanWait seconds, of all
   * @param answeredWait seconds, of those who were served
   * @param serviceLevel20 share of all who were served within 20 seconds
   * @param occupancy share of the agents' time that they were busy
   */
  public record Figures(
      double pWait,
      double abandonment,
      double meanWait,
      double answeredWait,
      double serviceLevel20,
      double occupancy) {
    static final Figures UNKNOWN =
        new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Figures mean(List<Figures> all) {
      return each(all, Figures::mean);
    }

    /** Of the mean of them. */
    static Figures standardErrors(List<Figures> all) {
      return each(all, Figures::standardError);
    }

    private static Figures each(List<Figures> all, ToDoubleFunction<double[]> of) {
      return new Figures(
          of.applyAsDouble(all.stream().mapToDouble(Figures::pWait).toArray()),
          of.applyAsDouble(all.stream().mapToDouble(Figures::abandonment).toArray()),
          of.applyAsDouble(all.stream().mapToDouble(Figures::meanWait).toArray()),
          of.applyAsDouble(all.stream().mapToDouble(Figures::answeredWait).toArray()),
          of.applyAsDouble(all.stream().mapToDouble(Figures::serviceLevel20).toArray()),
          of.applyAsDouble(all.stream().mapToDouble(Figures::occupancy).toArray()));
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    private static double standardError(double[] values) {
      double mean = mean(values);
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return Math.sqrt(squares / (values.length - 1) / values.length);
    }
  }

  /**
   * How true the announced waits were, of those who were served after a minute and more.
   *
   * @param count how many that were
   * @param medianErrorPct the median of |announced − real| / real, in percent; NaN when of nobody
   * @param medianBiasPct the median of (announced − real) / real, in percent
   */
  public record Estimates(int count, double medianErrorPct, double medianBiasPct) {}

  /** Milliseconds of real time; all 0 when there were none. */
  public record Delays(long count, double p50, double p99, double most) {}

  public boolean valid() {
    return faults.isEmpty();
  }
}
