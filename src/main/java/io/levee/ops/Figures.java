package io.levee.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the dashboard shows, sampled once a second. Sampled by one thread; keeps the last minutes,
 * so that who opens the dashboard sees what led to now. What no room measures is absent.
 */
final class Figures {
  private static final int KEPT = 300;
  private static final int LATENCY_WINDOW = 10;
  private static final int RATE_WINDOW = 3;

  private final Meters meters;
  private final Latencies turns = new Latencies(LATENCY_WINDOW);
  private final Latencies commits = new Latencies(LATENCY_WINDOW);
  private final Rates rates = new Rates(RATE_WINDOW);
  private final Rates slow = new Rates(60);
  private final Deque<JsonObject> points = new ArrayDeque<>();
  private JsonObject now = new JsonObject();

  Figures(Meters meters) {
    this.meters = meters;
  }

  /**
   * @param millis since 1970
   */
  void sample(long millis, long nanos) {
    turns.sample(meters.timers("levee.turn"));
    commits.sample(meters.timers("levee.journal.commit"));
    Map<String, Double> counts = counts();
    Map<String, Double> fast = rates.next(nanos, counts);
    now = figures(millis, fast, slow.next(nanos, counts));
    points.addLast(point(now));
    if (points.size() > KEPT) {
      points.removeFirst();
    }
  }

  /** The last sample. */
  JsonObject now() {
    return now.copy();
  }

  /** The charts' points, the oldest first. */
  JsonArray history() {
    return new JsonArray(points.stream().toList());
  }

  private Map<String, Double> counts() {
    Map<String, Double> counts = new HashMap<>();
    meters.countedBy("levee.turn", "outcome").forEach((k, n) -> counts.put("turn " + k, n));
    meters
        .countedBy("levee.understanding.heard", "stage")
        .forEach((k, n) -> counts.put("stage " + k, n));
    put(counts, "hits", meters.counted("levee.understanding.cache.hits"));
    put(counts, "misses", meters.counted("levee.understanding.cache.misses"));
    put(counts, "acks", meters.counted("levee.channel.acks"));
    put(counts, "refused", meters.counted("levee.admission.refused"));
    put(counts, "commits", meters.counted("levee.journal.commit"));
    put(counts, "batches", meters.counted("levee.journal.batch"));
    put(counts, "entries", meters.amount("levee.journal.batch"));
    return counts;
  }

  private static void put(Map<String, Double> counts, String name, OptionalDouble count) {
    count.ifPresent(n -> counts.put(name, n));
  }

  private JsonObject figures(long millis, Map<String, Double> fast, Map<String, Double> minute) {
    JsonObject figures =
        new JsonObject()
            .put("at", millis)
            .put("uptimeSeconds", number(meters.most("process.uptime"), 1))
            .put("turns", turns(fast))
            .put("stages", byPrefix(minute, "stage "))
            .put("load", load(fast))
            .put("sockets", sockets())
            .put("journal", journal(fast))
            .put("stores", stores())
            .put("process", process());
    double heard = minute.getOrDefault("hits", 0d) + minute.getOrDefault("misses", 0d);
    if (heard > 0) {
      figures.put("cacheHits", round(minute.getOrDefault("hits", 0d) / heard));
    }
    if (meters.sum("levee.handoff.waiting").isPresent()) {
      figures.put("queue", queue());
    }
    put(figures, "brownout", meters.most("levee.admission.brownout"), 1);
    return figures;
  }

  private JsonObject turns(Map<String, Double> fast) {
    JsonObject outcomes = byPrefix(fast, "turn ");
    double all = 0;
    for (String outcome : outcomes.fieldNames()) {
      all += outcomes.getDouble(outcome);
    }
    return percentiles(turns).put("perSecond", round(all)).put("outcomes", outcomes);
  }

  private JsonObject load(Map<String, Double> fast) {
    JsonObject load = new JsonObject();
    put(load, "inFlight", meters.sum("levee.admission.in.flight"), 1);
    put(load, "limit", meters.sum("levee.admission.limit"), 1);
    put(load, "lanes", meters.sum("levee.session.lanes"), 1);
    put(load, "waiting", meters.sum("levee.session.waiting"), 1);
    put(load, "inference", meters.sum("levee.understanding.inference.queue"), 1);
    put(load, "inferenceLimit", meters.sum("levee.understanding.inference.queue.limit"), 1);
    load.put("refused", round(fast.getOrDefault("refused", 0d)));
    return load;
  }

