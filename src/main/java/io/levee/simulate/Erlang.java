package io.levee.simulate;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Closed forms of the queues that shops staff by: arrivals are Poisson, service and patience
 * exponential, first come first served.
 *
 * <p>Erlang-C (A. K. Erlang, 1917) is without impatience, Erlang-A (C. Palm, <i>Research on
 * telephone traffic carried by full availability groups</i>, 1957; O. Garnett, A. Mandelbaum, M.
 * Reiman, <i>Designing a call center with impatient customers</i>, M&amp;SOM 4(3), 2002) with. The
 * distribution of the wait: S. Zeltyn, A. Mandelbaum, <i>Call centers with impatient customers</i>,
 * Queueing Systems 51, 2005.
 *
 * <p>Stable for thousands of agents and for any load: Erlang-B comes from its recursion, never from
 * factorials, and what can grow without bound is kept as a logarithm.
 */
public final class Erlang {
  private static final double SERVICE_LEVEL = 20;
  private static final double NEGLIGIBLE = 1e-17;
  private static final double LARGE = 1e200;
  private static final double FAR = 45;
  private static final int STEPS = 20_000;

  private Erlang() {}

  /**
   * The share of customers that {@code servers} who keep nobody waiting turn away: Erlang-B.
   *
   * @param load arrivals during one service, in erlangs, more than 0
   */
  static double b(int servers, double load) {
    double blocked = 1;
    for (int n = 1; n <= servers; n++) {
      blocked = load * blocked / (n + load * blocked);
    }
    return blocked;
  }

  /**
   * Nobody gives up.
   *
   * @param perSecond arrivals, more than 0
   * @param servers 1 or more
   * @param service mean, in seconds, more than 0
   * @return empty when more comes than can be served: the queue then grows for ever
   */
  public static Optional<Theory> c(double perSecond, int servers, double service) {
    double load = perSecond * service;
    if (load >= servers) {
      return Optional.empty();
    }
    double blocked = b(servers, load);
    double occupancy = load / servers;
    double waits = blocked / (1 - occupancy * (1 - blocked));
    double drain = (servers - load) / service;
    double wait = waits / drain;
    return Optional.of(
        new Theory(waits, 0, wait, wait, 1 - waits * Math.exp(-drain * SERVICE_LEVEL), occupancy));
  }

  /**
   * Those who wait give up when their patience ends.
   *
   * @param perSecond arrivals, more than 0
   * @param servers 1 or more
   * @param service mean, in seconds, more than 0
   * @param patience mean, in seconds, more than 0 and finite
   */
  public static Theory a(double perSecond, int servers, double service, double patience) {
    double load = perSecond * service;
    double full = servers / service;
    double leave = 1 / patience;
    double crowd = logCrowd(perSecond, full, leave);
    double blocked = b(servers, load);
    double waits = blocked / ((1 - blocked) * Math.exp(-crowd) + blocked);
    double rho = load / servers;
    double abandonWaiting = Math.max(0, Math.exp(-crowd) / rho + 1 - 1 / rho);
    double abandoned = waits * abandonWaiting;
    // The density of the wait that somebody without end of patience would have.
    DoubleUnaryOperator log =
        x -> perSecond * patience * -Math.expm1(-x * leave) - full * x - crowd + Math.log(full);
    DoubleUnaryOperator served = x -> waits * Math.exp(log.applyAsDouble(x) - leave * x);
    double horizon = horizon(log, patience, service);
    double answeredInTime = integral(served, Math.min(SERVICE_LEVEL, horizon));
    double answered = 1 - abandoned;
    double answeredWait = integral(x -> x * served.applyAsDouble(x), horizon);
    return new Theory(
        waits,
        abandoned,
        abandoned * patience,
        answered > 0 ? answeredWait / answered : 0,
        1 - waits + answeredInTime,
        Math.min(1, load * answered / servers));
  }

  /**
   * The states in which somebody waits or all are busy, relative to the one where all are just
   * busy: the logarithm of 1 + λ/(nμ+θ) + λ²/((nμ+θ)(nμ+2θ)) + …
   */
  private static double logCrowd(double perSecond, double full, double leave) {
    double sum = 1;
    double term = 1;
    double scale = 0;
    for (long waiting = 1; ; waiting++) {
      double ratio = perSecond / (full + waiting * leave);
      term *= ratio;
      sum += term;
      if (sum > LARGE) {
        sum /= LARGE;
        term /= LARGE;
        scale += Math.log(LARGE);
      }
      if (ratio < 1 && term / (1 - ratio) < NEGLIGIBLE * sum) {
        return Math.log(sum) + scale;
      }
    }
  }

  /** Beyond it nobody waits. */
  private static double horizon(DoubleUnaryOperator log, double patience, double service) {
    double at = Math.min(patience, service) / 1000;
    double most = log.applyAsDouble(0);
    while (true) {
      double here = log.applyAsDouble(at);
      most = Math.max(most, here);
      if (here < most - FAR) {
        return at;
      }
      at *= 1.05;
    }
  }

  /** Simpson's rule from 0. */
  private static double integral(DoubleUnaryOperator of, double to) {
    double step = to / STEPS;
    double sum = of.applyAsDouble(0) + of.applyAsDouble(to);
    for (int i = 1; i < STEPS; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * of.applyAsDouble(i * step);
    }
    return sum * step / 3;
  }
}
