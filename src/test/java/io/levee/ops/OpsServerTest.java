package io.levee.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OpsServerTest {
  private final OpsConfig config =
      new OpsConfig(
          "127.0.0.1",
          0,
          Duration.ofMillis(200),
          Duration.ofMillis(10),
          Duration.ofMillis(500),
          64,
          1,
          Duration.ZERO);
  private final Telemetry telemetry = new Telemetry();
  private final Vertx vertx = telemetry.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Loops loops =
      new Loops(vertx, config.beat(), System::nanoTime, telemetry.registry());
  private final Health health = new Health(() -> config, System::nanoTime, telemetry.registry());
  private final OpsServer server = new OpsServer(() -> config, health, loops, telemetry);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    server.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    loops.close();
    Future.join(server.close(), vertx.close())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    telemetry.close();
  }

  @Test
  void isNotReadyBeforeItServesAndWhileItDrains() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    health.serving();
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    health.draining();
    HttpResponse<String> draining = get("/health/ready");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(draining.body()).getString("phase")).isEqualTo("draining");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void worksOnDegradedWithoutWhatItCanDoWithout() throws Exception {
    health.register("redis", Health.Need.OPTIONAL, () -> Future.failedFuture("refused"));
    health.register("postgres", Health.Need.REQUIRED, () -> Future.succeededFuture("17.6"));
    health.serving();

    HttpResponse<String> answer = get("/health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getString("status")).isEqualTo("degraded");
    JsonObject checks = body.getJsonObject("checks");
    assertThat(checks.getJsonObject("redis").getString("status")).isEqualTo("down");
    assertThat(checks.getJsonObject("redis").getString("detail")).isEqualTo("refused");
    assertThat(checks.getJsonObject("postgres").getString("status")).isEqualTo("up");
  }

  @Test
  void isNotReadyWithoutWhatItNeeds() throws Exception {
    health.register("redis", Health.Need.OPTIONAL, () -> Future.failedFuture("refused"));
    health.register("postgres", Health.Need.REQUIRED, () -> Future.failedFuture("refused"));
    health.serving();
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aCheckThatHangsIsDownInTimeAndIsNotAskedTwice() throws Exception {
    Promise<String> never = Promise.promise();
    int[] asked = new int[1];
    health.register(
        "postgres",
        Health.Need.REQUIRED,
        () -> {
          asked[0]++;
          return never.future();
        });
    health.serving();

    assertThat(get("/health/ready").body()).contains("no answer within 200 ms");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(asked[0]).isEqualTo(1);

    never.complete("back");
    await().untilAsserted(() -> assertThat(get("/health/ready").statusCode()).isEqualTo(200));
  }

  @Test
  void aCheckThatThrowsIsDown() throws Exception {
    health.register(
        "knowledge",
        Health.Need.REQUIRED,
        () -> {
          throw new IllegalStateException("not loaded");
        });
    health.serving();
    assertThat(get("/health/ready").body()).contains("not loaded");
  }

  @Test
  void aBlockedLoopIsNotLiveUntilItRunsAgain() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    CountDownLatch release = new CountDownLatch(1);
    vertx.runOnContext(
        ignored -> {
          try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    await().untilAsserted(() -> assertThat(get("/health/live").statusCode()).isEqualTo(503));
    assertThat(new JsonObject(get("/health/live").body()).getJsonArray("blockedLoops")).hasSize(1);
    release.countDown();
    await().untilAsserted(() -> assertThat(get("/health/live").statusCode()).isEqualTo(200));
  }

  @Test
  void metricsTellOfTheJvmTheLoopsAndWhatRoomsRegister() throws Exception {
    telemetry.registry().counter("levee.turn.answered").increment();
    String metrics = get("/metrics").body();
    assertThat(metrics)
        .contains("jvm_memory_used_bytes", "process_uptime_seconds", "levee_ops_ready")
        .contains(
            "levee_ops_loop_lag_seconds{loop=\"0\"}", "levee_ops_loop_lag_seconds{loop=\"1\"}")
        .contains("levee_turn_answered_total 1.0");
  }

  @Test
  void theDashboardIsServedWithAllThatItLoads() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    for (String file : List.of("main.js", "charts.js", "live.js", "words.js", "dashboard.css")) {
      assertThat(get("/" + file).statusCode()).as(file).isEqualTo(200);
    }
    assertThat(get("/echarts.js").body()).contains("6.0.0");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void whoWatchesIsToldOfTurnsChecksAndWarningsWithoutWhatTheyAreAbout() throws Exception {
    Timer turns =
        Timer.builder("levee.turn")
            .tag("outcome", "bot")
            .publishPercentileHistogram()
            .register(telemetry.registry());
    health.register("postgres", Health.Need.REQUIRED, () -> Future.succeededFuture("17.6"));
    health.serving();
    try (Stream<String> events = watch().body()) {
      Iterator<String> lines = events.iterator();
      await()
          .untilAsserted(
              () -> {
                for (int i = 0; i < 100; i++) {
                  turns.record(Duration.ofMillis(40));
                }
                LoggerFactory.getLogger("io.levee.Room").warn("it went wrong for {}", "Li Lei");
                JsonObject now = next(lines);
                JsonObject turn = now.getJsonObject("turns");
                assertThat(turn.getDouble("perSecond")).isPositive();
                assertThat(turn.getDouble("p95")).isBetween(30.0, 55.0);
                assertThat(now.getString("status")).isEqualTo("ready");
                assertThat(now.getJsonObject("checks").getJsonObject("postgres").getBoolean("up"))
                    .isTrue();
                assertThat(now.getJsonArray("log").encode())
                    .contains("it went wrong for {}")
                    .doesNotContain("Li Lei");
              });
    }
  }

  @Test
  void noMoreThanSoManyMayWatch() throws Exception {
    try (Stream<String> first = watch().body()) {
      assertThat(first.iterator().next()).isNotEmpty();
      assertThat(get("/live").statusCode()).isEqualTo(503);
    }
  }

  private HttpResponse<Stream<String>> watch() throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/live")).build(),
        HttpResponse.BodyHandlers.ofLines());
  }

  private static JsonObject next(Iterator<String> lines) {
    while (!lines.next().equals("event: now")) {
      // What came before.
    }
    return new JsonObject(lines.next().substring("data: ".length()));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
