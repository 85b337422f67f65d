package io.levee.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Starts what is measured: all JVMs with the same flags. */
final class Servers {
  /** Calls to the shop at once: with {@link SlowShop#ANSWER} each, so many a second at most. */
  static final int BULKHEAD = Integer.getInteger("levee.bench.bulkhead", 32);

  private static final int LOOPS = 1;
  private static final Duration WATCH = Duration.ofMillis(250);

  private final Bench.Options options;
  private final int shopPort;

  Servers(Bench.Options options, int shopPort) {
    this.options = options;
    this.shopPort = shopPort;
  }

  static List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean ours = flag.startsWith("-XX:") || flag.startsWith("--");
      if (ours && !flag.contains("Tiered") && !flag.contains("FlightRecord")) {
        flags.add(flag);
      }
    }
    flags.addAll(List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch"));
    // As one takes by itself that starts on the one core where these are measured.
    flags.add("-Dlevee.loops=" + LOOPS);
    String more = System.getProperty("levee.bench.flags", "");
    flags.addAll(more.isBlank() ? List.of() : List.of(more.split(" ")));
    return flags;
  }

  private static boolean isCollector(String flag) {
    return flag.matches("-XX:\\+Use\\w+GC");
  }

  Child echo() throws IOException, InterruptedException {
    return jvm("echo", List.of(), BareEcho.class.getName(), List.of());
  }

  /** One that commits in groups and does nothing else, over that gateway's PostgreSQL. */
  Child committer(String gateway) throws IOException, InterruptedException {
    return jvm("committer", List.of(), BareCommitter.class.getName(), List.of(postgres(gateway)));
  }

  private Child jvm(String name, List<String> more, String main, List<String> args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program("java")));
    command.addAll(flags());
    if (more.stream().anyMatch(Servers::isCollector)) {
      // A JVM takes one collector only.
      command.removeIf(Servers::isCollector);
    }
    command.addAll(more);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(args);
    return Child.start(name, command, options.directory().resolve(name + ".log"));
  }

  /** Node, nlp.js and Redis, where there is what they need. */
  boolean hasPeer() {
    return Files.isDirectory(options.peer().resolve("node_modules")) && Pinning.program("node");
  }

  /** The peer, over that gateway's Redis. */
  Child peer(String gateway) throws IOException, InterruptedException {
    String port = Files.readString(data(gateway).resolve("redis").resolve("port")).strip();
    return Child.start(
        "peer",
        List.of(
            "env",
            "REDIS_URL=redis://127.0.0.1:" + port,
            "TOKEN_SECRET=" + Tokens.SECRET,
            "node",
            options.peer().resolve("server.js").toString()),
        options.directory().resolve("peer.log"));
  }

  Child gateway(String name, String... more) throws IOException, InterruptedException {
    return gateway(name, options.main(), List.of(), List.of(more));
  }

  /** One whose turns go to no store. */
  Child gatewayWithoutStores() throws IOException, InterruptedException {
    return gateway("gateway-without-stores", options.withoutStores(), List.of(), List.of());
  }

  /** One with more flags of the JVM. */
  Child gatewayWith(String name, List<String> flags) throws IOException, InterruptedException {
    return gateway(name, options.main(), flags, List.of());
  }

  /** One with so many event loops. */
  Child gatewayOf(String name, int loops) throws IOException, InterruptedException {
    return gatewayWith(name, List.of("-Dlevee.loops=" + loops));
  }

  /**
   * A gateway with stores of its own.
   *
   * @param name of its directory, too
   * @param flags of its JVM, beside those that all have
   * @param more settings, over the others
   */
  private Child gateway(String name, String main, List<String> flags, List<String> more)
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(data(name));
    lendPrograms(data);
    List<String> sets =
        new ArrayList<>(
            List.of(
                "http.port=0",
                "ops.port=0",
                "data=" + data.toAbsolutePath(),
                "demoShop.enabled=false",
                "storefronts.demo.tokenSecret=" + Tokens.SECRET,
                "storefronts.demo.shop.url=http://127.0.0.1:" + shopPort,
                "storefronts.demo.shop.apiKey=bench",
                "storefronts.demo.shop.maxInFlight=" + BULKHEAD,
                "storefronts.demo.shop.maxWaiting=1024",
                "storefronts.demo.shop.orderCache=0s",
                "admission.visitorRate=100000",
                "admission.visitorBurst=1000000",
                "admission.storefrontRate=10000000",
                "admission.storefrontBurst=10000000",
                "admission.brownout=0",
                "watch=" + WATCH.toMillis() + "ms",
                "ops.warmUp=0s", // it is warmed up by what is measured
                "socket.maxSockets=30000",
                "socket.pingInterval=10m", // idle sockets are left alone while memory is counted
                "socket.pongTimeout=10m"));
    sets.addAll(options.sets());
    sets.addAll(more);
    List<String> args = new ArrayList<>(List.of("serve"));
    admission(name, Map.of());
    args.addAll(List.of("--config", file(name).toString()));
    sets.forEach(set -> args.addAll(List.of("--set", set)));
    return jvm(name, flags, main, args);
  }

  /**
   * Has a gateway decide otherwise from now on; blocks until it does.
   *
   * @param settings of {@code admission}, in place of all that were given so before; none that a
   *     {@code --set} names
   */
  void admission(Child gateway, Map<String, ?> settings) throws IOException, InterruptedException {
    admission(gateway.name(), settings);
    Thread.sleep(4 * WATCH.toMillis());
  }

  private void admission(String gateway, Map<String, ?> settings) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    if (new Yaml().load(Files.readString(options.config())) instanceof Map<?, ?> given) {
      given.forEach((section, values) -> all.put(section.toString(), values));
    }
    Map<Object, Object> section = new LinkedHashMap<>();
    if (all.get("admission") instanceof Map<?, ?> given) {
      section.putAll(given);
    }
    section.putAll(settings);
    all.put("admission", section);
    Files.writeString(file(gateway), new Yaml().dump(all));
  }

  /** The configuration that a gateway watches. */
  private Path file(String gateway) {
    return data(gateway).resolve("levee.yaml").toAbsolutePath();
  }

  private Path data(String gateway) {
    return options.directory().resolve(gateway);
  }

  /** The PostgreSQL that a gateway started, as {@code port password}. */
  String postgres(String gateway) throws IOException {
    Path home = data(gateway).resolve("postgres");
    return Files.readString(home.resolve("port")).strip()
        + " "
        + Files.readString(home.resolve("password")).strip();
  }

  /** PostgreSQL's programs, where they have been unpacked before: that takes seconds. */
  private void lendPrograms(Path data) throws IOException {
    Path unpacked = options.programs();
    Path here = Files.createDirectories(data.resolve("postgres")).resolve("programs");
    if (Files.isExecutable(unpacked.resolve("bin/postgres")) && !Files.exists(here)) {
      Files.createSymbolicLink(here, unpacked.toAbsolutePath());
    }
  }

  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
