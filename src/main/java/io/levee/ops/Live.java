package io.levee.ops;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Who watches the dashboard, and what they are sent: server-sent events, {@code history} once and
 * then {@code now} each second. Belongs to the ops server's event loop. Gauge {@code
 * levee.ops.viewers}.
 */
final class Live {
  private static final long EVERY_MILLIS = 1_000;

  private final Supplier<OpsConfig> config;
  private final Health health;
  private final Figures figures;
  private final RecentLines lines = new RecentLines();
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Set<HttpServerResponse> viewers = new LinkedHashSet<>();
  private final AtomicInteger count;

  Live(
      Supplier<OpsConfig> config,
      Health health,
      Telemetry telemetry,
      Clock clock,
      LongSupplier nanoTime) {
    this.config = config;
    this.health = health;
    this.figures = new Figures(new Meters(telemetry.registry()));
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.count = telemetry.registry().gauge("levee.ops.viewers", new AtomicInteger());
  }

  void start(Vertx vertx) {
    lines.attach();
    vertx.setPeriodic(EVERY_MILLIS, timer -> beat());
  }

  void stop() {
    lines.detach();
  }

  /** Sends the figures until the viewer leaves. */
  void watch(HttpServerResponse response) {
    if (viewers.size() >= config.get().maxViewers()) {
      response.setStatusCode(503).putHeader("retry-after", "10").end();
      return;
    }
    viewers.add(response);
    count.set(viewers.size());
    response.closeHandler(gone -> left(response)).exceptionHandler(broken -> left(response));
    response
        .setChunked(true)
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("x-accel-buffering", "no");
    response.write("retry: 2000\nevent: history\ndata: " + figures.history().encode() + "\n\n");
  }

  private void left(HttpServerResponse response) {
    viewers.remove(response);
    count.set(viewers.size());
  }

  private void beat() {
    figures.sample(clock.millis(), nanoTime.getAsLong());
    if (!viewers.isEmpty()) {
      health.ready().onSuccess(this::tell);
    }
  }

  private void tell(Health.Readiness readiness) {
    JsonObject now = figures.now().put("log", lines.json());
    now.put("status", word(readiness.status())).put("phase", word(readiness.phase()));
    JsonObject checks = new JsonObject();
    readiness
        .checks()
        .forEach(
            (name, checked) ->
                checks.put(
                    name,
                    new JsonObject()
                        .put("up", checked.up())
                        .put("required", checked.need() == Health.Need.REQUIRED)
                        .put("detail", checked.detail())
                        .put("millis", checked.millis())));
    String event = "event: now\ndata: " + now.put("checks", checks).encode() + "\n\n";
    for (HttpServerResponse viewer : Set.copyOf(viewers)) {
      // Who does not read gets the next one; it says all that this one says.
      if (!viewer.writeQueueFull()) {
        viewer.write(event);
      }
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
