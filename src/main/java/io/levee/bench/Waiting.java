package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;

/** How long an answer takes at 80 % of what a server can do. */
record Waiting(Figures figures, Pace pace) {
  private static final double SHARE = 0.8;
  private static final int UNANSWERED = 64;

  /** Short beside a try: what falls behind by a few hundredths has not kept up. */
  private static final double MILLIS = 100;

  private static final double MOST_OF_THE_TIME = 0.999;

  /** Ratio of the medians of p99.9, each server at 80 % of its own {@link Saturation}. */
  void compare(Load road, Load bare) throws IOException {
    double roadPeak =
        new Saturation(figures, pace)
            .find("latency, road", road, road.generator(), UNANSWERED, MILLIS);
    double barePeak =
        new Saturation(figures, pace)
            .find("latency, bare group commit", bare, bare.generator(), UNANSWERED, MILLIS);
    for (int i = 0; i < pace.times(); i++) {
      measure("latency, road", road, roadPeak);
      measure("latency, bare group commit", bare, barePeak);
    }
    double millis = figures.median("latency, road, p99.9 ms");
    figures.ratio("p999At80Millis", millis);
    figures.ratio(
        "p999At80VsBareCommit", millis / figures.median("latency, bare group commit, p99.9 ms"));
  }

  private void measure(String what, Load load, double peak) throws IOException {
    Tally tally = load.generator().open(SHARE * peak, UNANSWERED, pace.step());
    figures.add(what + ", p50 ms", tally.millis(0.5));
    figures.add(what + ", p99 ms", tally.millis(0.99));
    figures.add(what + ", p99.9 ms", tally.millis(MOST_OF_THE_TIME));
    figures.add(what + ", share answered", tally.answered() / (double) tally.offered());
  }
}
