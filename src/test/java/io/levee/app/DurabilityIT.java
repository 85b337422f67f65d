package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.replay.Ask;
import io.levee.replay.AskOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to messages when something is killed: nothing acknowledged is lost or doubled. */
final class DurabilityIT {
  private static final int QUESTIONS = 400;

  @TempDir private Path dir;

  @Test
  void aKilledGatewayLosesNothingThatItAcknowledged() throws Exception {
    try (RunningGateway gateway = new RunningGateway(dir).start()) {
      Path questions = questions();
      CompletableFuture<JsonNode> first = ask(gateway, questions, false);
      awaitTurns(gateway, QUESTIONS / 4);
      gateway.kill();
      assertThat(first).isNotDone();
      gateway.start();

      assertThat(first.get().path("acked").asInt()).isEqualTo(QUESTIONS);
      JsonNode again = ask(gateway, questions, false).get();
      assertThat(again.path("duplicates").asInt()).isEqualTo(QUESTIONS);
      assertThat(again.path("errors").asInt()).isZero();
      assertEverythingIsThereOnce(gateway);
    }
  }

  @Test
  void killedAndWipedStoresCostPatienceAndNothingElse() throws Exception {
    try (RunningGateway gateway = new RunningGateway(dir).start()) {
      Path questions = questions();
      CompletableFuture<JsonNode> asked = ask(gateway, questions, true);
      awaitTurns(gateway, QUESTIONS / 8);
      gateway.wipeRedis();
      awaitTurns(gateway, QUESTIONS / 4);
      gateway.killServer("postgres");

      assertThat(asked.get().path("acked").asInt()).isEqualTo(QUESTIONS);
      gateway.awaitReady();
      JsonNode again = ask(gateway, questions, true).get();
      assertThat(again.path("duplicates").asInt()).isEqualTo(QUESTIONS);
      assertEverythingIsThereOnce(gateway);
    }
  }

  private Path questions() throws Exception {
    // Different each time, so that many have to be thought about.
    return Files.writeString(
        dir.resolve("questions.txt"),
        IntStream.range(0, QUESTIONS)
            .mapToObj(i -> "第" + i + "件衬衫啥时候发货")
            .collect(Collectors.joining("\n")));
  }

  private static CompletableFuture<JsonNode> ask(
      RunningGateway gateway, Path questions, boolean socket) {
    return CompletableFuture.supplyAsync(
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          ByteArrayOutputStream err = new ByteArrayOutputStream();
          AskOptions options =
              new AskOptions(
                  questions, 0, 10_000, socket, 8, "ask", true, Duration.ofMinutes(2), 0, true);
          try {
            new Ask(
                    gateway.target(),
                    options,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    80)
                .run();
            return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
          } catch (Exception e) {
            throw new IllegalStateException(err.toString(StandardCharsets.UTF_8), e);
          }
        });
  }

  private static void awaitTurns(RunningGateway gateway, int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> turns(gateway) >= count);
  }

  private static double turns(RunningGateway gateway) throws Exception {
    return gateway
        .get("http://127.0.0.1:" + gateway.opsPort + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("levee_admission_admitted_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void assertEverythingIsThereOnce(RunningGateway gateway) throws Exception {
    assertThat(gateway.terminate()).isZero();
    gateway.lookInto(
        store -> {
          assertThat(count(store, "SELECT count(*) FROM message WHERE sender = 'customer'"))
              .isEqualTo(QUESTIONS);
          assertThat(count(store, "SELECT count(*) FROM conversation")).isEqualTo(QUESTIONS);
          assertThat(
                  count(
                      store,
                      "SELECT count(*) FROM (SELECT conversation_id FROM message"
                          + " GROUP BY conversation_id HAVING max(seq) <> count(*)) gaps"))
              .isZero();
          assertThat(
                  count(
                      store,
                      "SELECT count(*) FROM message q WHERE sender = 'customer' AND NOT EXISTS"
                          + " (SELECT 1 FROM message a WHERE a.conversation_id = q.conversation_id"
                          + " AND a.sender = 'bot')"))
              .isZero();
          assertThat(count(store, "SELECT count(*) FROM pending_answer")).isZero();
          return null;
        });
  }

  private static long count(Connection store, String sql) throws Exception {
    try (Statement statement = store.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
