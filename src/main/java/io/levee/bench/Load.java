package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A server and what is sent to it. */
record Load(Child server, Generator generator, int window) implements AutoCloseable {
  static final String CACHED = "\u4f60\u597d";

  /** Where is my parcel? Answering that takes the shop. */
  static final String ORDER = "\u6211\u7684\u5feb\u9012\u5230\u54ea\u4e86";

  /** With one message unanswered each, as shoppers have. */
  static final int SOCKETS = 800;

  /** With eight: a bot's, or another gateway's. */
  private static final int BUSY_SOCKETS = 100;

  private static final int WINDOW = 8;
  private static final int REQUESTS = 256;
  private static final int EACH = 256;
  private static final int SHOPPERS = 20_000;
  private static final double WARM = 0.05;

  /** What was compiled last may have made it that much faster. */
  private static final double FASTER = 1.05;

  private static final int CALM = 2;

  /** Kinds of way in. */
  enum Way {
    WS,
    HTTP;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** As many connections as keep a server busy, each waiting for its answers. */
  static Load busy(Child server, Way way, boolean gateway) throws IOException {
    return switch (way) {
      case WS ->
          new Load(server, sockets(server, SOCKETS, gateway, gateway ? "ws" : "echo", CACHED), 1);
      case HTTP -> new Load(server, requests(server, REQUESTS, CACHED, ""), 1);
    };
  }

  /** Sockets that do not wait for an answer before they say more. */
  static Load hasty(Child server, boolean gateway) throws IOException {
    return new Load(
        server, sockets(server, BUSY_SOCKETS, gateway, gateway ? "hasty" : "echo", CACHED), WINDOW);
  }

  /**
   * Many connections with one message unanswered each, as shoppers have.
   *
   * @param hello whether the server wants to be greeted
   */
  static Load shoppers(Child server, Way way, boolean hello) throws IOException {
    return switch (way) {
      case WS -> new Load(server, sockets(server, EACH, hello, "each", CACHED), 1);
      case HTTP -> new Load(server, requests(server, EACH, CACHED, ""), 1);
    };
  }

  /**
   * @param name of the customers
   */
  static Generator sockets(Child server, int count, boolean gateway, String name, String text)
      throws IOException {
    return Generator.open(
        server.address(), new SocketTalk("/v1/socket", gateway, text), count, Customers.each(name));
  }

  /** Many shoppers on so many connections. */
  static Generator requests(Child server, int count, String text, String wanted)
      throws IOException {
    return Generator.open(
        server.address(),
        new HttpTalk("/v1/messages", text, Talk.bytes(wanted)),
        count,
        Customers.pool("http", SHOPPERS));
  }

  /**
   * Until the compilers have hardly anything left to do, and what they did last has made nothing
   * faster: they take the server's processor time while they work, and what is not compiled costs
   * many times as much, which both says nothing about a turn.
   */
  Load warm(Pace pace, Consumer<String> progress) throws IOException {
    warm(server, pace.warmUps(), progress, () -> generator.closed(window, pace.warmUp()));
    return this;
  }

  /** Some load. */
  interface Stretch {
    Tally run() throws IOException;
  }

  /** The same with any load, {@code most} stretches of it at most, on all cores meanwhile. */
  static void warm(Child server, int most, Consumer<String> progress, Stretch stretch)
      throws IOException {
    server.free();
    int calm = 0;
    double best = 0;
    for (int i = 0; i < most && calm < CALM; i++) {
      double before = server.cpuSeconds();
      double compiledBefore = server.compilerSeconds();
      Tally tally = stretch.run();
      double cpu = Math.max(0.01, server.cpuSeconds() - before);
      double compiling = (server.compilerSeconds() - compiledBefore) / cpu;
      double turns = tally.answered() / cpu;
      progress.accept(
          "  %s: %,.0f turns a CPU second, %.0f %% of it compiling"
              .formatted(server.name(), turns, 100 * compiling));
      // Compilers pause, too, between what is called often and what is called very often.
      calm = compiling < WARM && turns < FASTER * best ? calm + 1 : 0;
      best = Math.max(best, turns);
    }
    server.pin();
  }

  /** Keeps it busy for so long. */
  Tally run(Duration length) throws IOException {
    return generator.closed(window, length);
  }

  @Override
  public void close() throws IOException {
    generator.close();
  }
}
