package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.config.Loaded;
import io.levee.app.config.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration a command works with. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file; by default $LEVEE_CONFIG, else conf/levee.yaml.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets one key, over file and environment, such as --set ops.port=0. Repeatable.")
  private List<String> sets = new ArrayList<>();

  Sources sources() {
    return new Sources(file(file, System.getenv()), System.getenv(), sets);
  }

  /** The configuration; empty when it has faults, which are told on {@code err}. */
  Optional<Config> load(PrintWriter err) {
    Loaded<Config> loaded = sources().load();
    loaded.problems().forEach(err::println);
    if (!loaded.problems().isEmpty()) {
      err.printf("%d fault(s) in the configuration%n", loaded.problems().size());
      err.flush();
    }
    return loaded.valid();
  }

  /** The file that is named, or else the usual one. */
  static Path file(Path named, Map<String, String> env) {
    if (named != null) {
      return named;
    }
    if (env.containsKey("LEVEE_CONFIG")) {
      return Path.of(env.get("LEVEE_CONFIG"));
    }
    return Home.resolve(env, Path.of("conf", "levee.yaml"));
  }
}
