package io.levee.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PostgresConfigTest {
  private static PostgresConfig config(String url, int connections, int answerSeconds) {
    return new PostgresConfig(
        url,
        connections,
        8,
        512,
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofSeconds(answerSeconds),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        2);
  }

  @Test
  void takesTheEmbeddedServerAndAnAddress() {
    assertThat(config("embedded", 2, 3).faults()).isEmpty();
    assertThat(config("postgresql://u:p@h/d", 2, 3).faults()).isEmpty();
  }

  @Test
  void tellsAllFaultsAtOnce() {
    assertThat(config("postgresql://h/d", 0, 2).faults())
        .extracting(Fault::key)
        .containsExactly("url", "connections", "answerTimeout");
  }

  @Test
  void neverPrintsTheAddress() {
    assertThat(config("postgresql://u:hidden@h/d", 2, 3).toString()).doesNotContain("hidden");
  }
}
