package io.levee.replay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.levee.replay.Target;
import io.levee.replay.VisitorToken;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFile;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Coordinated omission, looked for as a stopped clock: of a server that stands still for D seconds
 * in a run of T seconds at a steady rate, the slowest 1 % of all messages are those that were to be
 * sent in the first 0.01 T of the stop, so p99 is D - 0.01 T. A load tester that waits for answers
 * before it sends, or counts from when it got round to sending, would say milliseconds.
 */
@DisabledOnOs(OS.WINDOWS)
final class StoppedServerIT {
  private static final double RUN_SECONDS = 10;
  private static final double STOP_SECONDS = 1.4;

  @Test
  void aServerThatStandsStillShowsInTheTail() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EchoGateway.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      Target target = EchoGateway.target(Integer.parseInt(out.readLine()));
      String yaml =
          """
          rate: 200
          arrivals: even
          warmup: 2s
          phases: [{kind: constant, for: %s}]
          conversation: {messages: 4, think: 500ms}
          """
              .formatted(RUN_SECONDS + "s");
      Scenario scenario = ScenarioFile.parse("stopped", yaml, Path.of(""), List.of());
      CountDownLatch begun = new CountDownLatch(1);
      Future<ReplayResult> running =
          Replay.run(
              scenario,
              new Targets(List.of(target), Optional.empty()),
              (second, seconds) -> {
                if (second.at() >= 3) {
                  begun.countDown();
                }
              });
      assertThat(begun.await(90, TimeUnit.SECONDS)).isTrue();
      signal("STOP", server);
      long stopped = System.nanoTime();
      CompletableFuture<Double> witness = witness(target, stopped);
      Thread.sleep((long) (STOP_SECONDS * 1000));
      signal("CONT", server);
      double stop = witness.get(60, TimeUnit.SECONDS);
      assertThat(stop).isGreaterThanOrEqualTo(STOP_SECONDS);

      ReplayResult result =
          running.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
      double expected = (stop - 0.01 * RUN_SECONDS) * 1000;
      assertThat(result.latencyMillis(99)).isCloseTo(expected, within(0.05 * expected));
      assertThat(result.answered()).isEqualTo(result.sent());
      assertThat(result.sent()).isEqualTo((long) (200 * RUN_SECONDS));
    } finally {
      server.destroyForcibly();
    }
  }

  /**
   * How long the stop was, as somebody else saw it: one request from its beginning. On a busy
   * machine a server that may go on does not go on at once, which is not the load tester's
   * invention.
   */
  private static CompletableFuture<Double> witness(Target target, long stopped) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target.url() + "/v1/conversations/none/messages?after=0"))
            .header(
                "Authorization", "Bearer " + VisitorToken.sign("s", "demo", "w", "", Instant.EPOCH))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> (System.nanoTime() - stopped) / 1e9);
  }

  private static void signal(String name, Process to) throws Exception {
    String pid = Long.toString(to.pid());
    int code =
        new ProcessBuilder("kill", "-" + name.toUpperCase(Locale.ROOT), pid).start().waitFor();
    assertThat(code).isZero();
  }
}
