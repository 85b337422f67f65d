package io.levee.app;

import io.levee.replay.Target;
import io.levee.replay.load.CannotRun;
import io.levee.replay.load.Progress;
import io.levee.replay.load.Replay;
import io.levee.replay.load.ReplayResult;
import io.levee.replay.load.Targets;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFaults;
import io.levee.replay.plan.ScenarioFile;
import io.levee.replay.report.LiveTable;
import io.levee.replay.report.ReportFiles;
import io.levee.replay.report.ReportJson;
import io.levee.replay.report.ReportText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a running gateway under load. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts a running gateway under the load of a scenario, and says what became of every message.",
      "",
      "Latency counts from the time a message was to be sent, so that a gateway that stands still"
          + " shows. loadtest/README.md tells how scenarios are written and reports are read."
    },
    footer = {
      "",
      "Exits with 0 when all thresholds were kept, 99 when one was not, 98 when the load tester"
          + " did",
      "not keep up and its figures are INVALID, 78 for a faulty scenario, 1 when it could not run,",
      "130 when it was stopped with Ctrl-C: the report is of what was run until then.",
      "",
      "Examples:",
      "  ./levee replay smoke",
      "  ./levee replay steady --rate 500 --duration 2m",
      "  ./levee replay double11 --speed 60 --set vip=0.2 --url"
          + " http://10.0.0.5:8080,http://10.0.0.6:8080",
      "  ./levee replay evening.jsonl --scale 3",
      "  ./levee replay compare before/report.json after/report.json"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final String STOPPING =
      "\nstopping: answers under way are waited for; Ctrl-C again ends it at once, without report";

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "The name of a shipped scenario, a scenario file (.yaml), or a trace (.jsonl).")
  private String scenario;

  @Option(names = "--list", description = "List the shipped scenarios.")
  private boolean list;

  @Option(names = "--rate", description = "Messages a second that a level of 1 stands for.")
  private String rate;

  @Option(names = "--scale", description = "All rates times this; of traces, conversations.")
  private String scale;

  @Option(names = "--speed", description = "Time goes by so many times faster; rates stay.")
  private String speed;

  @Option(
      names = "--duration",
      description = "All phases together take so long, in their proportions; a trace is cut.")
  private String duration;

  @Option(
      names = "--closed",
      paramLabel = "USERS",
      description = "Closed model: so many shoppers, each waiting for its answer.")
  private Integer closed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a key of the scenario, such as conversation.think=2s. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the report goes; by default reports/SCENARIO-TIME.")
  private Path report;

  @Option(names = "--no-report", description = "Write no files.")
  private boolean noReport;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Option(names = "--check", description = "Read the scenario, say what it comes to, send nothing.")
  private boolean check;

  @Mixin private GatewayOptions gateways;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    // The texts are UTF-8 whatever the locale says.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Scenarios shipped = new Scenarios(Home.resolve(System.getenv(), Path.of("loadtest")));
    if (list || scenario == null) {
      return shipped.list(out, list);
    }
    Path file = shipped.find(scenario);
    if (!Files.exists(file)) {
      System.err.println(
          scenario
              + " is neither a shipped scenario nor a file; ./levee replay --list names what ships");
      return ExitCode.CONFIG;
    }
    Scenario read;
    try {
      read = ScenarioFile.read(file, sets());
    } catch (ScenarioFaults e) {
      e.faults().forEach(fault -> System.err.println(scenario + ": " + fault));
      System.err.println(e.faults().size() + " fault(s) in the scenario; nothing was sent");
      return ExitCode.CONFIG;
    }
    if (check) {
      out.println(Scenarios.summary(read));
      return ExitCode.OK;
    }
    List<Target> targets = gateways.targets();
    if (targets.stream().anyMatch(t -> t.tokenSecret().isEmpty())) {
      spec.commandLine().getErr().println(gateways.missing("tokenSecret"));
      return ExitCode.CONFIG;
    }
    return run(read, new Targets(targets, gateways.ops()), out);
  }

  private Integer run(Scenario read, Targets targets, PrintStream out) throws InterruptedException {
    LiveTable table = new LiveTable(System.err, Terminal.watched());
    if (!json) {
      System.err.println(Scenarios.summary(read));
    }
    Stop stop = Stop.onSignals();
    stop.asked().onSuccess(asked -> System.err.println(STOPPING));
    ReplayResult result;
    try {
      result = Replay.run(read, targets, json ? Progress.NONE : table, stop.asked()).await();
    } catch (CannotRun e) {
      System.err.println(e.getMessage());
      return ExitCode.FAILURE;
    }
    if (json) {
      out.println(ReportJson.summary(result).encodePrettily());
    } else {
      table.done();
      out.print(ReportText.of(result));
    }
    Optional<Path> page = written(result);
    page.ifPresent(path -> System.err.println("report: " + path));
    if (!noReport && page.isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (result.stopped()) {
      return ExitCode.STOPPED;
    }
    if (!result.breaches().isEmpty()) {
      return ExitCode.BREACH;
    }
    return result.valid() ? ExitCode.OK : ExitCode.INVALID;
  }

  private Optional<Path> written(ReplayResult result) {
    if (noReport) {
      return Optional.empty();
    }
    Path directory =
        report == null
            ? Path.of("reports", result.scenario().name() + "-" + STAMP.format(result.began()))
            : report;
    try {
      return Optional.of(ReportFiles.write(result, directory));
    } catch (IOException e) {
      System.err.println("cannot write the report to " + directory + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> sets() {
    List<String> all = new ArrayList<>(sets);
    put(all, "rate", rate);
    put(all, "scale", scale);
    put(all, "speed", speed);
    put(all, "duration", duration);
    if (closed != null) {
      all.add("model=closed");
      all.add("users=" + closed);
    }
    return all;
  }

  private static void put(List<String> all, String key, String value) {
    if (value != null) {
      all.add(key + "=" + value);
    }
  }
}
