package io.levee.replay.load;

import io.levee.replay.plan.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a run came to. Every message sent is answered, shed, failed or lost; warming up does not
 * count, but for what is lost, doubled or reordered. Histograms are in microseconds, from the time
 * a message was to be sent.
 *
 * @param seconds how long it was measured; less than the scenario's when it was stopped
 * @param lost neither answered nor told why not, or acknowledged and not in the store
 * @param unacknowledged of the lost: those that the gateway never acknowledged
 * @param doubled taken or delivered twice
 * @param reordered delivered after a later number
 * @param judged messages that count into goodput: all but slow readers'
 * @param good of these: answered within the scenario's limit
 * @param crowded shoppers' HTTP requests, of warming up, too, that waited since all of the load
 *     tester's own connections were taken, which is in their latency
 * @param verified conversations that were read back from the store
 * @param loopCpu what the load tester's event loop took of a core on average, 0 to 1
 * @param processCpuSeconds what the whole load tester took
 * @param invalid why the figures are not to be trusted; empty: they are
 * @param hlog the latencies second by second, as HdrHistogram writes them
 */
public record ReplayResult(
    Scenario scenario,
    Instant began,
    double seconds,
    long sent,
    long answered,
    long shed,
    long failed,
    long lost,
    long unacknowledged,
    long doubled,
    long reordered,
    long judged,
    long good,
    long vipSent,
    long vipGood,
    long duplicates,
    long retries,
    long hurried,
    long degraded,
    long toPeople,
    long disconnects,
    long crowded,
    long verified,
    Seats seats,
    double loopCpu,
    double processCpuSeconds,
    Histogram latency,
    Histogram acks,
    Histogram vips,
    Histogram sheds,
    Histogram lag,
    Histogram reconnects,
    Map<String, Long> errors,
    List<Second> perSecond,
    List<String> invalid,
    String hlog) {
  public ReplayResult {
    errors = new TreeMap<>(errors);
    perSecond = List.copyOf(perSecond);
    invalid = List.copyOf(invalid);
  }

  /** What simulated agents did. */
  public record Seats(long assigned, long answers, long closed, long lost) {}

  /** Whether the load tester kept up; else the figures are about itself. */
  public boolean valid() {
    return invalid.isEmpty();
  }

  /** Whether it ended before the scenario did. */
  public boolean stopped() {
    return seconds < scenario.seconds();
  }

  /** That many of a count of this run, a second; 0 when it had not begun to measure. */
  public double perSecond(long count) {
    return seconds <= 0 ? 0 : count / seconds;
  }

  /** Share of the messages that were answered in time, 0 to 1; NaN when none was judged. */
  public double goodput() {
    return (double) good / judged;
  }

  /** The same, of VIPs. */
  public double vipGoodput() {
    return (double) vipGood / vipSent;
  }

  /**
   * @param percentile 0 to 100
   * @return milliseconds; 0 when nothing was answered
   */
  public double latencyMillis(double percentile) {
    return millis(latency, percentile);
  }

  /** A percentile of one of the histograms, in milliseconds. */
  public static double millis(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  /**
   * A figure by its name in thresholds; durations in milliseconds, NaN when nothing was measured.
   */
  public double figure(String metric) {
    return switch (metric) {
      case "p50" -> measured(latency, 50);
      case "p75" -> measured(latency, 75);
      case "p90" -> measured(latency, 90);
      case "p95" -> measured(latency, 95);
      case "p99" -> measured(latency, 99);
      case "p999" -> measured(latency, 99.9);
      case "p9999" -> measured(latency, 99.99);
      case "max" -> measured(latency, 100);
      case "mean" -> latency.getTotalCount() == 0 ? Double.NaN : latency.getMean() / 1000;
      case "ackP99" -> measured(acks, 99);
      case "vipP99" -> measured(vips, 99);
      case "reconnectP99" -> measured(reconnects, 99);
      case "goodput" -> goodput();
      case "vipGoodput" -> vipGoodput();
      case "sent" -> sent;
      case "answered" -> answered;
      case "shed" -> shed;
      case "failed" -> failed;
      case "lost" -> lost;
      case "doubled" -> doubled;
      case "reordered" -> reordered;
      case "shedShare" -> sent == 0 ? 0 : (double) shed / sent;
      case "failedShare" -> sent == 0 ? 0 : (double) failed / sent;
      case "disconnects" -> disconnects;
      default -> throw new IllegalArgumentException("no figure is named " + metric);
    };
  }

  private static double measured(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? Double.NaN : millis(histogram, percentile);
  }

  /** Thresholds that were not kept, with the figure. */
  public List<String> breaches() {
    return scenario.thresholds().stream()
        .filter(t -> !t.holds(figure(t.metric())))
        .map(t -> t + ", but it is " + say(figure(t.metric())))
        .toList();
  }

  private static String say(double figure) {
    return Double.isNaN(figure)
        ? "not known, since nothing was measured"
        : figure == Math.rint(figure)
            ? Long.toString((long) figure)
            : String.format(java.util.Locale.ROOT, "%.4f", figure);
  }
}
