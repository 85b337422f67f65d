package io.levee.replay.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a load tester's figures can be trusted: one that sends late, or has no time left,
 * measures itself; and one that could not read conversations back does not know what the store
 * lost.
 */
final class Validity {
  private static final double LEAST_LAG_MILLIS = 1;
  private static final double SHARE_OF_P99 = 0.05;

  /** Of fewer, one alone is the p99.9. */
  private static final int ENOUGH = 1_000;

  private static final String FEW = " (of so few messages a single one decides: run longer)";
  private static final double BUSY = 0.95;
  private static final double MOST_BUSY_SECONDS = 0.05;

  private Validity() {}

  /**
   * @param tally all that was seen
   * @param loopCpu what the event loop took of a core, second by second, 0 to 1
   * @return why not; empty when all is well
   */
  static List<String> faults(Tally tally, List<Double> loopCpu) {
    List<String> faults = new ArrayList<>();
    double late = ReplayResult.millis(tally.lag, 99.9);
    double allowed =
        Math.max(LEAST_LAG_MILLIS, SHARE_OF_P99 * ReplayResult.millis(tally.latency, 99));
    if (late > allowed) {
      faults.add(
          String.format(
              Locale.ROOT,
              "messages were sent up to %.2f ms late (p99.9); %.2f ms are allowed, which is 5%% of"
                  + " p99 or 1 ms%s: give the load tester a core of its own, or offer less",
              late,
              allowed,
              tally.lag.getTotalCount() < ENOUGH ? FEW : ""));
    }
    long busy = loopCpu.stream().filter(cpu -> cpu > BUSY).count();
    if (!loopCpu.isEmpty() && busy > Math.max(1, MOST_BUSY_SECONDS * loopCpu.size())) {
      faults.add(
          "the load tester's event loop was busy in "
              + busy
              + " of "
              + loopCpu.size()
              + " seconds: offer less, or run several load testers");
    }
    if (tally.unread > 0) {
      faults.add(
          tally.unread
              + " of "
              + (tally.unread + tally.verified)
              + " conversations could not be read back: whether the store lost any of them is not"
              + " known");
    }
    return faults;
  }
}
