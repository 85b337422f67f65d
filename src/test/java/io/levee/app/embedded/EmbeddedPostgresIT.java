package io.levee.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
  @TempDir Path home;

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.start(home, TestPostgres.PROGRAMS);
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void tell(String url, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void keepsItsDataAndWhatItSaysItHas() throws Exception {
    String url;
    try (EmbeddedPostgres server = start()) {
      url = server.url();
      tell(url, "CREATE TABLE kept AS SELECT 42 AS answer");
      assertThat(ask(url, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(url, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(url, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(url, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(url, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      String withoutPassword = url.replaceFirst(":[0-9a-f]{32}@", ":guess@");
      assertThatThrownBy(() -> ask(withoutPassword, "SELECT 1")).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);
    try (EmbeddedPostgres again = start()) {
      assertThat(again.url()).isEqualTo(url);
      assertThat(ask(again.url(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void aServerThatIsKilledComesBackOnTheSamePort() throws Exception {
    try (EmbeddedPostgres server = start()) {
      tell(server.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
      long killed = server.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> ask(server.url(), "SELECT answer FROM kept").equals("42"));
      assertThat(server.pid()).isNotEqualTo(killed);
    }
  }

  @Test
  void takesOverTheServerOfAKilledGateway() throws Exception {
    EmbeddedPostgres orphan = start();
    tell(orphan.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
    orphan.abandon();

    try (EmbeddedPostgres server = start()) {
      assertThat(server.pid()).isEqualTo(orphan.pid());
      assertThat(ask(server.url(), "SELECT answer FROM kept")).isEqualTo("42");
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> ask(server.url(), "SELECT answer FROM kept").equals("42"));
    }
    assertThat(ProcessHandle.of(orphan.pid())).isEmpty();
  }

  @Test
  void twoGatewaysDoNotShareADirectory() throws Exception {
    try (EmbeddedPostgres server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another gateway uses");
      assertThat(ask(server.url(), "SELECT 1")).isEqualTo("1");
    }
  }
}
