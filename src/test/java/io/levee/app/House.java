package io.levee.app;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.ops.Health;
import io.levee.ops.Loops;
import io.levee.ops.OpsServer;
import io.levee.ops.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole gateway with its ops port, a line to it that can be cut, and a browser to visit it. */
final class House {
  static final int PATIENCE_MILLIS = 20_000;

  final Browsers browsers;
  private final Telemetry telemetry = new Telemetry();
  private final Vertx vertx = telemetry.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Loops loops;
  private final OpsServer ops;
  private final GatewayStart.Running gateway;
  private final Cable cable;

  private House(Browsers browsers, Config config) throws Exception {
    this.browsers = browsers;
    Health health = new Health(config::ops, System::nanoTime, telemetry.registry());
    loops = new Loops(vertx, config.ops().beat(), System::nanoTime, telemetry.registry());
    ops = new OpsServer(config::ops, health, loops, telemetry);
    get(ops.start());
    gateway = get(Gateway.start(new Ground(vertx, () -> config, telemetry.registry(), health)));
    health.serving();
    cable = new Cable(vertx, port());
  }

  /**
   * @param settings what differs from the configuration that ships, as {@code key=value}
   */
  static House open(String... settings) throws Exception {
    Browsers browsers = Browsers.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Stream<String> own =
        Stream.of(
            "http.port=0",
            "ops.port=0",
            "storefronts.demo.tokensPerMinute=1000",
            "postgres.url=" + TestPostgres.url(),
            "redis.url=" + TestRedis.url());
    List<String> sets = Stream.concat(own, Stream.of(settings)).toList();
    Config config =
        new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
    return new House(browsers, config);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
  }

  /** The gateway's own public port. */
  int port() {
    return URI.create(gateway.url()).getPort();
  }

  int opsPort() {
    return ops.port();
  }

  Cable cable() {
    return cable;
  }

  void close() throws Exception {
    get(gateway.drain());
    loops.close();
    get(ops.close());
    get(vertx.close());
    telemetry.close();
    browsers.close();
  }
}
