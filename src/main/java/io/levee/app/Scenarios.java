package io.levee.app;

import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFaults;
import io.levee.replay.plan.ScenarioFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The scenarios that ship. */
record Scenarios(Path loadtest) {

  /** A file of that path, else the shipped one of that name. */
  Path find(String named) {
    Path shipped = loadtest.resolve("scenarios").resolve(named + ".yaml");
    boolean plainName =
        !named.contains("/") && !named.endsWith(".yaml") && !named.endsWith(".jsonl");
    return plainName && Files.exists(shipped) ? shipped : Path.of(named);
  }

  /**
   * @param asked whether that is what was asked for; else a scenario was forgotten
   * @return what the command exits with
   */
  int list(PrintStream out, boolean asked) {
    PrintStream to = asked ? out : System.err;
    if (!asked) {
      to.println("name a scenario, a scenario file or a trace; shipped are:");
    }
    try (Stream<Path> files = Files.list(loadtest.resolve("scenarios"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        to.println(line(file));
      }
    } catch (IOException e) {
      to.println("none: " + e.getMessage());
    }
    return asked ? ExitCode.OK : 2;
  }

  private static String line(Path file) {
    try {
      Scenario one = ScenarioFile.read(file, List.of());
      return String.format(Locale.ROOT, "  %-16s %s", one.name(), one.about());
    } catch (ScenarioFaults e) {
      return "  " + file + ": " + e.getMessage();
    }
  }

  /** What a scenario comes to, in a line. */
  static String summary(Scenario s) {
    if (s.closed()) {
      return String.format(
          Locale.ROOT, "%s: closed model, %d shoppers, %.0f s", s.name(), s.users(), s.seconds());
    }
    double messages =
        s.trace().map(t -> (double) t.lines().size()).orElseGet(() -> s.shape().messages());
    String peak =
        s.trace().isPresent()
            ? ""
            : String.format(Locale.ROOT, ", at most %.0f/s", s.shape().peak());
    return String.format(
        Locale.ROOT,
        "%s: %.0f messages in %.0f s%s, %d shoppers, after %.0f s of warming up",
        s.name(),
        messages,
        s.seconds(),
        peak,
        s.shoppers(),
        s.warmup());
  }
}
