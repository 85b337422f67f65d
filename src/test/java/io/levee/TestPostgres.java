package io.levee;

import io.levee.app.embedded.EmbeddedPostgres;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresConfig;
import io.levee.postgres.Schema;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The real server, shared by all tests of this JVM; each test takes a database of its own. Whoever
 * stops or freezes the server lets it go on before the test ends.
 */
public final class TestPostgres {
  /** Where the server's programs are unpacked, once for all test runs. */
  public static final Path PROGRAMS = Path.of("target", "postgres-programs");

  private static final String TEMPLATE = "template_levee";
  private static EmbeddedPostgres server;
  private static List<Long> frozen = List.of();
  private static int databases;

  private TestPostgres() {}

  /** The address of a fresh database with all tables in it. */
  public static synchronized String url() {
    String name = "test" + ++databases;
    server();
    sql("postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return url(name);
  }

  /** The address of a fresh database with nothing in it. */
  public static synchronized String emptyUrl() {
    String name = "test" + ++databases;
    server();
    sql("postgres", "CREATE DATABASE " + name);
    return url(name);
  }

  /** Usual settings for that database, with pauses short enough for tests. */
  public static PostgresConfig config(String url) {
    return new PostgresConfig(
        url,
        2,
        8,
        512,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        2);
  }

  /** A connection for looking behind the scenes. */
  public static Connection connect(String url) throws SQLException {
    PostgresAddress a = PostgresAddress.parse(url);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(a.host(), a.port(), a.database()),
        a.user(),
        a.password());
  }

  /** Stops the server in order; it stays away until {@link #start}. */
  public static synchronized void stop() {
    server().pause();
  }

  public static synchronized void start() {
    try {
      server().resume();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server as a crash would; it comes back by itself, on the same port. */
  public static synchronized void kill() {
    ProcessHandle.of(server().pid()).orElseThrow().destroyForcibly();
  }

  /** Lets the server fall silent: connections stay, answers do not come. */
  public static synchronized void freeze() {
    ProcessHandle main = ProcessHandle.of(server().pid()).orElseThrow();
    frozen = Stream.concat(Stream.of(main), main.descendants()).map(ProcessHandle::pid).toList();
    signal("-STOP");
  }

  /** Lets it go on. */
  public static synchronized void thaw() {
    signal("-CONT");
    frozen = List.of();
  }

  private static void signal(String signal) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    frozen.forEach(pid -> command.add(Long.toString(pid)));
    try {
      new ProcessBuilder(command).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      try {
        Path home = Files.createTempDirectory("levee-postgres");
        server = EmbeddedPostgres.start(home, PROGRAMS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, home)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      makeTemplate();
    }
    return server;
  }

  private static void makeTemplate() {
    sql("postgres", "CREATE DATABASE " + TEMPLATE);
    String url = url(TEMPLATE);
    Vertx vertx = Vertx.vertx();
    new Schema(vertx, PostgresAddress.parse(url), config(url), Clock.systemUTC())
        .prepare()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static String url(String database) {
    return server.url().replaceFirst("/postgres$", "/" + database);
  }

  private static void sql(String database, String sql) {
    // It may be on its way back from a kill.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              try (Connection connection = connect(url(database));
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return true;
              }
            });
  }

  private static void end(EmbeddedPostgres server, Path home) {
    server.close();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
