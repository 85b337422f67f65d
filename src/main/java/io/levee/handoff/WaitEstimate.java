package io.levee.handoff;

import java.util.List;

/**
 * How long somebody will have to wait: the queue-length predictor for a queue from which customers
 * leave (QL<sub>A</sub>, of the Erlang-A model). With {@code n} ahead, {@code s} seats that each
 * end a conversation at rate μ, and customers who each lose patience at rate θ, places become free
 * one after the other after 1/(sμ + kθ) on average, k = n … 0:
 *
 * <pre>E[wait | n ahead] = Σ<sub>k=0..n</sub> 1 / (sμ + kθ)</pre>
 *
 * W. Whitt, <i>Predicting queueing delays</i>, Management Science 45 (1999) 870–888; R. Ibrahim and
 * W. Whitt, <i>Real-time delay estimation in overloaded multiserver queues with abandonments</i>,
 * Management Science 55 (2009) 1729–1742. μ is one over the weighted mean of measured times, θ the
 * maximum-likelihood rate of a censored sample: those who gave up per time waited by anybody.
 *
 * <p>The formula knows nothing of how long conversations have gone on already. With few seats and
 * times that are much alike (c² < 1) that matters, so the estimate then lies between the two: the
 * share c² of the formula, and the rest of what the conversations under way have still to go.
 *
 * <p>It also takes everybody to lose patience at the same rate. Where many leave at once and the
 * others hardly ever, those at the head of the line are who stayed, and the line moves more slowly
 * than it says. What it said is therefore held against how long it was for those who got an agent,
 * and where that was longer, so is what is said next.
 *
 * <p>Immutable and pure. Times are milliseconds.
 */
final class WaitEstimate {
  private static final int SUMMED = 64;

  /** From so many measured times on their spread is believed. */
  private static final double ENOUGH = 10;

  private final double seats;
  private final double mean;
  private final double theta;
  private final double spread;
  private final double longer;
  private final List<Double> elapsed;

  /**
   * @param handling how long a conversation takes while nothing was measured
   * @param patience how long customers wait while nothing was measured
   */
  WaitEstimate(Measured measured, double handling, double patience) {
    // With nobody here, what one single seat could do.
    seats = measured.staff() == 0 ? 1 : Math.max(measured.seats(), 0.05);
    // What is set fades quickly beside what is measured.
    double first = 1 / (1 + measured.n() * measured.n());
    double second = 1 / (1 + measured.left() * measured.left());
    mean = Math.max(1, (measured.sum() + first * handling) / (measured.n() + first));
    theta = (measured.left() + second) / (measured.exposure() + second * patience);
    spread = spread(measured);
    longer = Math.max(1, (measured.waited() + handling) / (measured.foretold() + handling));
    elapsed = measured.elapsed();
  }

  /** Squared coefficient of variation of the measured times, 1 where too few are known. */
  private static double spread(Measured measured) {
    if (measured.n() < ENOUGH) {
      return 1;
    }
    double average = measured.sum() / measured.n();
    double variance = measured.squares() / measured.n() - average * average;
    return Math.clamp(variance / (average * average), 0, 1);
  }

  /**
   * @param ahead how many wait before them, 0 or more
   * @return the mean wait, in milliseconds
   */
  double millis(int ahead) {
    double formula = formula(ahead) * longer;
    if (elapsed.isEmpty() || spread >= 1 || elapsed.size() < Math.round(seats)) {
      return formula;
    }
    return spread * formula + (1 - spread) * alike(formula * seats / mean);
  }

  /** What the model alone says, before it is held against what came true. */
  double formula(int ahead) {
    return sum(seats / mean, ahead);
  }

  /** In whole seconds, rounded up. */
  int seconds(int ahead) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(millis(ahead) / 1000));
  }

  /**
   * How many may wait so that the last one's wait is no longer than {@code longest}: the formula,
   * with an integral for its sum, solved for n.
   */
  double most(double longest) {
    return seats / mean * Math.expm1(theta * longest / longer) / theta;
  }

  /** After which time that many conversations have ended when all take equally long. */
  private double alike(double endings) {
    List<Double> rest = elapsed.stream().map(e -> Math.max(mean - e, 0)).sorted().toList();
    int whole = (int) Math.floor(endings - 1e-9);
    double before = whole == 0 ? 0 : ending(rest, whole);
    double after = ending(rest, whole + 1);
    return before + (endings - whole) * (after - before);
  }

  private double ending(List<Double> rest, int number) {
    int at = number - 1;
    int rounds = at / rest.size();
    return rest.get(at % rest.size()) + rounds * mean;
  }

  private double sum(double rate, int ahead) {
    if (ahead < SUMMED) {
      double sum = 0;
      for (int k = 0; k <= ahead; k++) {
        sum += 1 / (rate + k * theta);
      }
      return sum;
    }
    double ratio = rate / theta;
    return (digamma(ratio + ahead + 1) - digamma(ratio)) / theta;
  }

  /** ψ(x) for x > 0: recurrence up to 10, then the asymptotic series; to about 12 digits. */
  private static double digamma(double x) {
    double value = x;
    double shift = 0;
    while (value < 10) {
      shift -= 1 / value;
      value++;
    }
    double square = 1 / (value * value);
    return shift
        + Math.log(value)
        - 0.5 / value
        - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)));
  }
}
