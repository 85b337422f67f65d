package io.levee.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /metrics} and a dashboard. It has an event
 * loop of its own, so that it still answers when the gateway's are blocked: that is when one asks.
 */
public final class OpsServer {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final Supplier<OpsConfig> config;
  private final Health health;
  private final Loops loops;
  private final Telemetry telemetry;
  private final AtomicInteger connections = new AtomicInteger();
  private final Dashboard dashboard = new Dashboard();
  private final Live live;
  private HttpServer server;

  public OpsServer(Supplier<OpsConfig> config, Health health, Loops loops, Telemetry telemetry) {
    this.config = config;
    this.health = health;
    this.loops = loops;
    this.telemetry = telemetry;
    live = new Live(config, health, telemetry, Clock.systemUTC(), System::nanoTime);
    telemetry.registry().gauge("levee.ops.connections", connections);
  }

  /**
   * @return completes with itself once it listens; fails when the address cannot be had
   */
  public Future<OpsServer> start() {
    OpsConfig at = config.get();
    HttpServerOptions options =
        new HttpServerOptions().setHost(at.host()).setPort(at.port()).setIdleTimeout(60);
    server = vertx.createHttpServer(options).requestHandler(this::answer);
    server.connectionHandler(
        connection -> {
          if (connections.incrementAndGet() > at.maxConnections()) {
            connection.close();
          }
          connection.closeHandler(gone -> connections.decrementAndGet());
        });
    live.start(vertx);
    return server.listen().map(this);
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    live.stop();
    return vertx.close();
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!READING.contains(request.method())) {
      response.setStatusCode(405).putHeader("allow", "GET, HEAD").end();
      return;
    }
    response.putHeader("cache-control", "no-store");
    switch (request.path()) {
      case "/health/live" -> live(response);
      case "/health/ready" -> health.ready().onSuccess(readiness -> ready(response, readiness));
      case "/metrics" ->
          response
              .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
              .end(telemetry.scrape());
      case "/live" -> live.watch(response);
      default -> {
        if (!dashboard.serve(request)) {
          response.setStatusCode(404).end();
        }
      }
    }
  }

  private void live(HttpServerResponse response) {
    List<Integer> blocked = loops.blocked(config.get().blockedAfter());
    JsonObject body = new JsonObject().put("status", blocked.isEmpty() ? "live" : "blocked");
    if (!blocked.isEmpty()) {
      body.put("blockedLoops", new JsonArray(blocked));
    }
    json(response, blocked.isEmpty() ? 200 : 503, body);
  }

  private static void ready(HttpServerResponse response, Health.Readiness readiness) {
    JsonObject checks = new JsonObject();
    readiness
        .checks()
        .forEach(
            (name, checked) ->
                checks.put(
                    name,
                    new JsonObject()
                        .put("status", checked.up() ? "up" : "down")
                        .put("required", checked.need() == Health.Need.REQUIRED)
                        .put("detail", checked.detail())
                        .put("millis", checked.millis())));
    json(
        response,
        readiness.status() == Health.Status.UNREADY ? 503 : 200,
        new JsonObject()
            .put("status", readiness.status().name().toLowerCase(Locale.ROOT))
            .put("phase", readiness.phase().name().toLowerCase(Locale.ROOT))
            .put("checks", checks));
  }

  private static void json(HttpServerResponse response, int status, JsonObject body) {
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body.encodePrettily() + "\n");
  }
}
