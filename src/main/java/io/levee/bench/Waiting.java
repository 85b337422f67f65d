package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;

/** How long an answer takes at 80 % of what a server can do. */
record Waiting(Figures figures, Pace pace) {
  private static final double SHARE = 0.8;
  private static final int UNANSWERED = 64;
  private static final double NEARLY_ALL = 0.99;
  private static final double LESS = 0.9;
  private static final int TRIES = 12;
  private static final double MOST_OF_THE_TIME = 0.999;

  /**
   * Ratio of the medians of p99.9, each server at 80 % of its own saturation: the most messages a
   * second, coming when they come, of which nearly all are answered in time. What shoppers who wait
   * for their answers bring about at most is where the search begins: it is more, since they come
   * together then, and what comes together is cheaper.
   */
  void compare(Load road, Load bare) throws IOException {
    double roadPeak = saturation("latency, road", road);
    double barePeak = saturation("latency, bare group commit", bare);
    for (int i = 0; i < pace.times(); i++) {
      measure("latency, road", road, roadPeak);
      measure("latency, bare group commit", bare, barePeak);
    }
    double millis = figures.median("latency, road, p99.9 ms");
    figures.ratio("p999At80Millis", millis);
    figures.ratio(
        "p999At80VsBareCommit", millis / figures.median("latency, bare group commit, p99.9 ms"));
  }

  private double saturation(String what, Load load) throws IOException {
    Tally waiting = load.run(pace.step());
    if (waiting.answered() == 0) {
      throw new IOException(what + ": nothing was answered");
    }
    double rate = waiting.answered() / waiting.seconds();
    figures.add(what + ", turns a second where all wait for their answers", rate);
    for (int tries = 0; tries < TRIES && !keepsUp(load, rate); tries++) {
      rate *= LESS;
    }
    figures.add(what + ", saturation, turns a second", rate);
    return rate;
  }

  private boolean keepsUp(Load load, double rate) throws IOException {
    Tally tally = load.generator().open(rate, UNANSWERED, pace.step());
    return tally.inTime() >= NEARLY_ALL * tally.offered();
  }

  private void measure(String what, Load load, double peak) throws IOException {
    Tally tally = load.generator().open(SHARE * peak, UNANSWERED, pace.step());
    figures.add(what + ", p50 ms", tally.millis(0.5));
    figures.add(what + ", p99 ms", tally.millis(0.99));
    figures.add(what + ", p99.9 ms", tally.millis(MOST_OF_THE_TIME));
    figures.add(what + ", share answered", tally.answered() / (double) tally.offered());
  }
}
