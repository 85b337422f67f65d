package io.levee.replay.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.levee.replay.load.ReplayResult;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A result in lines for a terminal. */
public final class ReportText {
  private ReportText() {}

  /** The whole of it, with line breaks. */
  public static String of(ReplayResult r) {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "sent %,d in %.1f s (%.0f/s): answered %,d, shed %,d, failed %,d, lost %,d; doubled %d,"
            + " reordered %d",
        r.sent(),
        r.seconds(),
        r.perSecond(r.sent()),
        r.answered(),
        r.shed(),
        r.failed(),
        r.lost(),
        r.doubled(),
        r.reordered());
    line(
        out,
        "goodput %s (answered within %.0f ms)%s",
        r.judged() == 0
            ? "not known, since nothing was judged"
            : String.format(Locale.ROOT, "%.4f", r.goodput()),
        r.scenario().goodputWithin() * 1000,
        r.vipSent() == 0 ? "" : String.format(Locale.ROOT, ", VIPs %.4f", r.vipGoodput()));
    line(
        out,
        "latency from the intended time: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
        r.latencyMillis(50),
        r.latencyMillis(90),
        r.latencyMillis(99),
        r.latencyMillis(99.9),
        r.latencyMillis(100));
    line(
        out,
        "the load tester: send lag p99.9 %.2f ms, event loop %.0f%% of a core, %.1f CPU s in all;"
            + " %d conversations read back",
        ReplayResult.millis(r.lag(), 99.9),
        r.loopCpu() * 100,
        r.processCpuSeconds(),
        r.verified());
    if (!r.errors().isEmpty()) {
      String errors =
          r.errors().entrySet().stream()
              .map(e -> e.getKey() + " ×" + e.getValue())
              .collect(Collectors.joining("; "));
      line(out, "errors: %s", errors);
    }
    if (r.scenario().closed()) {
      line(
          out, "closed model: a slow gateway was offered less; latencies are from the actual time");
    }
    crowded(r).ifPresent(note -> line(out, "%s", note));
    if (r.stopped()) {
      line(out, "stopped: the scenario takes %.1f s", r.scenario().seconds());
    }
    r.invalid().forEach(why -> line(out, "INVALID: %s", why));
    r.breaches().forEach(breach -> line(out, "BREACH: %s", breach));
    if (r.breaches().isEmpty() && !r.scenario().thresholds().isEmpty()) {
      line(out, "all %d thresholds kept", r.scenario().thresholds().size());
    }
    return out.toString();
  }

  private static Optional<String> crowded(ReplayResult r) {
    return r.crowded() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d requests waited for one of the load tester's own connections (%d), which is in their"
                    + " latency: raise the scenario's connections if more shall be under way at once",
                r.crowded(),
                r.scenario().connections()));
  }

  @FormatMethod
  private static void line(StringBuilder out, @FormatString String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
