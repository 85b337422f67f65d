package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that talks to itself before it is ready. */
@Timeout(240)
final class WarmUpIT {
  private static final List<String> TABLES =
      List.of("conversation", "message", "outbox", "open_conversation", "standing");

  /** What shoppers move, each as it is when nobody came. */
  private static final Pattern SHOPPERS =
      Pattern.compile(
          "levee_(turn|understanding_heard|understanding_cache_(hits|misses|size)|channel"
              + "|journal|session|handoff_waiting)\\w*(_total|_count|_size|_waiting)(\\{.*)? .*");

  @TempDir private Path dir;

  @Test
  void isReadyOnlyWhenItIsWarmAndNothingOfThatIsKeptOrCounted() throws Exception {
    try (RunningGateway gateway = new RunningGateway(dir, "ops.warmUp=5s")) {
      gateway.launch();
      awaitLogged(gateway, "The warm-up begins");
      HttpResponse<String> health = gateway.get(ops(gateway) + "/health/ready");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("starting");

      gateway.awaitReady();

      assertThat(gateway.logged())
          .containsPattern("\"message\":\"warm\".*\"answers\":\"?[1-9]")
          .doesNotContain("\"WARN\"", "\"ERROR\"");
      List<String> metrics = gateway.get(ops(gateway) + "/metrics").body().lines().toList();
      assertThat(metrics)
          .anyMatch(line -> line.startsWith("levee_ops_warmup_seconds") && value(line) > 0);
      List<String> moved = metrics.stream().filter(SHOPPERS.asMatchPredicate()).toList();
      assertThat(moved).isNotEmpty().allMatch(line -> value(line) == 0);
      assertThat(gateway.terminate()).isZero();
      gateway.lookInto(WarmUpIT::assertEmpty);
    }
  }

  @Test
  void stopsAtOnceWhileItWarmsUp() throws Exception {
    try (RunningGateway gateway = new RunningGateway(dir, "ops.warmUp=5m")) {
      gateway.launch();
      awaitLogged(gateway, "The warm-up begins");

      assertThat(gateway.terminate()).isZero();

      assertThat(gateway.logged())
          .contains("Stopped while warming up", "\"message\":\"drained\"")
          .doesNotContain("\"message\":\"ready\"");
    }
  }

  private static void awaitLogged(RunningGateway gateway, String part) {
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreException(IOException.class)
        .until(() -> gateway.logged().contains(part));
  }

  private static String ops(RunningGateway gateway) {
    return "http://127.0.0.1:" + gateway.opsPort;
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static Void assertEmpty(Connection store) throws SQLException {
    for (String table : TABLES) {
      try (Statement look = store.createStatement();
          ResultSet found = look.executeQuery("SELECT count(*) FROM " + table)) {
        assertThat(found.next()).isTrue();
        assertThat(found.getInt(1)).as(table).isZero();
      }
    }
    return null;
  }
}
