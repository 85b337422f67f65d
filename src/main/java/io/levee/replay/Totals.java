package io.levee.replay;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a run came to. Latencies are of questions that were answered. */
final class Totals {
  private final int sent;
  private final long acked;
  private final long answered;
  private final long duplicates;
  private final Map<Answered.Outcome, Integer> by = new EnumMap<>(Answered.Outcome.class);
  private final Histogram latency = new Histogram(3);
  private final double seconds;

  Totals(List<Answered> results, double seconds) {
    this.sent = results.size();
    this.seconds = seconds;
    this.acked = results.stream().filter(Answered::acked).count();
    this.answered = results.stream().filter(Answered::answered).count();
    this.duplicates = results.stream().filter(Answered::duplicate).count();
    for (Answered.Outcome outcome : Answered.Outcome.values()) {
      by.put(outcome, 0);
    }
    for (Answered result : results) {
      by.merge(result.outcome(), 1, Integer::sum);
      if (result.answered()) {
        latency.recordValue(result.millis());
      }
    }
  }

  boolean complete() {
    return answered == sent;
  }

  JsonObject json() {
    return new JsonObject()
        .put("sent", sent)
        .put("acked", acked)
        .put("replied", answered)
        .put("answered", by.get(Answered.Outcome.ANSWERED))
        .put("clarified", by.get(Answered.Outcome.CLARIFIED))
        .put("handedOver", by.get(Answered.Outcome.HANDED_OVER))
        .put("ticket", by.get(Answered.Outcome.TICKET))
        .put("notUnderstood", by.get(Answered.Outcome.NOT_UNDERSTOOD))
        .put("unanswered", by.get(Answered.Outcome.UNANSWERED))
        .put("duplicates", duplicates)
        .put("errors", by.get(Answered.Outcome.FAILED))
        .put("seconds", Math.round(seconds * 1000) / 1000.0)
        .put(
            "latencyMillis",
            new JsonObject()
                .put("p50", latency.getValueAtPercentile(50))
                .put("p95", latency.getValueAtPercentile(95))
                .put("p99", latency.getValueAtPercentile(99))
                .put("max", latency.getMaxValue()));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        sent %d, acked %d, with a reply %d (duplicates %d), in %.1f s
        answered %d, clarified %d, handed over %d, ticket %d, not understood %d, unanswered %d, errors %d
        latency: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms
        """,
        sent,
        acked,
        answered,
        duplicates,
        seconds,
        by.get(Answered.Outcome.ANSWERED),
        by.get(Answered.Outcome.CLARIFIED),
        by.get(Answered.Outcome.HANDED_OVER),
        by.get(Answered.Outcome.TICKET),
        by.get(Answered.Outcome.NOT_UNDERSTOOD),
        by.get(Answered.Outcome.UNANSWERED),
        by.get(Answered.Outcome.FAILED),
        latency.getValueAtPercentile(50),
        latency.getValueAtPercentile(95),
        latency.getValueAtPercentile(99),
        latency.getMaxValue());
  }
}
