package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The gateway against a bare echo, in turns on one machine: each in a process of its own, on core 0
 * where that can be had, the load and the stores on core 1. CPU is the server's user and system
 * time, from the first message until all that was begun is committed and carried out.
 */
public final class Bench {
  /** What may be asked for with {@code --only}. */
  public static final Set<String> PARTS = Set.of("ws", "http", "idle", "overload");

  private static final String TEXT = "\u4f60\u597d";
  private static final int SOCKETS = 100;
  private static final int WINDOW = 8;
  private static final int REQUESTS = 64;
  private static final int CROWD = 1_000;
  private static final int UNANSWERED = 16;
  private static final double WARM = 0.05;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final Duration SETTLE = Duration.ofMillis(700);
  private static final Duration WARM_OVERLOAD = Duration.ofSeconds(5);

  /**
   * @param quick fewer and shorter repetitions: ten minutes at most
   * @param main the class that runs the gateway, and the configuration it is given
   * @param sets further settings of the gateway, such as {@code journal.maxBatch=64}
   * @param parts of {@link #PARTS}
   * @param directory for the gateway's data and the logs; it may be deleted afterwards
   */
  public record Options(
      boolean quick,
      String main,
      Path config,
      List<String> sets,
      Set<String> parts,
      Path directory) {}

  private final Options options;
  private final Consumer<String> progress;
  private final Figures figures = new Figures();

