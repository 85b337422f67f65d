package io.levee.app;

import io.levee.replay.report.Comparison;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two reports side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Puts two reports side by side, each a report.json or its directory.",
    footer = {
      "",
      "Exits with 98 when one of them is INVALID, with 99 when --worse is given and one of p99,",
      "goodput, lost, doubled and reordered got worse by more than that.",
      "",
      "Examples:",
      "  ./levee replay compare reports/before/report.json reports/after/report.json",
      "  ./levee replay compare before after --worse 0.1"
    })
final class ReplayCompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A.json", description = "The one before.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B.json", description = "The one after.")
  private Path after;

  @Option(names = "--worse", description = "How much worse is too much, such as 0.1 for a tenth.")
  private Double worse;

  @Option(names = "--json", description = "Print both, difference and ratio as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<JsonObject> a = read(before);
    Optional<JsonObject> b = read(after);
    if (a.isEmpty() || b.isEmpty()) {
      return ExitCode.FAILURE;
    }
    Comparison comparison = new Comparison(a.get(), b.get());
    System.out.print(json ? comparison.json().encodePrettily() + "\n" : comparison.text());
    if (worse != null) {
      var grown = comparison.worse(worse);
      grown.forEach(name -> System.err.println(name + " got worse by more than " + worse));
      if (!grown.isEmpty()) {
        return ExitCode.BREACH;
      }
    }
    return comparison.valid() ? ExitCode.OK : ExitCode.INVALID;
  }

  private static Optional<JsonObject> read(Path named) {
    Path file = Files.isDirectory(named) ? named.resolve("report.json") : named;
    try {
      JsonObject read = new JsonObject(Files.readString(file));
      if (read.containsKey("latencyMillis")) {
        return Optional.of(read);
      }
      System.err.println(file + " is no report of ./levee replay");
    } catch (IOException e) {
      System.err.println("cannot read " + file + ": " + e.getMessage());
    } catch (DecodeException e) {
      System.err.println(file + " is not JSON");
    }
    return Optional.empty();
  }
}
