package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;

/**
 * The most messages a second, coming when they come, of which nearly all are answered in time. It
 * is looked for upwards from a part of what shoppers who wait for their answers bring about: a
 * server that was asked for too much may take its time to trust itself again.
 */
record Saturation(Figures figures, Pace pace) {
  private static final double NEARLY_ALL = 0.99;

  private static final double PART = 0.5;
  private static final double MORE = 1.25;
  private static final int TRIES = 8;
  private static final int ATTEMPTS = 2;

  /**
   * @param most unanswered messages of a connection
   * @param millis what is in time
   * @return messages a second
   */
  double find(String what, Load waiting, Generator coming, int most, double millis)
      throws IOException {
    Tally tally = waiting.run(pace.step());
    if (tally.answered() == 0) {
      throw new IOException(what + ": nothing was answered");
    }
    double rate = tally.answered() / tally.seconds();
    figures.add(what + ", turns a second where all wait for their answers", rate);
    rate *= PART;
    int tries = 0;
    for (; tries < TRIES && keepsUp(coming, rate * MORE, most, millis); tries++) {
      rate *= MORE;
    }
    double between = rate * Math.sqrt(MORE);
    if (tries < TRIES && keepsUp(coming, between, most, millis)) {
      rate = between;
    }
    figures.add(what + ", saturation, turns a second", rate);
    return rate;
  }

  /** At the second attempt, if need be: a hiccup of the machine says nothing. */
  private boolean keepsUp(Generator coming, double rate, int most, double millis)
      throws IOException {
    boolean keptUp = false;
    for (int attempt = 0; attempt < ATTEMPTS && !keptUp; attempt++) {
      Tally tally = coming.open(rate, most, pace.step());
      keptUp =
          tally.answered() >= NEARLY_ALL * tally.offered() && tally.millis(NEARLY_ALL) <= millis;
    }
    return keptUp;
  }
}