  private Bench(Options options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs it; blocks for minutes.
   *
   * @param progress is told what is being done, a line each
   * @throws IOException if a server cannot be started or breaks
   */
  public static Figures run(Options options, Consumer<String> progress)
      throws IOException, InterruptedException {
    Bench bench = new Bench(options, progress);
    Pinning.move(ProcessHandle.current().pid(), 1);
    bench.describe();
    try (Child echo = bench.echo();
        Child gateway = bench.gateway("gateway", List.of())) {
      if (options.parts().contains("ws")) {
        bench.compare("ws", gateway, echo, SOCKETS, WINDOW);
      }
      if (options.parts().contains("http")) {
        bench.compare("http", gateway, echo, REQUESTS, 1);
      }
      if (options.parts().contains("idle")) {
        bench.idle(gateway, echo);
      }
      if (options.parts().contains("overload")) {
        bench.overload("adaptive", gateway);
      }
    }
    if (options.parts().contains("overload")) {
      try (Child open = bench.gateway("gateway-off", List.of("admission.limiter=off"))) {
        bench.overload("off", open);
      }
    }
    return bench.figures;
  }

  private void describe() {
    figures.note(
        Pinning.isPossible()
            ? "The server that is measured is pinned to core 0; the load, PostgreSQL and Redis to core"
                + " 1."
            : "Nothing is pinned: taskset, or a second core, is not to be had here.");
    figures.note(
        System.getProperty("os.name")
            + ", "
            + CORES
            + " cores, "
            + System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version")
            + ", flags "
            + String.join(" ", flags()));
  }

  private static List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean ours = flag.startsWith("-XX:") || flag.startsWith("--");
      if (ours && !flag.contains("Tiered") && !flag.contains("FlightRecord")) {
        flags.add(flag);
      }
    }
    flags.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"));
    String more = System.getProperty("levee.bench.flags", "");
    flags.addAll(more.isBlank() ? List.of() : List.of(more.split(" ")));
    return flags;
  }

  private Child echo() throws IOException, InterruptedException {
    progress.accept("starting the bare echo");
    return Child.start(
        "bare echo",
        flags(),
        BareEcho.class.getName(),
        List.of(),
        options.directory().resolve("echo.log"));
  }

  private Child gateway(String name, List<String> more) throws IOException, InterruptedException {
    progress.accept("starting the " + name);
    Path data = Files.createDirectories(options.directory().resolve(name));
    List<String> sets = new ArrayList<>();
    sets.addAll(
        List.of(
            "http.port=0",
            "ops.port=0",
            "data=" + data.toAbsolutePath(),
            "storefronts.demo.tokenSecret=" + Tokens.SECRET,
            "admission.visitorRate=100000",
            "admission.visitorBurst=1000000",
            "admission.storefrontRate=10000000",
            "admission.storefrontBurst=10000000",
            "admission.brownout=0",
            "socket.maxSockets=20000",
            "socket.pingInterval=10m")); // the load answers no pings
    sets.addAll(options.sets());
    sets.addAll(more);
    List<String> args = new ArrayList<>(List.of("serve"));
    if (options.config() != null) {
      args.addAll(List.of("--config", options.config().toString()));
    }
    sets.forEach(set -> args.addAll(List.of("--set", set)));
    return Child.start(
        name, flags(), options.main(), args, options.directory().resolve(name + ".log"));
  }

  private static Talk talk(String kind, boolean gateway) {
    return switch (kind) {
      case "ws" -> new SocketTalk("/v1/socket", gateway, TEXT);
      default -> new HttpTalk("/v1/messages", TEXT);
    };
  }

  /** Turns a CPU second, the gateway's against the echo's, one after the other and again. */
  private void compare(String kind, Child gateway, Child echo, int connections, int window)
      throws IOException, InterruptedException {
    Duration each = Duration.ofSeconds(options.quick() ? 6 : 15);
    int times = options.quick() ? 3 : 7;
    try (Generator road = open(gateway, talk(kind, true), kind, connections);
        Generator bare = open(echo, talk(kind, false), kind, connections)) {
      progress.accept(kind + ": warming up");
      warm(gateway, road, window, each);
      warm(echo, bare, window, each);
      for (int i = 1; i <= times; i++) {
        progress.accept(kind + ": " + i + " of " + times);
        measure(kind + " road", gateway, road, window, each);
        measure(kind + " echo", echo, bare, window, each);
      }
    }
    figures.ratio(
        kind + "RoadVsEcho",
        figures.median(kind + " road, turns a CPU second")
            / figures.median(kind + " echo, turns a CPU second"));
  }

  /**
   * Until the compilers have hardly anything left to do: they take the server's processor time
   * while they work, which says nothing about a turn.
   */
  private void warm(Child server, Generator load, int window, Duration each) throws IOException {
    int most = options.quick() ? 12 : 16;
    server.free();
    for (int i = 0; i < most; i++) {
      double before = server.cpuSeconds();
      double compiledBefore = server.compilerSeconds();
      Tally tally = load.closed(window, each);
      double cpu = Math.max(0.01, server.cpuSeconds() - before);
      double compiling = (server.compilerSeconds() - compiledBefore) / cpu;
      progress.accept(
          "  %,.0f turns a CPU second, %.0f %% of it compiling"
              .formatted(tally.answered() / cpu, 100 * compiling));
      if (compiling < WARM) {
        break;
      }
    }
    server.pin();
  }

  private void measure(String what, Child server, Generator load, int window, Duration length)
      throws IOException, InterruptedException {
    double before = server.cpuSeconds();
    double compiledBefore = server.compilerSeconds();
    Tally tally = load.closed(window, length);
    Thread.sleep(SETTLE); // sessions and outbox are written after the answer
    double cpu = server.cpuSeconds() - before;
    double compiling = server.compilerSeconds() - compiledBefore;
    if (tally.answered() == 0) {
      throw new IOException(what + ": nothing was answered, " + tally.refused() + " refused");
    }
    figures.add(what + ", turns a CPU second", tally.answered() / cpu);
    figures.add(what + ", share of it compiling", compiling / cpu);
    figures.add(what + ", turns a second", tally.answered() / tally.seconds());
    figures.add(what + ", p99 ms", tally.millis(0.99));
  }

  private static Generator open(Child server, Talk talk, String name, int count)
      throws IOException {
    return Generator.open(
        server.address(), talk, count, number -> Tokens.of("bench-" + name + "-" + number));
  }

  /** Bytes of a socket that says nothing, by the slope between few and many. */
  private void idle(Child gateway, Child echo) throws IOException, InterruptedException {
    int few = options.quick() ? 500 : 1_000;
    int many = options.quick() ? 3_000 : 10_000;
    progress.accept("idle sockets: " + many);
    double road = slope("gateway", gateway, talk("ws", true), few, many);
    double bare = slope("echo", echo, talk("ws", false), few, many);
    figures.ratio("idleSocketVsBare", road / bare);
  }

  private double slope(String name, Child server, Talk talk, int few, int many)
      throws IOException, InterruptedException {
    try (Generator sockets = open(server, talk, "idle", few)) {
      Thread.sleep(2_000);
      double[] before = server.memory();
      InetSocketAddress to = server.address();
      sockets.more(to, many - few, number -> Tokens.of("bench-idle-" + number));
      Thread.sleep(2_000);
      double[] after = server.memory();
      double heap = (after[0] - before[0]) / (many - few);
      double other = Math.max(0, (after[1] - before[1]) / (many - few));
      figures.add("idle " + name + ", bytes of heap a socket", heap);
      figures.add("idle " + name + ", bytes of other memory a socket", other);
      return heap + other;
    }
  }

  /** Load from half of the peak to ten times it, over live sockets and over HTTP. */
  private void overload(String limiter, Child gateway) throws IOException, InterruptedException {
    overload(limiter, gateway, "http", REQUESTS * 4, 1);
    overload(limiter, gateway, "ws", CROWD, UNANSWERED);
  }

  private void overload(String limiter, Child gateway, String kind, int connections, int most)
      throws IOException, InterruptedException {
    Duration each = Duration.ofSeconds(options.quick() ? 5 : 15);
    double[] multiples =
        options.quick()
            ? new double[] {0.5, 1, 2, 5, 10}
            : new double[] {0.5, 0.8, 1, 1.5, 2, 3, 5, 7, 10};
    String what = "overload " + kind + " " + limiter;
    double peak;
    double turn;
    try (Generator few =
        open(gateway, talk(kind, true), kind, kind.equals("ws") ? SOCKETS : REQUESTS)) {
      few.closed(kind.equals("ws") ? WINDOW : 1, each);
      double before = gateway.cpuSeconds();
      Tally tally = few.closed(kind.equals("ws") ? WINDOW : 1, each);
      peak = tally.answered() / tally.seconds();
      turn = (gateway.cpuSeconds() - before) / tally.answered();
    }
    figures.add(what + ", peak turns a second", peak);
    try (Generator crowd = open(gateway, talk(kind, true), kind + "-crowd", connections)) {
      crowd.open(peak * 0.5, most, WARM_OVERLOAD);
      for (double multiple : multiples) {
        progress.accept(what + ": " + multiple + " times the peak");
        crowd.open(peak * multiple, most, Duration.ofSeconds(2));
        double before = gateway.cpuSeconds();
        Tally tally = crowd.open(peak * multiple, most, each);
        double cpu = gateway.cpuSeconds() - before;
        String at = what + " at " + multiple;
        double goodput = tally.inTime() / tally.seconds() / peak;
        figures.add(at + ", goodput of peak", goodput);
        figures.add(
            at + ", share refused", tally.refused() / (double) Math.max(1, tally.offered()));
        figures.add(at + ", share sent", tally.sent() / (double) Math.max(1, tally.offered()));
        figures.add(at + ", p99 ms", tally.millis(0.99));
        if (limiter.equals("adaptive")) {
          note(kind, multiple, goodput, turn, cpu, tally);
        } else if (multiple == 5) {
          figures.ratio("goodputAt5xLimiterOff" + (kind.equals("ws") ? "" : "Http"), goodput);
        }
      }
    }
  }

  private void note(
      String kind, double multiple, double goodput, double turn, double cpu, Tally tally) {
    String suffix = kind.equals("ws") ? "" : "Http";
    if (multiple == 5) {
      figures.ratio("goodputAt5x" + suffix, goodput);
    }
    if (multiple == 10) {
      figures.ratio("goodputAt10x" + suffix, goodput);
      long away = Math.max(1, tally.offered() - tally.answered());
      double cost = Math.max(0, cpu - tally.answered() * turn) / away / turn;
      figures.ratio("rejectionCost" + (kind.equals("ws") ? "Socket" : ""), cost);
    }
  }
}