  private JsonObject queue() {
    JsonObject queue = new JsonObject();
    put(queue, "waiting", meters.sum("levee.handoff.waiting"), 1);
    put(queue, "longestSeconds", meters.most("levee.handoff.longestwait.seconds"), 1);
    put(queue, "agents", meters.sum("levee.handoff.agents"), 1);
    return queue;
  }

  private JsonObject sockets() {
    JsonObject sockets = new JsonObject();
    put(sockets, "shoppers", meters.sum("levee.channel.sockets", "party", "shopper"), 1);
    put(sockets, "agents", meters.sum("levee.channel.sockets", "party", "agent"), 1);
    put(sockets, "all", meters.sum("levee.channel.sockets"), 1);
    put(sockets, "limit", meters.most("levee.channel.sockets.limit"), 1);
    put(sockets, "connections", meters.sum("levee.channel.connections"), 1);
    put(sockets, "connectionsLimit", meters.most("levee.channel.connections.limit"), 1);
    return sockets;
  }

  private JsonObject journal(Map<String, Double> fast) {
    JsonObject journal = percentiles(commits);
    double batches = fast.getOrDefault("batches", 0d);
    if (batches > 0) {
      journal.put("batch", round(fast.getOrDefault("entries", 0d) / batches));
    }
    put(journal, "waiting", meters.sum("levee.journal.waiting"), 1);
    put(journal, "refused", meters.counted("levee.journal.refused"), 1);
    return journal.put("acks", round(fast.getOrDefault("acks", 0d)));
  }

  private JsonObject stores() {
    JsonObject stores = new JsonObject();
    for (String store : new String[] {"postgres", "redis"}) {
      JsonObject one = new JsonObject();
      put(one, "connected", meters.sum("levee." + store + ".connected"), 1);
      put(one, "waiting", meters.sum("levee." + store + ".waiting"), 1);
      put(one, "reconnects", meters.counted("levee." + store + ".reconnects"), 1);
      stores.put(store, one);
    }
    return stores;
  }

  private JsonObject process() {
    JsonObject process = new JsonObject();
    put(process, "heap", meters.sum("jvm.memory.used", "area", "heap"), 1);
    put(process, "heapLimit", meters.sum("jvm.memory.max", "area", "heap"), 1);
    put(process, "cpu", meters.most("process.cpu.usage"), 1);
    put(process, "loopLag", meters.most("levee.ops.loop.lag"), 1000);
    put(process, "warnings", meters.counted("logback.events", "level", "warn"), 1);
    put(process, "errors", meters.counted("logback.events", "level", "error"), 1);
    return process;
  }

  /** Short names: there are hundreds of them. */
  private static JsonObject point(JsonObject now) {
    JsonObject turns = now.getJsonObject("turns");
    JsonObject journal = now.getJsonObject("journal");
    JsonObject load = now.getJsonObject("load");
    return new JsonObject()
        .put("at", now.getLong("at"))
        .put("outcomes", turns.getJsonObject("outcomes"))
        .put("p50", turns.getValue("p50"))
        .put("p95", turns.getValue("p95"))
        .put("p99", turns.getValue("p99"))
        .put("commit", journal.getValue("p95"))
        .put("batch", journal.getValue("batch"))
        .put("inFlight", load.getValue("inFlight"))
        .put("waiting", load.getValue("waiting"))
        .put("lag", now.getJsonObject("process").getValue("loopLag"));
  }

  private static JsonObject percentiles(Latencies latencies) {
    JsonObject json = new JsonObject();
    for (int percent : new int[] {50, 95, 99}) {
      double millis = latencies.percentile(percent / 100.0);
      if (Double.isFinite(millis)) {
        json.put("p" + percent, round(millis));
      }
    }
    return json;
  }

  private static JsonObject byPrefix(Map<String, Double> rates, String prefix) {
    JsonObject json = new JsonObject();
    rates.forEach(
        (name, rate) -> {
          if (name.startsWith(prefix)) {
            json.put(name.substring(prefix.length()), round(rate));
          }
        });
    return json;
  }

  private static void put(JsonObject json, String name, OptionalDouble value, double factor) {
    value.ifPresent(v -> json.put(name, round(v * factor)));
  }

  private static double number(OptionalDouble value, double factor) {
    return round(value.orElse(0) * factor);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
