package io.levee.replay.report;

import io.levee.replay.load.ReplayResult;
import io.levee.replay.load.Second;
import io.levee.replay.plan.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A result as JSON. Its keys are what other programs read: they are added to, and never renamed.
 * Latencies are milliseconds.
 */
public final class ReportJson {
  private static final int CURVE_TICKS = 8;

  private ReportJson() {}

  /** The figures, as {@code --json} prints them. */
  public static JsonObject summary(ReplayResult result) {
    Scenario scenario = result.scenario();
    JsonObject errors = new JsonObject();
    result.errors().forEach(errors::put);
    return new JsonObject()
        .put("scenario", scenario.name())
        .put("began", result.began().toString())
        .put("seconds", round(result.seconds()))
        .put("model", scenario.closed() ? "closed" : "open")
        .put("sent", result.sent())
        .put("answered", result.answered())
        .put("shed", result.shed())
        .put("failed", result.failed())
        .put("lost", result.lost())
        .put("unacknowledged", result.unacknowledged())
        .put("doubled", result.doubled())
        .put("reordered", result.reordered())
        .put("stopped", result.stopped())
        .put("goodput", known(result.goodput()))
        .put("goodputWithinMillis", round(scenario.goodputWithin() * 1000))
        .put("vipGoodput", known(result.vipGoodput()))
        .put("offeredPerSecond", round(result.perSecond(result.sent())))
        .put("answeredPerSecond", round(result.perSecond(result.answered())))
        .put("latencyMillis", latency(result.latency()))
        .put("ackLatencyMillis", latency(result.acks()))
        .put("vipLatencyMillis", latency(result.vips()))
        .put("shedLatencyMillis", latency(result.sheds()))
        .put("reconnectMillis", latency(result.reconnects()))
        .put("sendLagMillis", latency(result.lag()))
        .put("valid", result.valid())
        .put("invalid", new JsonArray(result.invalid()))
        .put("breaches", new JsonArray(result.breaches()))
        .put(
            "thresholds",
            new JsonArray(scenario.thresholds().stream().map(Object::toString).toList()))
        .put("duplicatesSent", result.duplicates())
        .put("retries", result.retries())
        .put("hurried", result.hurried())
        .put("degraded", result.degraded())
        .put("toPeople", result.toPeople())
        .put("disconnects", result.disconnects())
        .put("waitedForConnection", result.crowded())
        .put("conversationsVerified", result.verified())
        .put("shoppers", scenario.shoppers())
        .put("idle", scenario.idle())
        .put(
            "agents",
            new JsonObject()
                .put("assigned", result.seats().assigned())
                .put("answers", result.seats().answers())
                .put("closed", result.seats().closed())
                .put("lost", result.seats().lost()))
        .put(
            "cpu",
            new JsonObject()
                .put("loop", round(result.loopCpu()))
                .put("processSeconds", round(result.processCpuSeconds())))
        .put("errors", errors);
  }

  /** All of it: the figures, every second, and the distribution of latencies. */
  public static JsonObject whole(ReplayResult result) {
    JsonArray seconds = new JsonArray();
    for (Second one : result.perSecond()) {
      seconds.add(
          new JsonObject()
              .put("at", round(one.at()))
              .put("offered", one.offered())
              .put("answered", one.answered())
              .put("good", one.good())
              .put("shed", one.shed())
              .put("failed", one.failed())
              .put("inFlight", one.inFlight())
              .put("live", one.live())
              .put("p50", round(one.p50()))
              .put("p90", round(one.p90()))
              .put("p99", round(one.p99()))
              .put("p999", round(one.p999()))
              .put("max", round(one.max()))
              .put("lag", round(one.lagMillis()))
              .put("cpu", round(one.cpu())));
    }
    return summary(result)
        .put("about", result.scenario().about())
        .put("perSecond", seconds)
        .put("curve", curve(result.latency()))
        .put("server", server(result.perSecond()));
  }

  /** Milliseconds. */
  private static JsonObject latency(Histogram histogram) {
    return new JsonObject()
        .put("p50", round(ReplayResult.millis(histogram, 50)))
        .put("p90", round(ReplayResult.millis(histogram, 90)))
        .put("p95", round(ReplayResult.millis(histogram, 95)))
        .put("p99", round(ReplayResult.millis(histogram, 99)))
        .put("p999", round(ReplayResult.millis(histogram, 99.9)))
        .put("p9999", round(ReplayResult.millis(histogram, 99.99)))
        .put("max", round(ReplayResult.millis(histogram, 100)))
        .put("mean", round(histogram.getTotalCount() == 0 ? 0 : histogram.getMean() / 1000))
        .put("count", histogram.getTotalCount());
  }

  /** Pairs of percentile and milliseconds, closer and closer to 100. */
  private static JsonArray curve(Histogram histogram) {
    JsonArray points = new JsonArray();
    for (HistogramIterationValue value : histogram.percentiles(CURVE_TICKS)) {
      points.add(
          new JsonArray()
              .add(value.getPercentileLevelIteratedTo())
              .add(round(value.getValueIteratedTo() / 1000.0)));
    }
    return points;
  }

  /** The gateway's figures that changed while it ran, each with its value in every second. */
  private static JsonObject server(List<Second> seconds) {
    TreeSet<String> names = new TreeSet<>();
    seconds.forEach(one -> names.addAll(one.server().keySet()));
    Map<String, Object> series = new TreeMap<>();
    for (String name : names) {
      JsonArray values = new JsonArray();
      TreeSet<Double> different = new TreeSet<>();
      for (Second one : seconds) {
        Double value = one.server().get(name);
        values.add(value == null ? null : round(value));
        if (value != null) {
          different.add(value);
        }
      }
      if (different.size() > 1 || name.matches("levee_(admission|handoff|desk)_.*")) {
        series.put(name, values);
      }
    }
    return new JsonObject(series);
  }

  /** Null for what was not measured. */
  private static Double known(double value) {
    return Double.isNaN(value) ? null : round(value);
  }

  private static double round(double value) {
    return Math.abs(value) >= 1e12 ? value : Math.round(value * 1e4) / 1e4;
  }
}
