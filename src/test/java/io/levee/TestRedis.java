package io.levee;

import io.levee.redis.RedisConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import redis.embedded.RedisServer;

/** One real Redis for all tests of this JVM. Tests that stop it start it again. */
public final class TestRedis {
  private static final int PORT = freePort();
  private static RedisServer server;

  private TestRedis() {}

  /** Runs, on the same port for the life of the JVM. */
  public static synchronized String url() {
    if (server == null) {
      start();
      Runtime.getRuntime().addShutdownHook(new Thread(TestRedis::kill));
    }
    return "redis://127.0.0.1:" + PORT;
  }

  /** Patient enough for a busy machine, quick to come back. */
  public static RedisConfig config() {
    return new RedisConfig(
        url(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        4096,
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        Duration.ofMillis(500));
  }

  public static void flush() {
    url();
    command("FLUSHALL");
  }

  /** Forgets all scripts, as a server does that was replaced. */
  public static void forgetScripts() {
    command("SCRIPT FLUSH");
  }

  /** Keeps the server from answering for that long. */
  public static void pause(Duration time) {
    command("CLIENT PAUSE " + time.toMillis());
  }

  public static synchronized void kill() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After {@link #kill}: empty, on the same port. */
  public static synchronized void start() {
    try {
      server =
          RedisServer.newRedisServer()
              .port(PORT)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void command(String inline) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      if (first != '+') {
        throw new IllegalStateException(inline + " was refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
