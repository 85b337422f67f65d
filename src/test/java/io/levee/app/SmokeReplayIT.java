package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.ops.Health;
import io.levee.ops.Telemetry;
import io.levee.replay.Target;
import io.levee.replay.load.Progress;
import io.levee.replay.load.Replay;
import io.levee.replay.load.ReplayResult;
import io.levee.replay.load.Targets;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shipped smoke scenario against the gateway itself, with agents at their desks. */
final class SmokeReplayIT {
  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
  }

  @Test
  void nothingIsLostDoubledOrOutOfOrder() throws Exception {
    List<String> sets =
        List.of(
            "http.port=0",
            "ops.port=0",
            "postgres.url=" + TestPostgres.url(),
            "redis.url=" + TestRedis.url());
    Config config =
        new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
    Telemetry telemetry = new Telemetry();
    Vertx vertx = telemetry.vertx(new VertxOptions().setEventLoopPoolSize(2));
    GatewayStart.Running gateway = null;
    try {
      Health health = new Health(config::ops, System::nanoTime, telemetry.registry());
      gateway = get(Gateway.start(new Ground(vertx, () -> config, telemetry.registry(), health)));
      Target target =
          new Target(
              URI.create("http://127.0.0.1:" + URI.create(gateway.url()).getPort()),
              "demo",
              "",
              config.storefronts().get("demo").door().tokenSecret());
      Scenario smoke =
          ScenarioFile.read(
              Path.of("loadtest", "scenarios", "smoke.yaml"),
              List.of(
                  "speed=2",
                  "patience=60s",
                  "conversation.askPerson=0.2",
                  "agents.accounts=[{user: alice, password: demo}]",
                  "agents.answerAfter=200ms"));
      ReplayResult result =
          get(Replay.run(smoke, new Targets(List.of(target), Optional.empty()), Progress.NONE));
      assertThat(result.breaches()).as(result.errors().toString()).isEmpty();
      assertThat(result.sent()).isPositive();
      assertThat(result.answered() + result.shed()).isEqualTo(result.sent());
      assertThat(result.verified()).isPositive();
      assertThat(result.seats().assigned()).isPositive();
    } finally {
      if (gateway != null) {
        get(gateway.drain());
      }
      get(vertx.close());
      telemetry.close();
    }
  }
}
