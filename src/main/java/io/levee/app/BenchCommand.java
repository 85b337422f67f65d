package io.levee.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.bench.Bench;
import io.levee.bench.BenchReport;
import io.levee.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a turn costs here. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the gateway against a bare Vert.x echo, idle sockets, latency, and overload up to"
            + " ten times the peak. Starts gateways of its own, in a temporary directory.",
    footer = {
      "",
      "The machine should do nothing else meanwhile. The whole bench takes about an hour.",
      "",
      "Examples:",
      "  ./levee bench --quick",
      "  ./levee bench --only ws,http --json",
      "  ./levee bench --flags '-XX:+UseParallelGC' --flags -Dlevee.transport=nio",
      "  ./levee bench --write docs/BENCHMARKS.md"
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = "Fewer and shorter repetitions: ten minutes at most. Leaves out growth.")
  private boolean quick;

  @Option(names = "--json", description = "Prints JSON instead of tables.")
  private boolean json;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Some parts only: ws, http, stubbed, latency, idle, overload, peer, growth.")
  private Set<String> only = Set.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a key of the gateway that is measured. Repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--flags",
      paramLabel = "FLAGS",
      description =
          "Sets the gateway under these flags of the JVM against itself, over WebSocket, and"
              + " measures nothing else. Repeatable.")
  private List<String> flags = List.of();

  @Option(
      names = "--write",
      arity = "0..1",
      fallbackValue = "docs/BENCHMARKS.md",
      paramLabel = "FILE",
      description = "Writes the tables into that page; by default docs/BENCHMARKS.md.")
  private Path page;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Set<String> unknown = new TreeSet<>(only);
    unknown.removeAll(Bench.PARTS);
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--only: there is no part " + unknown + "; give some of " + new TreeSet<>(Bench.PARTS));
    }
    if (!flags.isEmpty() && page != null) {
      throw new ParameterException(
          spec.commandLine(), "--write keeps the usual figures: leave it out with --flags");
    }
    var err = spec.commandLine().getErr();
    long start = System.nanoTime();
    Path directory = Files.createTempDirectory("levee-bench");
    // After a failure it stays: the logs are there.
    err.println("the servers' logs are in " + directory);
    Figures figures =
        Bench.run(
            new Bench.Options(
                quick,
                Main.class.getName(),
                WithoutStores.class.getName(),
                ConfigOptions.file(null, System.getenv()).toAbsolutePath(),
                sets,
                parts(),
                flags,
                Home.resolve(System.getenv(), Path.of(".levee", "postgres", "programs")),
                Home.resolve(System.getenv(), Path.of("loadtest", "peer")),
                directory),
            line -> {
              long seconds = (System.nanoTime() - start) / 1_000_000_000;
              err.printf("%d:%02d %s%n", seconds / 60, seconds % 60, line);
              err.flush();
            });
    delete(directory);
    String table = BenchReport.markdown(figures);
    if (page != null) {
      BenchReport.write(table, Home.resolve(System.getenv(), page));
    }
    var out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>(figures.ratios());
      all.put("measured", figures.measured());
      all.put("notes", figures.notes());
      out.println(new ObjectMapper().writeValueAsString(all));
    } else {
      out.println(table);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private Set<String> parts() {
    if (!only.isEmpty()) {
      return only;
    }
    Set<String> parts = new TreeSet<>(Bench.PARTS);
    if (quick) {
      parts.removeAll(Bench.SLOW);
    }
    return parts;
  }
}
