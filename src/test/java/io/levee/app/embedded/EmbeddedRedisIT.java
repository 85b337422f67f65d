package io.levee.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisIT {
  @TempDir Path home;

  private static String ask(EmbeddedRedis server, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = reader.readLine();
      return line.startsWith("$") ? reader.readLine() : line;
    }
  }

  @Test
  void keepsItsDataOverARestart() throws Exception {
    int port;
    try (EmbeddedRedis server = EmbeddedRedis.start(home)) {
      port = server.port();
      assertThat(ask(server, "SET kept 42")).isEqualTo("+OK");
    }
    try (EmbeddedRedis again = EmbeddedRedis.start(home)) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(ask(again, "GET kept")).isEqualTo("42");
    }
  }

  @Test
  void aServerThatIsKilledComesBackOnTheSamePort() throws Exception {
    try (EmbeddedRedis server = EmbeddedRedis.start(home)) {
      long killed = server.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(() -> server.pid() != killed && ask(server, "PING").equals("+PONG"));
    }
  }

  @Test
  void takesOverTheServerOfAKilledGateway() throws Exception {
    EmbeddedRedis orphan = EmbeddedRedis.start(home);
    ask(orphan, "SET kept 42");
    orphan.abandon();

    try (EmbeddedRedis server = EmbeddedRedis.start(home)) {
      assertThat(server.pid()).isEqualTo(orphan.pid());
      assertThat(ask(server, "GET kept")).isEqualTo("42");
    }
    assertThat(ProcessHandle.of(orphan.pid())).isEmpty();
  }

  @Test
  void twoGatewaysDoNotShareADirectory() throws Exception {
    try (EmbeddedRedis server = EmbeddedRedis.start(home)) {
      assertThatThrownBy(() -> EmbeddedRedis.start(home)).isInstanceOf(IOException.class);
      assertThat(ask(server, "PING")).isEqualTo("+PONG");
    }
  }
}
