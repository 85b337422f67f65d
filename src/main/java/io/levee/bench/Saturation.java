package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;

/**
 * The most messages a second, coming when they come, of which nearly all are answered in time. It
 * is looked for downwards from what shoppers who wait for their answers bring about: that is more,
 * since they come together, and what comes together is cheaper.
 */
record Saturation(Figures figures, Pace pace) {
  private static final double NEARLY_ALL = 0.99;
  private static final double LESS = 0.85;
  private static final int TRIES = 12;

  /**
   * @param most unanswered messages of a connection
   * @return messages a second
   */
  double find(String what, Load waiting, Generator coming, int most) throws IOException {
    Tally tally = waiting.run(pace.step());
    if (tally.answered() == 0) {
      throw new IOException(what + ": nothing was answered");
    }
    double rate = tally.answered() / tally.seconds();
    figures.add(what + ", turns a second where all wait for their answers", rate);
    for (int tries = 0; tries < TRIES && !keepsUp(coming, rate, most); tries++) {
      rate *= LESS;
    }
    figures.add(what + ", saturation, turns a second", rate);
    return rate;
  }

  private boolean keepsUp(Generator coming, double rate, int most) throws IOException {
    Tally tally = coming.open(rate, most, pace.step());
    return tally.inTime() >= NEARLY_ALL * tally.offered();
  }
}
