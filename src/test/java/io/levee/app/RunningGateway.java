package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.app.embedded.EmbeddedPostgres;
import io.levee.postgres.PostgresAddress;
import io.levee.replay.Target;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway as an operator runs it: a process of its own, with the stores it starts itself. */
final class RunningGateway implements AutoCloseable {
  static final String API_KEY = "demo-api-key";
  static final String TOKEN_SECRET = "a-secret-that-visitor-tokens-are-signed-with";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final HttpClient http = HttpClient.newHttpClient();
  final int port = freePort();
  final int opsPort = freePort();
  private final Path dir;
  private final List<String> settings;
  private Process process;

  /**
   * @param dir takes the configuration and all data
   * @param settings as for {@code --set}
   */
  RunningGateway(Path dir, String... settings) throws IOException {
    this.dir = dir;
    this.settings = List.of(settings);
    String hash = io.levee.desk.PasswordHash.of("demo");
    Files.writeString(
        config(),
        """
        http: {port: %d}
        ops: {port: %d, warmUp: 0s}
        data: %s
        log: {format: json}
        storefronts:
          demo:
            widgetKey: demo-widget
            apiKey: %s
            tokenSecret: %s
            origins: [self, "https://shop.example"]
            tokensPerMinute: 1000
        agents:
          alice: {name: Alice, storefront: demo, capacity: 2, passwordHash: "%s"}
          bob: {name: Bob, storefront: demo, capacity: 2, passwordHash: "%s"}
        desk: {tokenSecret: a-secret-that-agents-tokens-are-signed-with}
        """
            .formatted(port, opsPort, dir.resolve("data"), API_KEY, TOKEN_SECRET, hash, hash));
  }

  Path config() {
    return dir.resolve("levee.yaml");
  }

  Path log() {
    return dir.resolve("gateway.log");
  }

  /** Starts it and waits until it is ready. */
  RunningGateway start() throws IOException {
    launch();
    awaitReady();
    return this;
  }

  /** Starts it and waits for nothing. */
  void launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlevee.stacktraces=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--config",
                config().toString()));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              assertThat(process.isAlive() ? "" : "ended with " + process.exitValue())
                  .as(log() + ":\n" + logged())
                  .isEmpty();
              return ready();
            });
  }

  private boolean ready() throws InterruptedException {
    try {
      JsonNode body = MAPPER.readTree(get("http://127.0.0.1:" + opsPort + "/health/ready").body());
      return body.path("status").asText().equals("ready")
          && body.path("phase").asText().equals("serving");
    } catch (IOException notYet) {
      return false;
    }
  }

  String logged() throws IOException {
    return Files.exists(log()) ? Files.readString(log()) : "";
  }

  HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Target target() {
    return new Target(URI.create(url()), "demo", API_KEY, TOKEN_SECRET);
  }

  /** What no process survives. The servers it started live on. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** As an operator stops it. @return the exit code */
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Kills the server of a store as a crash would; the gateway starts it again by itself. */
  void killServer(String store) throws IOException {
    Path file =
        dir.resolve(store.equals("redis") ? "data/redis/pid" : "data/postgres/data/postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  /** Wipes Redis: kills it and deletes what it had on disk. */
  void wipeRedis() throws IOException {
    Path dump = dir.resolve("data/redis/data/dump.rdb");
    Files.deleteIfExists(dump);
    killServer("redis");
    Files.deleteIfExists(dump);
  }

  /** Looks into the store, which the gateway must have left. */
  <T> T lookInto(Look<T> look) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(dir.resolve("data/postgres"))) {
      PostgresAddress address = PostgresAddress.parse(server.url());
      try (Connection connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + address.port() + "/" + address.database(),
              address.user(),
              address.password())) {
        return look.at(connection);
      }
    }
  }

  /** A question to the store. */
  interface Look<T> {
    T at(Connection connection) throws Exception;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      process.onExit().join();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
