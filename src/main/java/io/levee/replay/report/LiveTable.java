package io.levee.replay.report;

import io.levee.replay.load.Progress;
import io.levee.replay.load.Second;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as it goes on: a row every so often, and, where somebody watches, a bar below that moves
 * every second.
 */
public final class LiveTable implements Progress {
  private static final int ROWS = 30;
  private static final int BAR = 24;
  private static final String HEAD =
      String.format(
          "%7s %9s %9s %8s %7s %8s %8s %8s %8s %7s %5s %4s",
          "second",
          "offered/s",
          "answer/s",
          "shed/s",
          "fail/s",
          "flight",
          "sockets",
          "p50 ms",
          "p99 ms",
          "max ms",
          "lag",
          "cpu%");

  private final PrintStream out;
  private final boolean watched;
  private int rows;
  private double nextRow;
  private Sum sum = new Sum();

  private static final class Sum {
    private int seconds;
    private long offered;
    private long answered;
    private long shed;
    private long failed;
    private double p50;
    private double p99;
    private double max;
    private double lag;
    private double cpu;

    void add(Second one) {
      seconds++;
      offered += one.offered();
      answered += one.answered();
      shed += one.shed();
      failed += one.failed();
      p50 += one.p50();
      p99 = Math.max(p99, one.p99());
      max = Math.max(max, one.max());
      lag = Math.max(lag, one.lagMillis());
      cpu = Math.max(cpu, one.cpu());
    }
  }

  /**
   * @param watched whether {@code out} is a terminal
   */
  public LiveTable(PrintStream out, boolean watched) {
    this.out = out;
    this.watched = watched;
  }

  @Override
  public void second(Second second, double seconds) {
    sum.add(second);
    if (second.at() >= nextRow || second.at() <= 0) {
      row(second);
      sum = new Sum();
      nextRow = second.at() + Math.max(1, Math.ceil(seconds / ROWS)) - 0.001;
    }
    if (watched) {
      bar(second, seconds);
    }
  }

  private void row(Second second) {
    clear();
    if (rows++ % 20 == 0) {
      out.println(HEAD);
    }
    double n = sum.seconds;
    out.println(
        String.format(
            Locale.ROOT,
            "%7.0f %9.0f %9.0f %8.0f %7.0f %8d %8d %8.2f %8.2f %7.0f %5.1f %4.0f",
            second.at(),
            sum.offered / n,
            sum.answered / n,
            sum.shed / n,
            sum.failed / n,
            second.inFlight(),
            second.live(),
            sum.p50 / n,
            sum.p99,
            sum.max,
            sum.lag,
            sum.cpu * 100));
  }

  private void bar(Second second, double seconds) {
    double share = Math.clamp(second.at() / seconds, 0, 1);
    int full = (int) Math.round(share * BAR);
    String what =
        second.at() < 0 ? "warming up" : second.at() > seconds ? "waiting for answers" : "running";
    String level =
        Optional.ofNullable(second.server().get("levee_admission_brownout"))
            .map(value -> String.format(Locale.ROOT, ", brownout %.0f", value))
            .orElse("");
    out.print(
        "\r["
            + "=".repeat(full)
            + " ".repeat(BAR - full)
            + String.format(
                Locale.ROOT,
                "] %3.0f%% %.0f/%.0f s, %s%s ",
                share * 100,
                second.at(),
                seconds,
                what,
                level));
    out.flush();
  }

  private void clear() {
    if (watched) {
      out.print("\r" + " ".repeat(90) + "\r");
    }
  }

  /** The run is over; the bar goes away. */
  public void done() {
    clear();
    out.flush();
  }
}
