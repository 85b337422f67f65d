package io.levee.bench;

import io.levee.bench.Load.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The gateway against bare servers, in turns on one machine: each in a process of its own, on core
 * 0 where that can be had, the load and the stores on core 1. CPU is the server's user and system
 * time, from the first message until all that was begun is committed and carried out.
 */
public final class Bench {
  /** What may be asked for with {@code --only}. */
  public static final Set<String> PARTS =
      Set.of("ws", "http", "stubbed", "latency", "idle", "overload", "peer", "growth");

  /** What {@code --quick} leaves out unless it is asked for. */
  public static final Set<String> SLOW = Set.of("growth");

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /**
   * @param quick fewer and shorter repetitions: ten minutes at most
   * @param main the class that runs the gateway
   * @param withoutStores the class that runs one whose turns go to no store
   * @param config the file of which gateways are given a copy each
   * @param sets further settings of the gateway, such as {@code journal.maxBatch=64}
   * @param parts of {@link #PARTS}
   * @param flags of the JVM, each set against the usual ones; where there are any, nothing else is
   *     measured
   * @param programs where PostgreSQL's programs may have been unpacked
   * @param peer where the Node server lies that is measured beside the gateway
   * @param directory for the gateway's data and the logs; it may be deleted afterwards
   */
  public record Options(
      boolean quick,
      String main,
      String withoutStores,
      Path config,
      List<String> sets,
      Set<String> parts,
      List<String> flags,
      Path programs,
      Path peer,
      Path directory) {}

  private final Options options;
  private final SlowShop shop;
  private final Servers servers;
  private final Consumer<String> progress;
  private final Pace pace;
  private final Figures figures = new Figures();

  private Bench(Options options, SlowShop shop, Consumer<String> progress) {
    this.options = options;
    this.shop = shop;
    this.servers = new Servers(options, shop.port());
    this.progress = progress;
    this.pace = options.quick() ? Pace.QUICK : Pace.FULL;
  }

  /**
   * Runs it; blocks for minutes.
   *
   * @param progress is told what is being done, a line each
   * @throws IOException if a server cannot be started or breaks
   */
  public static Figures run(Options options, Consumer<String> progress)
      throws IOException, InterruptedException {
    Pinning.move(ProcessHandle.current().pid(), 1);
    try (SlowShop shop = new SlowShop()) {
      Bench bench = new Bench(options, shop, progress);
      bench.describe();
      bench.run();
      return bench.figures;
    }
  }

  private boolean wants(String part) {
    return options.parts().contains(part);
  }

  private void run() throws IOException, InterruptedException {
    if (!options.flags().isEmpty()) {
      new Variants(servers, figures, pace, progress).compare(options.flags());
      return;
    }
    try (Child gateway = started(servers.gateway("gateway"))) {
      if (wants("idle")) {
        // First: what has worked before holds memory for other reasons.
        idle(gateway);
      }
      if (wants("ws") || wants("http") || wants("stubbed")) {
        try (Child echo = started(servers.echo())) {
          roads(gateway, echo);
        }
      }
      if (wants("peer")) {
        peer(gateway);
      }
      if (wants("latency")) {
        latency(gateway);
      }
      if (wants("overload")) {
        overload(gateway);
      }
    }
    if (wants("growth")) {
      Growth growth = new Growth(servers, figures, pace, progress);
      growth.loops();
      growth.stored();
    }
  }

  private void roads(Child gateway, Child echo) throws IOException, InterruptedException {
    for (Way way : Way.values()) {
      if (wants(way.key())) {
        String key = way.key();
        compare(key + "RoadVsEcho", way, key + " road", gateway, key + " echo", echo, false);
      }
    }
    if (wants(Way.WS.key()) && !options.quick()) {
      compare(
          "wsHastyRoadVsEcho",
          "ws road, hasty",
          Load.hasty(gateway, true),
          "ws echo, hasty",
          Load.hasty(echo, false));
    }
    if (wants("stubbed")) {
      try (Child without = started(servers.gatewayWithoutStores())) {
        String ratio = "wsWithoutStoresVsEcho";
        compare(ratio, Way.WS, "ws without stores", without, "ws echo, again", echo, false);
      }
    }
  }

  private void peer(Child gateway) throws IOException, InterruptedException {
    if (!servers.hasPeer()) {
      figures.note("The peer was left out: see loadtest/peer/README.md for what it needs.");
      return;
    }
    try (Child peer = started(servers.peer("gateway"))) {
      compare("wsRoadVsPeer", Way.WS, "ws road, again", gateway, "ws Node, nlp.js", peer, true);
    }
  }

  private Child started(Child server) {
    progress.accept(server.name() + " is up");
    return server;
  }

  /**
   * @param hello whether the second one wants to be greeted, too
   */
  private void compare(
      String ratio, Way way, String first, Child one, String second, Child other, boolean hello)
      throws IOException, InterruptedException {
    compare(ratio, first, Load.busy(one, way, true), second, Load.busy(other, way, hello));
  }

  private void compare(String ratio, String first, Load one, String second, Load other)
      throws IOException, InterruptedException {
    progress.accept(ratio + ": warming up");
    try (one;
        other) {
      one.warm(pace, progress);
      other.warm(pace, progress);
      progress.accept(ratio + ": measuring");
      new RoadCost(figures, pace).compare(ratio, first, one, second, other);
    }
  }

  private void latency(Child gateway) throws IOException, InterruptedException {
    progress.accept("latency at 80 %: warming up");
    try (Child committer = started(servers.committer("gateway"));
        Load road = Load.shoppers(gateway, Way.WS, true).warm(pace, progress);
        Load bare = Load.shoppers(committer, Way.WS, false).warm(pace, progress)) {
      progress.accept("latency at 80 %: measuring");
      new Waiting(figures, pace).compare(road, bare);
    }
  }

  private void idle(Child fresh) throws IOException, InterruptedException {
    IdleSockets idle = new IdleSockets(figures, pace);
    double[] road = new double[pace.idleTimes()];
    double[] bare = new double[pace.idleTimes()];
    progress.accept("idle sockets, " + pace.idle() + " of them");
    for (int i = 0; i < pace.idleTimes(); i++) {
      if (i == 0) {
        road[i] = idle.slope("gateway", fresh, true);
      } else {
        try (Child gateway = started(servers.gateway("gateway-idle-" + i))) {
          road[i] = idle.slope("gateway", gateway, true);
        }
      }
      try (Child echo = started(servers.echo())) {
        bare[i] = idle.slope("echo", echo, false);
      }
    }
    figures.ratio("idleSocketVsBare", Figures.median(road) / Figures.median(bare));
  }

  private void overload(Child gateway) throws IOException, InterruptedException {
    Overload overload = new Overload(figures, pace, servers, shop, progress);
    overload.serviceLimited(gateway, true);
    overload.cpuLimited(gateway, Way.HTTP);
    overload.cpuLimited(gateway, Way.WS);
    servers.admission(gateway, Map.of("limiter", "off"));
    overload.serviceLimited(gateway, false);
  }

  private void describe() {
    figures.note(
        Pinning.isPossible()
            ? "The server that is measured is pinned to core 0; the load, PostgreSQL and Redis to core"
                + " 1."
            : "Nothing is pinned: taskset, or a second core, is not to be had here.");
    figures.note(
        "%s, %d cores, %s %s, flags `%s`"
            .formatted(
                System.getProperty("os.name"),
                CORES,
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                String.join(" ", Servers.flags())));
  }
}
