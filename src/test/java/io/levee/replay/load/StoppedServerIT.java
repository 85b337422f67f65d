package io.levee.replay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.levee.replay.Target;
import io.levee.replay.plan.Arrivals;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFile;
import io.levee.replay.plan.Segment;
import io.levee.replay.plan.Shape;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Coordinated omission, looked for as a stopped clock: of a server that stands still, every message
 * that was to be sent meanwhile waits from then until the server goes on. Which p99 that makes is
 * known from the schedule and from the server's own account of when it stood still. A load tester
 * that waits for answers before it sends, or counts from when it got round to sending, would say
 * milliseconds.
 *
 * <p>Of 2,000 messages some 280 (14 %) fall into the stop, and p99 is the 21st slowest: well among
 * them, 100 ms below the longest.
 */
@DisabledOnOs(OS.WINDOWS)
final class StoppedServerIT {
  private static final int RATE = 200;
  private static final int WARMUP_SECONDS = 2;
  private static final int RUN_SECONDS = 10;
  private static final double STOP_SECONDS = 1.4;
  private static final int TRIES = 3;
  private static final double TOLERANCE = 0.05;

  @Test
  void aServerThatStandsStillShowsInTheTail() throws Exception {
    List<String> starved = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      Measured measured = measure();
      ReplayResult result = measured.result();
      assertThat(result.answered()).isEqualTo(result.sent());
      assertThat(result.sent()).isEqualTo((long) RATE * RUN_SECONDS);
      Account account = account(measured.answered());
      assertThat(account.stopSeconds()).isGreaterThanOrEqualTo(STOP_SECONDS - 1.0 / RATE);
      assertThat(account.shareStopped()).isBetween(0.1, 0.4);
      double expected = account.p99Millis();
      double p99 = result.latencyMillis(99);
      boolean near = Math.abs(p99 - expected) <= TOLERANCE * expected;
      if (result.valid() && (near || account.catchUpMillis() < TOLERANCE / 2 * expected)) {
        assertThat(p99).as("%s", account).isCloseTo(expected, within(TOLERANCE * expected));
        return;
      }
      starved.add(result.invalid() + ", " + account + ", p99 " + p99);
    }
    assertThat(starved).as("a machine too busy to measure on, %s times", TRIES).isEmpty();
  }

  /**
   * @param answered when the server answered each message, warming up included; in order
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Measured(ReplayResult result, long[] answered) {}

  private static Measured measure() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EchoGateway.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        Writer in = server.outputWriter(StandardCharsets.UTF_8)) {
      Target target = EchoGateway.target(Integer.parseInt(out.readLine()));
      String yaml =
          """
          rate: %d
          arrivals: even
          warmup: %ds
          phases: [{kind: constant, for: %ds}]
          conversation: {messages: 4, think: 500ms}
          """
              .formatted(RATE, WARMUP_SECONDS, RUN_SECONDS);
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
      Thread.sleep((long) (STOP_SECONDS * 1000));
      signal("CONT", server);
      ReplayResult result =
          running.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
      in.write("\n");
      in.flush();
      long[] answered =
          Arrays.stream(out.readLine().split(" ")).mapToLong(Long::parseLong).toArray();
      return new Measured(result, answered);
    } finally {
      server.destroyForcibly();
    }
  }

  /**
   * What must have been, by the server's clock.
   *
   * @param stopSeconds from the last answer before to the first one after
   * @param shareStopped of the measured messages: those that were to be sent meanwhile
   * @param p99Millis had all of these been answered the moment it went on, and all others at once
   * @param catchUpMillis what it took, in truth, until all of these were answered
   */
  private record Account(
      double stopSeconds, double shareStopped, double p99Millis, double catchUpMillis) {}

  private static Account account(long[] answered) {
    int all = RATE * (WARMUP_SECONDS + RUN_SECONDS);
    assertThat(answered).hasSize(all);
    Arrivals arrivals =
        Arrivals.even(
            new Shape(
                List.of(Segment.flat(WARMUP_SECONDS, RATE), Segment.flat(RUN_SECONDS, RATE))));
    long[] intended = new long[all];
    Arrays.setAll(intended, i -> arrivals.next());
    // No message is answered before it was to be sent, and some are at once: so it began.
    long began = Long.MAX_VALUE;
    for (int i = 0; i < all; i++) {
      began = Math.min(began, answered[i] - intended[i]);
    }
    int last = 0;
    for (int i = 1; i < all - 1; i++) {
      last = answered[i + 1] - answered[i] > answered[last + 1] - answered[last] ? i : last;
    }
    long goesOn = answered[last + 1];
    int stopped = 0;
    double[] latencies = new double[RATE * RUN_SECONDS];
    for (int i = 0; i < latencies.length; i++) {
      long due = began + intended[WARMUP_SECONDS * RATE + i];
      // Those that it had answered before it stopped are the first ones, in order.
      if (WARMUP_SECONDS * RATE + i > last && due < goesOn) {
        latencies[i] = (goesOn - due) / 1e6;
        stopped++;
      }
    }
    Arrays.sort(latencies);
    // The smallest value that 99 % of all are not above, as HdrHistogram has it.
    double p99 = latencies[(int) Math.ceil(0.99 * latencies.length) - 1];
    long caughtUp = answered[Math.min(all - 1, last + stopped)];
    return new Account(
        (goesOn - answered[last]) / 1e9,
        (double) stopped / latencies.length,
        p99,
        (caughtUp - goesOn) / 1e6);
  }

  private static void signal(String name, Process to) throws Exception {
    String pid = Long.toString(to.pid());
    int code =
        new ProcessBuilder("kill", "-" + name.toUpperCase(Locale.ROOT), pid).start().waitFor();
    assertThat(code).isZero();
  }
}
